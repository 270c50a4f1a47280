import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { LaunchError, ROOT, node, npm, run, say } from './run.mjs'
import { stamp } from './stamp.mjs'

/** The result, for the Playwright configuration: `{ executablePath, env }`. */
export const FOUND = 'node_modules/.cache/event-history-console/browser.json'

/**
 * Finds a Chromium for the end-to-end tests, or downloads one. The first one that starts is used,
 * and remembered. TEST_BROWSER names one, and no other is tried then.
 */
export async function findBrowser() {
  const chosen = process.env.TEST_BROWSER
  if (!chosen && remembered()) return
  const browser = chosen ? await firstThatStarts([chosen]) : await search()
  if (!browser) {
    throw new LaunchError(
      chosen
        ? `TEST_BROWSER is ${chosen}, which does not start. Set it to the program of Chromium, Chrome or Edge.`
        : 'No browser was found and none could be downloaded. Install Chromium, Chrome or Edge, or set TEST_BROWSER to its program.',
    )
  }
  stamp(FOUND, JSON.stringify(browser))
}

function remembered() {
  try {
    return existsSync(JSON.parse(readFileSync(join(ROOT, FOUND), 'utf8')).executablePath)
  } catch {
    return false
  }
}

async function search() {
  const here = (await firstThatStarts([await playwrightsOwn()])) ?? (await firstThatStarts(installed()))
  if (here) return here
  return (await fromPlaywright()) ?? (await fromDebian()) ?? (await fromNpm())
}

async function playwrightsOwn() {
  const { chromium } = await import('@playwright/test')
  return chromium.executablePath()
}

/** Where an installed browser usually is. */
function installed() {
  const names = [
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'microsoft-edge',
    'microsoft-edge-stable',
  ]
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
  const onMac = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  )
  const onWindows = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((variable) =>
    ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'].map((program) =>
      join(process.env[variable] ?? '', program),
    ),
  )
  return { darwin: onMac, win32: onWindows }[process.platform] ?? onPath
}

async function fromPlaywright() {
  say("No browser was found. Downloading Playwright's Chromium ...")
  const { status } = await node(['node_modules/@playwright/test/cli.js', 'install', 'chromium'], {
    quiet: true,
  })
  return status === 0 ? firstThatStarts([await playwrightsOwn()]) : undefined
}

async function fromDebian() {
  if (process.platform !== 'linux' || process.getuid() !== 0) return undefined
  if ((await run('apt-get', ['--version'], { quiet: true })).status !== 0) return undefined
  say('That failed. Installing the Debian packages chromium and fonts-liberation with apt-get, as root ...')
  const options = { quiet: true, env: { DEBIAN_FRONTEND: 'noninteractive' } }
  await run('apt-get', ['update'], options)
  await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation'], options)
  return firstThatStarts(installed())
}

/**
 * A Chromium in an npm package, for a machine with nothing but npm. It has its own libraries and
 * fonts. The download is locked by its hashes, in a lock file of its own, since few machines need
 * it.
 */
async function fromNpm() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const folder = join(ROOT, 'node_modules/.cache/npm-chromium')
  say(`That failed. Downloading Chromium from npm into ${folder} ...`)
  mkdirSync(folder, { recursive: true })
  for (const file of ['package.json', 'package-lock.json'])
    copyFileSync(join(ROOT, 'src/launch/chromium', file), join(folder, file))
  const added = await npm(['ci', '--ignore-scripts', '--no-fund', '--no-audit'], { quiet: true, cwd: folder })
  if (added.status !== 0) return undefined
  const unpack = `
    const { default: chromium } = await import('@sparticuz/chromium')
    const executablePath = await chromium.executablePath()
    const { LD_LIBRARY_PATH, FONTCONFIG_PATH } = process.env
    console.log(JSON.stringify({ executablePath, env: { LD_LIBRARY_PATH, FONTCONFIG_PATH } }))`
  const unpacked = await node(['--input-type=module', '--eval', unpack], {
    quiet: true,
    cwd: folder,
    // It unpacks into the temporary folder, and unpacks its libraries only if it takes the machine
    // for a Lambda function.
    env: { TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
  })
  if (unpacked.status !== 0) return undefined
  const { executablePath, env } = JSON.parse(unpacked.output.trim().split('\n').at(-1))
  return firstThatStarts([executablePath], env)
}

async function firstThatStarts(paths, env = {}) {
  for (const executablePath of paths) {
    if (!existsSync(executablePath)) continue
    // On Windows a browser that is run with --version opens a window instead.
    if (process.platform === 'win32') return { executablePath, env }
    const { status } = await run(executablePath, ['--version'], { quiet: true, env })
    if (status === 0) return { executablePath, env }
  }
  return undefined
}
