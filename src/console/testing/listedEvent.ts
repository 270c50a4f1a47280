import { describeRecord } from '../../cloudtrail/describe.ts'
import type { CloudTrailEvent } from '../../cloudtrail/event.ts'
import { readRecord } from '../../cloudtrail/record.ts'
import { EVERYTHING } from '../../filter/filter.ts'
import { resolveQuery } from '../models/queries/resolvedQuery.ts'

/**
 * An event as the server lists it. `number` determines its ID and its minute; `said` overrides its
 * fields.
 */
export function listedEvent(number: number, said: Partial<CloudTrailEvent> = {}): CloudTrailEvent {
  const time = new Date(Date.UTC(2026, 2, 1, 0, number)).toISOString().replace('.000Z', 'Z')
  const record = readRecord(JSON.stringify({ eventTime: time, eventName: 'DescribeInstances' }))
  const { eventTimeMs: _, ...event } = describeRecord(record)
  return { ...event, id: `event-${number}`, eventTime: time, ...said }
}

/** A result of so many events, all of them loaded: `Event 0`, `Event 1`, … */
export const listedResult = (rows: number) => ({
  query: resolveQuery(EVERYTHING, 'newest', 0, 0),
  columns: [],
  asOf: '1',
  firstPage: Array.from({ length: rows }, (_, at) => listedEvent(at, { eventName: `Event ${at}` })),
  rows,
})
