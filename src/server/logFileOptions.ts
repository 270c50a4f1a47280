import type { LogFileChoice } from '../sources/logFileChoice.ts'
import { OptionsError } from './optionsError.ts'

/** Options that say which log files are read, for `parseArgs`. */
export const LOG_FILE_OPTIONS = {
  since: { type: 'string' },
  until: { type: 'string' },
  'account-id': { type: 'string', multiple: true },
  region: { type: 'string', multiple: true },
  'endpoint-url': { type: 'string' },
} as const

export interface LogFileOptions {
  readonly since?: string | undefined
  readonly until?: string | undefined
  readonly 'account-id'?: readonly string[] | undefined
  readonly region?: readonly string[] | undefined
}

/** The address of an AWS endpoint that is not AWS's own; null without one. */
export function endpointURL(text: string | undefined): string | null {
  if (text === undefined) return null
  if (isWeb(text) && URL.canParse(text)) return text
  throw new OptionsError(`--endpoint-url must be an address such as http://127.0.0.1:9000, not “${text}”.`)
}

/** Whether it is an address rather than a folder. */
export const isWeb = (text: string): boolean => /^https?:\/\//i.test(text)

/** Which log files of buckets to read. */
export function logFileChoice(values: LogFileOptions, nowMs: number): LogFileChoice {
  const sinceMs = momentOf('--since', values.since, nowMs)
  const untilMs = momentOf('--until', values.until, nowMs)
  if (sinceMs !== null && untilMs !== null && sinceMs > untilMs)
    throw new OptionsError(`--since ${values.since} is after --until ${values.until}.`)
  return {
    accountIds: listOf('--account-id', values['account-id'], /^\d{12}$/, '12 digits'),
    regions: listOf(
      '--region',
      values.region,
      /^[a-z]{2,}(?:-[a-z]+)+-\d+$/,
      'a Region such as eu-central-1',
    ),
    sinceMs,
    untilMs,
  }
}

function listOf(
  option: string,
  given: readonly string[] | undefined,
  pattern: RegExp,
  what: string,
): readonly string[] {
  const items = (given ?? []).flatMap((each) => each.split(',')).map((each) => each.trim())
  const wrong = items.find((each) => !pattern.test(each))
  if (wrong !== undefined) throw new OptionsError(`${option} must be ${what}, not “${wrong}”.`)
  return items
}

/** A moment as text, of UTC if it does not say a time zone, or so long ago. A date as an end is all of that day. */
function momentOf(option: '--since' | '--until', text: string | undefined, nowMs: number): number | null {
  if (text === undefined) return null
  const [, amount, unit] = /^(\d{1,6})([mhdw])$/.exec(text) ?? []
  if (amount !== undefined && unit !== undefined) return nowMs - Number(amount) * UNITS[unit]!
  const isDate = /^\d{4}-\d\d-\d\d$/.test(text)
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)?$/.test(text)
  const ms =
    isDate || isTime ? Date.parse(isDate || /(?:Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`) : NaN
  if (Number.isNaN(ms))
    throw new OptionsError(
      `${option} must be a date such as 2026-02-01, a time such as 2026-02-01T12:00Z, or 7d, 12h or 30m ago, not “${text}”.`,
    )
  return isDate && option === '--until' ? ms + UNITS['d']! - 1 : ms
}

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 }
