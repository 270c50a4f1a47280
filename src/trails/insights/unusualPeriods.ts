import type { CallSeries, DailyCallRates } from './callRates.ts'
import {
  DEVIATIONS,
  LEARNED_DAYS,
  LEAST_CALLS,
  LEAST_DAYS,
  MINUTES_A_DAY,
  MINUTE_MS,
  QUIET_MINUTES,
  USUAL_ON_DAYS,
} from './scheme.ts'

/** From the first unusual minute of an API to the last one. */
export interface UnusualPeriod {
  readonly series: CallSeries
  readonly startMs: number
  /** The end of the last unusual minute, so far. */
  readonly lastMs: number
  readonly isOver: boolean
  /** The calls of the first minute. */
  readonly firstCalls: number
}

/**
 * Finds them in the rates of all days, by series and day in order. `daysOf`: the days on which an
 * account has any events, in order. Minutes that end after `untilMs` do not count yet.
 */
export function unusualPeriods(
  rates: readonly DailyCallRates[],
  daysOf: (accountId: string) => readonly number[],
  untilMs: number,
): readonly UnusualPeriod[] {
  return inSeries(rates).flatMap((days) => {
    const { series } = days[0]!
    const minutes = days.flatMap((day) => unusualMinutes(day, days, daysOf(series.accountId)))
    return periodsOf(series, minutes, untilMs)
  })
}

type Minute = DailyCallRates['busyMinutes'][number]

/** Rates that follow each other, in lists of one series each. */
function inSeries(rates: readonly DailyCallRates[]): readonly (readonly DailyCallRates[])[] {
  const lists: DailyCallRates[][] = []
  for (const rate of rates) {
    const current = lists.at(-1)
    if (current && isSame(current[0]!.series, rate.series)) current.push(rate)
    else lists.push([rate])
  }
  return lists
}

const isSame = (one: CallSeries, other: CallSeries): boolean =>
  one.accountId === other.accountId &&
  one.awsRegion === other.awsRegion &&
  one.eventSource === other.eventSource &&
  one.eventName === other.eventName &&
  one.errorCode === other.errorCode

function unusualMinutes(
  { day, busyMinutes }: DailyCallRates,
  days: readonly DailyCallRates[],
  accountDays: readonly number[],
): readonly Minute[] {
  if (busyMinutes.length === 0) return []
  const isLearned = (other: number) => other >= day - LEARNED_DAYS && other < day
  const learnedDays = accountDays.filter(isLearned).length
  if (learnedDays < LEAST_DAYS) return []
  const usual = mostUsual(
    days.filter((other) => isLearned(other.day)),
    learnedDays,
  )
  return busyMinutes.filter(({ calls }) => calls >= LEAST_CALLS && calls > usual)
}

/** The most calls in a minute that are not unusual after these days. Days without a call are not in `days`. */
function mostUsual(days: readonly DailyCallRates[], learnedDays: number): number {
  const minutes = learnedDays * MINUTES_A_DAY
  const sum = (of: (day: DailyCallRates) => number) => days.reduce((total, day) => total + of(day), 0)
  const mean = sum(({ calls }) => calls) / minutes
  const deviation = Math.sqrt(Math.max(0, sum(({ squares }) => squares) / minutes - mean * mean))
  const peaks = days.map(({ peak }) => peak).toSorted((one, other) => other - one)
  return Math.max(mean + DEVIATIONS * deviation, peaks[USUAL_ON_DAYS - 1] ?? 0)
}

function periodsOf(
  series: CallSeries,
  minutes: readonly Minute[],
  untilMs: number,
): readonly UnusualPeriod[] {
  const periods: UnusualPeriod[] = []
  for (const { minute, calls } of minutes) {
    const lastMs = (minute + 1) * MINUTE_MS
    if (lastMs > untilMs) break
    const isOver = lastMs + QUIET_MINUTES * MINUTE_MS <= untilMs
    const previous = periods.at(-1)
    // The minute begins before the one before it is over.
    if (previous && minute * MINUTE_MS < previous.lastMs + QUIET_MINUTES * MINUTE_MS)
      periods[periods.length - 1] = { ...previous, lastMs, isOver }
    else periods.push({ series, startMs: minute * MINUTE_MS, lastMs, isOver, firstCalls: calls })
  }
  return periods
}
