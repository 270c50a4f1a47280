import type { CloudTrailEvent, EventResource } from '../../../../cloudtrail/event.ts'
import { isEventField, isIntegrityField } from '../../../../cloudtrail/fields.ts'
import { showTime, type Zone } from '../../../ui/time.ts'

/** Of an ARN, its start up to the account, and the rest: `role/deploy`. Anything else has no start. */
export function splitArn(name: string): readonly [start: string, rest: string] {
  const start = /^arn:(?:[^:]*:){4}(?=.)/.exec(name)?.[0] ?? ''
  return [start, name.slice(start.length)]
}

/** `S3 Bucket` of `AWS::S3::Bucket`. */
export const shortResourceType = (type: string): string => type.replace(/^AWS::/, '').replaceAll('::', ' ')

/** Where an error code may wrap: `NoSuch`, `Bucket`, `Policy`. */
export const wordsOfCode = (code: string): readonly string[] => code.split(/(?<=[a-z.])(?=[A-Z])/)

/** The resource that represents all resources of an event: the first one with a name. */
export const mainResource = (resources: readonly EventResource[]): EventResource | undefined =>
  resources.find(({ resourceName }) => resourceName) ?? resources.find(({ resourceType }) => resourceType)

/**
 * The zone named in the header of the time column: that of the first event, or of now. Rows in
 * another zone, because daylight saving time has changed, show their own.
 */
export function zoneOfTitle(events: readonly CloudTrailEvent[], zone: Zone): string {
  const first = events.find(({ eventTime }) => eventTime !== null)?.eventTime
  return (showTime(first ?? '', zone) ?? showTime(new Date().toISOString(), zone))!.zone
}

/** The value of a field or path that has one text. */
export function valueOf(event: CloudTrailEvent, column: string): string | null {
  if (isIntegrityField(column)) return event.integrity ?? null
  if (!isEventField(column)) return event.values?.[column] ?? null
  if (column === 'resourceType' || column === 'resourceName') return null
  const value = event[column]
  return value === null ? null : String(value)
}
