import { readDigestKey, readLogFileKey } from '../cloudtrail/logFileKey.ts'

/** Which log files of a bucket are read. Empty lists and nulls choose everything. */
export interface LogFileChoice {
  readonly accountIds: readonly string[]
  readonly regions: readonly string[]
  /** From this moment on, inclusive. */
  readonly sinceMs: number | null
  /** Until this moment, inclusive. */
  readonly untilMs: number | null
}

export const EVERY_LOG_FILE: LogFileChoice = { accountIds: [], regions: [], sinceMs: null, untilMs: null }

/**
 * Events are delivered after they happened, most within minutes: what happened until a moment is
 * looked for in the log files of one more day. An hour's digest file comes after it too.
 */
const LATE_MS = 86_400_000

/** The last moment at which a log file with chosen events is expected; null if there is none. */
export const lastDeliveryMs = ({ untilMs }: LogFileChoice): number | null =>
  untilMs === null ? null : untilMs + LATE_MS

export const choosesAccount = ({ accountIds }: LogFileChoice, accountId: string): boolean =>
  accountIds.length === 0 || accountIds.includes(accountId)

export const choosesRegion = ({ regions }: LogFileChoice, region: string): boolean =>
  regions.length === 0 || regions.includes(region)

/** Whether a log file is chosen by its key. A key that does not say whose it is, or from when, is chosen. */
export function choosesKey(choice: LogFileChoice, key: string): boolean {
  const logFile = readLogFileKey(key)
  const digest = logFile ? null : readDigestKey(key)
  const folders = logFile ?? digest
  const isFrom =
    folders === null || (choosesAccount(choice, folders.accountId) && choosesRegion(choice, folders.region))
  return isFrom && choosesTime(choice, logFile?.deliveredMs ?? digest?.endMs ?? timeInName(key))
}

function choosesTime(choice: LogFileChoice, deliveredMs: number | null): boolean {
  if (deliveredMs === null) return true
  const lastMs = lastDeliveryMs(choice)
  // Names have minutes, so a moment within a minute is in the file of that minute.
  const firstMs = choice.sinceMs === null ? null : choice.sinceMs - (choice.sinceMs % 60_000)
  return (firstMs === null || deliveredMs >= firstMs) && (lastMs === null || deliveredMs <= lastMs)
}

/** When CloudTrail delivered a file, according to its name or its folders `2023/07/10`; null if they do not say. */
export const deliveryTimeIn = (path: string): number | null =>
  timeInName(path) ?? timeOf(/(?:^|\/)(\d{4})\/(\d\d)\/(\d\d)\//.exec(path))

const timeInName = (path: string): number | null =>
  timeOf(/_(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?Z/.exec(path))

function timeOf(found: RegExpExecArray | null): number | null {
  if (!found) return null
  const [, year, month, day, hour = '0', minute = '0', second = '0'] = found
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second))
}
