import type { EventCoverage } from '../cloudtrail/integrity.ts'
import { coverageAt, DELIVERY_MS, regionKey, type Interval } from './coverage.ts'
import { readLogFileKey } from '../cloudtrail/logFileKey.ts'
import type { Validation } from './validation.ts'

/**
 * What is known of the events of a time: `count` is how many there are. That there are none is only
 * known if digest files cover it and the time that a delivery takes, and no log file is missing that
 * could have some.
 */
export function eventCoverageAt(
  validation: Validation,
  lost: ReadonlyMap<string, readonly Interval[]>,
  region: string,
  { startMs, endMs }: Interval,
  count: number,
): EventCoverage {
  if (count > 0) return 'events'
  const delivered = { startMs, endMs: endMs + DELIVERY_MS }
  if (coverageAt(validation.coverage.get(region), delivered) !== 'covered') return 'no-data'
  const mayBeLost = lost.get(region)?.some((each) => each.startMs < endMs && each.endMs >= startMs)
  return mayBeLost ? 'no-data' : 'no-events'
}

/** The times of the events in log files that are missing or modified, by account and Region. */
export function lostTimes({ logFiles }: Validation): ReadonlyMap<string, readonly Interval[]> {
  const lost = new Map<string, Interval[]>()
  for (const { verdict, logged } of logFiles) {
    if (logged === null || (verdict !== 'missing' && verdict !== 'modified')) continue
    const key = readLogFileKey(logged.s3Object)
    if (key === null) continue
    const region = regionKey(key.accountId, key.region)
    const times = {
      startMs: Date.parse(logged.oldestEventTime ?? '') || -Infinity,
      endMs: Date.parse(logged.newestEventTime ?? '') || Infinity,
    }
    lost.set(region, [...(lost.get(region) ?? []), times])
  }
  return lost
}
