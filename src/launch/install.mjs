import { LaunchError, npm, say } from './run.mjs'
import { alone } from './lock.mjs'
import { fingerprint, isStamped, stamp } from './stamp.mjs'

/** Inside node_modules, so that it goes when they go. */
const STAMP = 'node_modules/.install-stamp'

/** Installs the locked packages, unless that was done on this platform with this major version of Node. */
export async function installIfNeeded() {
  if (isStamped(STAMP, wanted())) return
  await alone(async () => {
    if (isStamped(STAMP, wanted())) return
    say('Installing packages ...')
    await install()
    stamp(STAMP, wanted())
  })
}

function wanted() {
  const [major] = process.versions.node.split('.')
  return fingerprint(['package-lock.json'], { facts: [process.platform, process.arch, major] })
}

async function install() {
  // The build needs the development packages, whatever NODE_ENV says.
  const flags = ['--include=dev', '--no-fund', '--no-audit', '--loglevel=error']
  const clean = await npm(['ci', ...flags], { quiet: true })
  if (clean.status === 0) return
  // `npm ci` refuses a lock file that lacks another platform's packages; `npm install` adds them.
  const lenient = await npm(['install', '--no-save', ...flags], { quiet: true })
  if (lenient.status === 0) return
  say(clean.output)
  say(lenient.output)
  throw new LaunchError(
    'The packages could not be installed: npm says why above. `npm install` repeats the step.',
  )
}
