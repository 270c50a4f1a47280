import { LaunchError, node, npm, say } from './run.mjs'
import { alone } from './lock.mjs'
import { fingerprint, isStamped, stamp } from './stamp.mjs'

/** Inside node_modules, so that it is deleted with them. */
const STAMP = 'node_modules/.install-stamp'

/**
 * The event data store's engine is native code, and npm skips a native package that it cannot
 * install.
 */
const LOADS_ENGINE = `import('@duckdb/node-api').catch(({ message }) => {
  console.log(message.split('\\n')[0])
  process.exitCode = 1
})`

/**
 * Installs the locked packages, unless that was done on this platform with this major version of
 * Node.
 */
export async function installIfNeeded() {
  if (isStamped(STAMP, wanted())) return
  await alone(async () => {
    if (isStamped(STAMP, wanted())) return
    say('Installing packages ...')
    await install()
    await checkEngine()
    stamp(STAMP, wanted())
  })
}

function wanted() {
  const [major] = process.versions.node.split('.')
  return fingerprint(['package-lock.json'], { facts: [process.platform, process.arch, libc(), major] })
}

/**
 * Linux has two C libraries, each with native packages of its own, and containers of both may share
 * a folder.
 */
function libc() {
  if (process.platform !== 'linux') return null
  // Otherwise the report would look up the names of all addresses.
  process.report.excludeNetwork = true
  return process.report.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl'
}

async function install() {
  // The build needs the development packages, and the engine is an optional one, whatever NODE_ENV
  // and npm's settings say.
  const flags = [
    '--include=dev',
    '--include=optional',
    '--ignore-scripts',
    '--no-fund',
    '--no-audit',
    '--loglevel=error',
  ]
  const { status, output } = await npm(['ci', ...flags], { quiet: true })
  if (status === 0) return
  say(output)
  throw new LaunchError('Installing the packages failed; the reason is above. Run `npm ci` to try again.')
}

async function checkEngine() {
  const { status, output } = await node(['--eval', LOADS_ENGINE], { quiet: true })
  if (status === 0) return
  throw new LaunchError(
    `The event data store's engine, DuckDB, was installed but cannot be loaded on ${process.platform} ${process.arch} (${output.trim() || `exit status ${status}`}). Use Linux, macOS or Windows on x64 or arm64, and check that \`npm config list\` does not set another os, cpu or libc.`,
  )
}
