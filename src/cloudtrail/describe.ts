import { aggregatedFields } from './aggregatedEvent.ts'
import type { CloudTrailEvent, EventResource } from './event.ts'
import { eventTimeOf } from './eventTime.ts'
import { markOf, type EventMark } from './eventMark.ts'
import { fieldSlotsOf, firstText } from './fieldPaths.ts'
import { insightFields } from './insightEvent.ts'
import { withTextsOpened } from './openedTexts.ts'
import type { CloudTrailRecord } from './record.ts'
import type { RecordShape } from './recordShape.ts'
import { resourcesOf } from './resources.ts'
import { auditUserNameOf, userNameOf } from './userName.ts'

/** An event before a store gives it its `id`, with its time as a number. */
export interface DescribedEvent extends Omit<CloudTrailEvent, 'id' | 'eventTime'> {
  /** Milliseconds since 1970 UTC; null when the record has no time. */
  readonly eventTimeMs: number | null
}

/**
 * Reads what lists show and filters use from a record. Never throws: missing or strange values are
 * null.
 */
export function describeRecord(written: CloudTrailRecord): DescribedEvent {
  const record = withTextsOpened(written)
  const slots = fieldSlotsOf(record.shape)
  const kind = kindOf(record.shape)
  const eventName = firstText(record, slots.eventName)
  const event: DescribedEvent = {
    eventID: eventIDOf(record),
    eventTimeMs: eventTimeOf(record),
    eventName,
    eventSource: firstText(record, slots.eventSource),
    userName: userNameOf(record),
    awsRegion: firstText(record, slots.awsRegion),
    sourceIPAddress: firstText(record, slots.sourceIPAddress),
    userAgent: firstText(record, slots.userAgent),
    errorCode: firstText(record, slots.errorCode),
    readOnly: readOnlyOf(record),
    accessKeyId: firstText(record, slots.accessKeyId),
    accountId: firstText(record, slots.accountId),
    userType: firstText(record, slots.userType),
    invokedBy: firstText(record, slots.invokedBy),
    eventType: firstText(record, slots.eventType),
    eventCategory: eventCategoryOf(record),
    mark: MARK_OF_KIND[kind] ?? markOf(record),
    resources: resourcesOf(record, eventName),
  }
  switch (kind) {
    case 'call':
    case 'converted':
      return event
    case 'insight':
      return completed(event, insightFields(JSON.parse(record.text)))
    case 'aggregated':
      return completed(event, aggregatedFields(JSON.parse(record.text)))
    case 'audit':
      return event.userName === null ? { ...event, userName: auditUserNameOf(record) } : event
    case 'through-endpoint':
      return event.eventCategory === 'NetworkActivity'
        ? completed(event, { resources: endpointsOf(record) })
        : event
  }
}

const MARK_OF_KIND: Partial<Readonly<Record<Kind, EventMark>>> = {
  aggregated: 'aggregated',
  converted: 'converted',
}

/** Kinds of records that differ in where they have what lists show, by their shape. */
type Kind = 'call' | 'converted' | 'insight' | 'aggregated' | 'audit' | 'through-endpoint'

const kindsOfShapes = new WeakMap<RecordShape, Kind>()

function kindOf(shape: RecordShape): Kind {
  let kind = kindsOfShapes.get(shape)
  if (kind === undefined) kindsOfShapes.set(shape, (kind = findKind(shape)))
  return kind
}

/** How records end that were put together from events of OCSF and ECS (ingest/shapes). */
const CONVERTED = /,"(?:ocsf|ecs)":\{[^]*\}\}$/

/** docs/cloudtrail.md#records-of-another-kind */
function findKind(shape: RecordShape): Kind {
  if (shape.hasBelow('insightDetails')) return 'insight'
  if (shape.hasBelow('summary.primaryDimension')) return 'aggregated'
  if (shape.hasBelow('eventData')) return 'audit'
  if (CONVERTED.test(shape.text)) return 'converted'
  return shape.slotAt('vpcEndpointId') < 0 ? 'call' : 'through-endpoint'
}

/** The event with fields that its record has in other places, as far as it lacks them. */
function completed(event: DescribedEvent, fields: Partial<DescribedEvent>): DescribedEvent {
  const own = Object.fromEntries(Object.entries(event).filter(([, value]) => value !== null))
  const resources = [...event.resources, ...(fields.resources ?? [])]
  return { ...event, ...fields, ...own, resources }
}

/** The endpoint of a network activity event: docs/cloudtrail.md#network-activity-events */
function endpointsOf(record: CloudTrailRecord): readonly EventResource[] {
  const resourceName = record.value('vpcEndpointId')
  return resourceName?.startsWith('vpce-')
    ? [{ resourceType: 'AWS::EC2::VPCEndpoint', resourceName, derived: true }]
    : []
}

/**
 * An eventID is a GUID. Much longer ones are not accepted: every list, token and address would have
 * to carry them.
 */
export const MAX_EVENT_ID_LENGTH = 1024

function eventIDOf(record: CloudTrailRecord): string | null {
  const eventID = writtenEventID(record)
  return eventID === null || eventID.length > MAX_EVENT_ID_LENGTH ? null : eventID
}

/** The eventID, of any length. */
export function writtenEventID(record: CloudTrailRecord): string | null {
  return firstText(record, fieldSlotsOf(record.shape).eventID)
}

/**
 * Written as a boolean by trails and as a string by LookupEvents. Older records lack it; their
 * event name decides.
 */
function readOnlyOf(record: CloudTrailRecord): boolean | null {
  const written = record.value('readOnly')?.toLowerCase()
  if (written === 'true') return true
  if (written === 'false') return false
  // Only of a call: the name of an Insights event, or of a partner's, says nothing about it.
  const eventName = record.value('eventName')
  return eventName === null ? null : READ_ONLY_NAME.test(eventName)
}

/** Names of read-only calls, for records without `readOnly`: docs/cloudtrail.md#read-only */
export const READ_ONLY_NAME =
  /^(?:Get(?!SessionToken|FederationToken|SigninToken)|List|Describe|Head|Lookup|Search|BatchGet|Query|Scan|AssumeRole(?!ForRoot)|Decrypt|Encrypt|GenerateDataKey)/

function eventCategoryOf(record: CloudTrailRecord): string {
  const written = record.value('eventCategory')
  if (written !== null) return written
  if (record.value('managementEvent') === 'false') return 'Data'
  return record.shape.hasBelow('insightDetails') ? 'Insight' : 'Management'
}
