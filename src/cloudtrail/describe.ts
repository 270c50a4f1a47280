import { aggregatedFields } from './aggregatedEvent.ts'
import { planOf, type DescribePlan } from './describePlan.ts'
import type { CloudTrailEvent, EventResource } from './event.ts'
import { markOf } from './eventMark.ts'
import { eventTimeIn } from './eventTime.ts'
import { insightFields } from './insightEvent.ts'
import { withTextsOpened } from './openedTexts.ts'
import { textBy } from './leafSteps.ts'
import type { CloudTrailRecord } from './record.ts'
import { decodeLeaf } from './recordShape.ts'
import { resourceRules, resourcesOf } from './resources.ts'
import { AUDIT_USER_NAME } from './userName.ts'

/** An event before a store gives it its `id`, with its time as a number. */
export interface DescribedEvent extends Omit<CloudTrailEvent, 'id' | 'eventTime'> {
  /** Milliseconds since 1970 UTC; null when the record has no time. */
  readonly eventTimeMs: number | null
}

/**
 * Reads what lists show and filters use from a record, by the plan for its shape. Never throws:
 * missing or strange values are null.
 */
export function describeRecord(written: CloudTrailRecord): DescribedEvent {
  const record = withTextsOpened(written)
  const { shape, leaves } = record
  const plan = planOf(shape)
  const { texts, kind } = plan
  const eventName = textBy(texts.eventName, leaves)
  const rules = resourceRules(eventName, textAt(plan.callSource, leaves))
  const eventID = textBy(texts.eventID, leaves)
  const event: DescribedEvent = {
    eventID: eventID === null || eventID.length > MAX_EVENT_ID_LENGTH ? null : eventID,
    eventTimeMs: eventTimeIn(plan.times, leaves),
    eventName,
    eventSource: textBy(texts.eventSource, leaves),
    userName: textBy(plan.userName(textAt(plan.identityType, leaves)), leaves),
    awsRegion: textBy(texts.awsRegion, leaves),
    sourceIPAddress: textBy(texts.sourceIPAddress, leaves),
    userAgent: textBy(texts.userAgent, leaves),
    errorCode: textBy(texts.errorCode, leaves),
    readOnly: readOnlyOf(plan, leaves),
    accessKeyId: textBy(texts.accessKeyId, leaves),
    accountId: textBy(texts.accountId, leaves),
    userType: textBy(texts.userType, leaves),
    invokedBy: textBy(texts.invokedBy, leaves),
    eventType: textBy(texts.eventType, leaves),
    eventCategory: textBy(texts.eventCategory, leaves),
    mark: plan.mayHaveMark ? markOf(record) : null,
    resources: resourcesOf(record, plan.listedResources, rules),
  }
  switch (kind) {
    case 'call':
      return event
    case 'converted':
      return { ...event, mark: 'converted' }
    case 'insight':
      return completed(event, insightFields(JSON.parse(record.text)))
    case 'aggregated':
      return { ...completed(event, aggregatedFields(JSON.parse(record.text))), mark: 'aggregated' }
    case 'audit':
      return completed(event, { userName: textBy(plan.steps(AUDIT_USER_NAME), leaves) })
    case 'through-endpoint':
      return event.eventCategory === 'NetworkActivity'
        ? completed(event, { resources: endpointsOf(record) })
        : event
  }
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

/** The eventID, of any length. */
export function writtenEventID({ shape, leaves }: CloudTrailRecord): string | null {
  return textBy(planOf(shape).texts.eventID, leaves)
}

/**
 * Written as a boolean by trails and as a string by LookupEvents. Older records lack it; their
 * event name decides.
 */
function readOnlyOf(plan: DescribePlan, leaves: readonly string[]): boolean | null {
  const written = textAt(plan.readOnly, leaves)?.toLowerCase()
  if (written === 'true') return true
  if (written === 'false') return false
  return isReadOnlyName(textAt(plan.callName, leaves))
}

/** Only of a call: the name of an Insights event, or of a partner's, says nothing about it. */
export const isReadOnlyName = (callName: string | null): boolean | null =>
  callName === null ? null : READ_ONLY_NAME.test(callName)

/** Names of read-only calls, for records without `readOnly`: docs/cloudtrail.md#read-only */
export const READ_ONLY_NAME =
  /^(?:Get(?!SessionToken|FederationToken|SigninToken)|List|Describe|Head|Lookup|Search|BatchGet|Query|Scan|AssumeRole(?!ForRoot)|Decrypt|Encrypt|GenerateDataKey)/

function textAt(slot: number, leaves: readonly string[]): string | null {
  return slot < 0 ? null : decodeLeaf(leaves[slot]!) || null
}
