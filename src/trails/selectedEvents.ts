import type {
  AdvancedEventSelector,
  AdvancedFieldSelector,
  DataResource,
  EventSelector,
} from '@aws-sdk/client-cloudtrail'
import type { Selectors } from '../aws/services/cloudtrail/cloudTrailState.ts'
import type { LoggedEvent } from './loggedEvent.ts'

/**
 * Whether the event selectors of a trail select an event; null are those of a trail that was given
 * none. Insights events are selected elsewhere. docs/cloudtrail.md#event-selectors
 */
export function selects(selectors: Selectors | null, event: LoggedEvent): boolean {
  if (selectors === null) return event.category === 'Management'
  return 'basic' in selectors
    ? selectors.basic.some((selector) => selectsBasically(selector, event))
    : selectors.advanced.some((selector) => selectsByFields(selector, event))
}

function selectsBasically(
  {
    ReadWriteType = 'All',
    IncludeManagementEvents = true,
    ExcludeManagementEventSources: excluded = [],
    DataResources = [],
  }: EventSelector,
  event: LoggedEvent,
): boolean {
  if (ReadWriteType !== 'All' && (ReadWriteType === 'ReadOnly') !== event.readOnly) return false
  switch (event.category) {
    case 'Management':
      return IncludeManagementEvents && !excluded.includes(event.eventSource)
    case 'Data':
      return DataResources.some((resource) => namesResource(resource, event))
    default:
      return false
  }
}

/** A value is the beginning of ARNs: `arn:aws:s3` of all buckets, `arn:aws:s3:::name/` of one. */
function namesResource({ Type, Values = [] }: DataResource, { resources }: LoggedEvent): boolean {
  return resources.some(({ type, arn }) => type === Type && Values.some((value) => arn.startsWith(value)))
}

function selectsByFields({ FieldSelectors: fields = [] }: AdvancedEventSelector, event: LoggedEvent) {
  const type = fields.find(({ Field }) => Field === 'resources.type')?.Equals?.[0]
  return fields.every((field) => accepts(field, valuesOf(field.Field ?? '', event, type)))
}

/** `type`: of the resources whose ARNs count, if the selector names one. */
function valuesOf(field: string, event: LoggedEvent, type: string | undefined): readonly string[] {
  const { resources, texts } = event
  switch (field) {
    case 'eventCategory':
      return [event.category]
    case 'readOnly':
      return [String(event.readOnly)]
    case 'resources.type':
      return resources.map((each) => each.type)
    case 'resources.ARN':
      return resources.filter((each) => type === undefined || each.type === type).map(({ arn }) => arn)
    default:
      return texts.has(field) ? [texts.get(field)!] : []
  }
}

/**
 * Operators that select are alternatives; each that deselects is a veto. So an event without the
 * field passes only those that deselect.
 */
function accepts(
  {
    Equals = [],
    StartsWith = [],
    EndsWith = [],
    NotEquals = [],
    NotStartsWith = [],
    NotEndsWith = [],
  }: AdvancedFieldSelector,
  values: readonly string[],
): boolean {
  const isSelected = values.some((value) => meets(value, Equals, StartsWith, EndsWith))
  const isVetoed = values.some((value) => meets(value, NotEquals, NotStartsWith, NotEndsWith))
  const hasToBeSelected = Equals.length + StartsWith.length + EndsWith.length > 0
  return (isSelected || !hasToBeSelected) && !isVetoed
}

function meets(
  value: string,
  equals: readonly string[],
  beginnings: readonly string[],
  ends: readonly string[],
): boolean {
  return (
    equals.includes(value) ||
    beginnings.some((beginning) => value.startsWith(beginning)) ||
    ends.some((end) => value.endsWith(end))
  )
}
