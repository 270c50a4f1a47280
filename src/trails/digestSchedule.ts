import { HOUR } from '../account/times.ts'

/** The time that a digest file is about: from its start, inclusive, to its end, exclusive. */
export interface DigestPeriod {
  readonly startMs: number
  readonly endMs: number
  /** It is written so long after its end that CloudTrail calls it a backfill. */
  readonly isBackfill: boolean
}

/** After a long time without the console, as many stand for it, each for a longer time. */
const MOST_BACKFILLED = 72

/**
 * The periods since `startMs` that are over. Digest files that are written more than an hour late,
 * since the console was not running, are backfilled.
 */
export function periodsOver(startMs: number, nowMs: number, intervalMs: number): readonly DigestPeriod[] {
  const missedUntilMs = nowMs - Math.max(intervalMs, HOUR)
  const most = Math.max(1, Math.ceil((missedUntilMs - startMs) / intervalMs / MOST_BACKFILLED))
  const periods: DigestPeriod[] = []
  for (let fromMs = startMs; fromMs + intervalMs <= nowMs; fromMs = periods.at(-1)!.endMs) {
    const missed = Math.floor((missedUntilMs - fromMs) / intervalMs)
    const endMs = fromMs + intervalMs * Math.min(most, Math.max(1, missed))
    periods.push({ startMs: fromMs, endMs, isBackfill: endMs <= missedUntilMs })
  }
  return periods
}
