import {
  InvalidEventCategoryException$,
  InvalidLookupAttributesException$,
  InvalidTimeRangeException$,
} from '@aws-sdk/client-cloudtrail'
import type { LookupAttribute, LookupAttributeKey, LookupEventsRequest } from '@aws-sdk/client-cloudtrail'
import type { Filter, TimeRange, Token } from '../../../filter/filter.ts'
import { failed } from './failed.ts'

/** The fields that lookups can search, by their names in the API. */
const FIELDS: Readonly<Record<LookupAttributeKey, string>> = {
  AccessKeyId: 'accessKeyId',
  EventId: 'eventID',
  EventName: 'eventName',
  EventSource: 'eventSource',
  ReadOnly: 'readOnly',
  ResourceName: 'resourceName',
  ResourceType: 'resourceType',
  Username: 'userName',
}

const INSIGHT_KEYS: ReadonlySet<string> = new Set(['EventId', 'EventName', 'EventSource'])

const MAX_VALUE_LENGTH = 2000

/** The Region for lookups in all Regions, which AWS does not have. */
export const ALL_REGIONS = 'aws-global'

/** The first and the last moment that a filter can have. */
const FIRST_MS = Date.parse('0001-01-01T00:00:00Z')
const LAST_MS = Date.parse('9999-12-31T23:59:59.999Z')

/**
 * A lookup as a filter: management events of the Region in which the request was signed, or its
 * Insights events. docs/cloudtrail.md#lookupevents
 */
export function lookupFilter(input: LookupEventsRequest, region: string): Filter {
  const isInsight = isInsightLookup(input.EventCategory)
  const tokens = [equals('eventCategory', isInsight ? 'Insight' : 'Management')]
  if (region !== ALL_REGIONS) tokens.push(equals('awsRegion', region))
  const attributes = input.LookupAttributes ?? []
  if (attributes.length > 1)
    throw invalidAttributes(
      `LookupAttributes has ${attributes.length} items, but a lookup can have only one attribute.`,
    )
  for (const attribute of attributes) tokens.push(attributeToken(attribute, isInsight))
  return { tokens, timeRange: timeRangeOf(input), text: '' }
}

/** Whether Insights events are looked up. Throws for any other category. */
function isInsightLookup(category: string | undefined): boolean {
  if (category !== undefined && category !== 'insight')
    throw failed(
      InvalidEventCategoryException$,
      `The event category ${JSON.stringify(category)} is not valid. Use insight, or leave EventCategory out to look up management events.`,
    )
  return category === 'insight'
}

function attributeToken(
  { AttributeKey: key, AttributeValue: value }: LookupAttribute,
  isInsight: boolean,
): Token {
  if (key === undefined || !Object.hasOwn(FIELDS, key))
    throw invalidAttributes(
      `The attribute key ${JSON.stringify(key ?? '')} is not valid. Use one of ${Object.keys(FIELDS).join(', ')}.`,
    )
  if (isInsight && !INSIGHT_KEYS.has(key))
    throw invalidAttributes(
      `Insights events cannot be looked up by ${key}. Use one of ${[...INSIGHT_KEYS].join(', ')}.`,
    )
  if (value === undefined || value === '')
    throw invalidAttributes(`The value of the attribute ${key} is empty.`)
  if (value.length > MAX_VALUE_LENGTH)
    throw invalidAttributes(
      `The value of the attribute ${key} has ${value.length} characters, but at most ${MAX_VALUE_LENGTH} are allowed.`,
    )
  if (key === 'ReadOnly' && value !== 'true' && value !== 'false')
    throw invalidAttributes(
      `The value of the attribute ReadOnly is ${JSON.stringify(value)}, but it must be true or false.`,
    )
  return equals(FIELDS[key], value)
}

/** Both ends are inclusive, at the very millisecond. */
function timeRangeOf({ StartTime: start, EndTime: end }: LookupEventsRequest): TimeRange {
  for (const [name, time] of [['StartTime', start] as const, ['EndTime', end] as const])
    if (time !== undefined && !(time.getTime() >= FIRST_MS && time.getTime() <= LAST_MS))
      throw failed(InvalidTimeRangeException$, `${name} is outside the range of possible times.`)
  if (start && end && start > end)
    throw failed(
      InvalidTimeRangeException$,
      `StartTime (${start.toISOString()}) is after EndTime (${end.toISOString()}).`,
    )
  if (!start && !end) return { kind: 'all' }
  return {
    kind: 'absolute',
    ...(start && { startTime: start.toISOString() }),
    ...(end && { endTime: end.toISOString() }),
  }
}

const equals = (field: string, value: string): Token => ({ kind: 'token', field, operator: '=', value })

const invalidAttributes = (message: string) => failed(InvalidLookupAttributesException$, message)
