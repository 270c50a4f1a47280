import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { LaunchError, ROOT, npm, say } from './run.mjs'

/** Packages that are shipped: what is built in, by the build's own lists, and the engine. */
const LICENCES = ['dist/console/third-party-licenses.txt', 'dist/server/third-party-licenses.txt']
const ENGINE = /^@duckdb\//

/** The severities of known vulnerabilities that fail the gate. */
const STOPPING = ['high', 'critical']
const PATIENCE_MS = 30_000

/**
 * Asks the registry for known vulnerabilities in the packages that are shipped. Throws if there are
 * severe ones. Without an answer, as on a machine without internet access, it prints that and lets
 * the gate continue.
 */
export async function audit() {
  const { output } = await npm(
    ['audit', '--json', '--loglevel=silent', '--fetch-retries=0', `--fetch-timeout=${PATIENCE_MS}`],
    { quiet: true },
  )
  const found = weaknesses(output)
  if (!found) return say('skipped: the registry does not respond')
  const shipped = new Set(LICENCES.flatMap(packagesIn))
  const ours = found.filter(({ name }) => shipped.has(name) || ENGINE.test(name))
  const grave = ours.filter(({ severity }) => STOPPING.includes(severity))
  say(`${ours.length} known vulnerabilities in shipped packages, ${grave.length} of them severe`)
  if (grave.length > 0)
    throw new LaunchError(
      `${grave.map(({ name, severity }) => `${name} (${severity})`).join(', ')}: upgrade to a fixed version.`,
    )
}

/** The names of the packages in a list of licences: `## hono - 4.13.19 (MIT)`. */
function packagesIn(list) {
  const names = readFileSync(join(ROOT, list), 'utf8').matchAll(/^## (\S+) - /gm)
  return Array.from(names, ([, name]) => name)
}

/** null if the output is not a report. */
function weaknesses(output) {
  try {
    const { vulnerabilities } = JSON.parse(output.slice(output.indexOf('{')))
    return vulnerabilities ? Object.values(vulnerabilities) : null
  } catch {
    return null
  }
}
