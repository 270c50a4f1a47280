import { LaunchError, npm, say } from './run.mjs'

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
    [
      'audit',
      '--omit=dev',
      '--json',
      '--loglevel=silent',
      '--fetch-retries=0',
      `--fetch-timeout=${PATIENCE_MS}`,
    ],
    { quiet: true },
  )
  const found = weaknesses(output)
  if (!found) return say('skipped: the registry does not answer')
  const grave = found.filter(({ severity }) => STOPPING.includes(severity))
  say(`${found.length} known, ${grave.length} of them grave`)
  if (grave.length > 0)
    throw new LaunchError(
      `${grave.map(({ name, severity }) => `${name} (${severity})`).join(', ')}: take a version without it.`,
    )
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
