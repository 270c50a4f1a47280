import { describeRecord } from '../../cloudtrail/describe.ts'
import type { CloudTrailEvent } from '../../cloudtrail/event.ts'
import { readRecord } from '../../cloudtrail/record.ts'

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
