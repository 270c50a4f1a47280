import { LaunchError } from './run.mjs'

const OLDEST = [20, 19]

/** Throws if this Node is too old to install and run the project. */
export function checkNodeVersion(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number)
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return
  throw new LaunchError(
    `Event History Console needs Node.js ${OLDEST.join('.')} or newer, but this is ${version}. Install a newer version (https://nodejs.org) and run the command again.`,
  )
}
