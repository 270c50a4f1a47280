import { createHash } from 'node:crypto'
import type { InsightType } from '../../cloudtrail/insightTypes.ts'
import type { CallSeries } from './callRates.ts'
import { BASELINE_DAYS, DAY_MS, MINUTE_MS } from './scheme.ts'
import type { UnusualPeriod } from './unusualPeriods.ts'

/** An unusual rate of calls, or of errors. Averages are per minute. */
export interface FoundInsight {
  /** The sharedEventID of its records. */
  readonly id: string
  readonly type: InsightType
  readonly series: CallSeries
  readonly startMs: number
  /** Null as long as it is not over. */
  readonly endMs: number | null
  /** The end of the last unusual minute. */
  readonly lastMs: number
  /** Where its baseline begins, which ends at the start. */
  readonly baselineFromMs: number
  readonly baselineAverage: number
  /** Of the first minute. */
  readonly firstAverage: number
  /** From the start to the end, or so far. */
  readonly average: number
}

/** Where the baseline of an insight begins, in an account whose events begin on a day. */
export function baselineFromMs(startMs: number, firstDay: number): number {
  const days = Math.floor((startMs - firstDay * DAY_MS) / DAY_MS)
  return startMs - Math.min(BASELINE_DAYS, Math.max(1, days)) * DAY_MS
}

/** The insight of an unusual period, with the calls of its whole time and of its baseline. */
export function foundInsight(
  type: InsightType,
  { series, startMs, lastMs, isOver, firstCalls }: UnusualPeriod,
  baselineMs: number,
  { calls, baselineCalls }: { readonly calls: number; readonly baselineCalls: number },
): FoundInsight {
  return {
    id: insightId(type, series, startMs),
    type,
    series,
    startMs,
    endMs: isOver ? lastMs : null,
    lastMs,
    baselineFromMs: baselineMs,
    baselineAverage: averageOf(baselineCalls, baselineMs, startMs),
    firstAverage: firstCalls,
    average: averageOf(calls, startMs, lastMs),
  }
}

/** Per minute, with the decimals that CloudTrail writes. */
export const averageOf = (calls: number, fromMs: number, toMs: number): number =>
  Number(((calls * MINUTE_MS) / (toMs - fromMs)).toFixed(10))

/** The same insight always has the same ID, wherever and whenever it is found. */
export function insightId(
  type: InsightType,
  { accountId, awsRegion, eventSource, eventName, errorCode }: CallSeries,
  startMs: number,
): string {
  return guidOf(['insight', type, accountId, awsRegion, eventSource, eventName, errorCode, startMs])
}

/** A GUID of texts: of version 8, which CloudTrail does not write. */
export function guidOf(parts: readonly (string | number)[]): string {
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest('hex')
  const variant = '89ab'[Number.parseInt(hash[16]!, 16) % 4]!
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-${variant}${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}

export const minutesBetween = (fromMs: number, toMs: number): number => (toMs - fromMs) / MINUTE_MS
