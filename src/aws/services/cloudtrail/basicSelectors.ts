import type { DataResource, EventSelector } from '@aws-sdk/client-cloudtrail'

const MAX_SELECTORS = 5
const MAX_VALUES = 250

const READ_WRITE_TYPES: readonly string[] = ['All', 'ReadOnly', 'WriteOnly']

/** What can be left out of management events: they are many. */
const EXCLUDABLE: readonly string[] = ['kms.amazonaws.com', 'rdsdata.amazonaws.com']

/** How the values of a type begin: an ARN, or all ARNs that begin like this. */
const DATA_TYPES: Readonly<Record<string, string>> = {
  'AWS::S3::Object': 'arn:aws:s3',
  'AWS::Lambda::Function': 'arn:aws:lambda',
  'AWS::DynamoDB::Table': 'arn:aws:dynamodb',
}

/** A selector with what it does not say. */
export function completed(selector: EventSelector): EventSelector {
  return {
    ReadWriteType: selector.ReadWriteType ?? 'All',
    IncludeManagementEvents: selector.IncludeManagementEvents ?? true,
    DataResources: selector.DataResources ?? [],
    ExcludeManagementEventSources: selector.ExcludeManagementEventSources ?? [],
  }
}

/** Why a trail cannot have these selectors, in a sentence; null if it can. */
export function whyInvalidBasic(selectors: readonly EventSelector[]): string | null {
  if (selectors.length === 0 || selectors.length > MAX_SELECTORS)
    return `There are ${selectors.length} event selectors, but a trail must have from 1 to ${MAX_SELECTORS}.`
  const values = selectors
    .flatMap(({ DataResources = [] }) => DataResources)
    .reduce((sum, { Values = [] }) => sum + Values.length, 0)
  if (values > MAX_VALUES)
    return `The event selectors have ${values} data resources, but a trail can have at most ${MAX_VALUES}.`
  return firstOf(selectors, whyInvalid)
}

function whyInvalid(selector: EventSelector): string | null {
  const { ReadWriteType, IncludeManagementEvents, DataResources, ExcludeManagementEventSources } =
    completed(selector)
  if (!READ_WRITE_TYPES.includes(ReadWriteType!))
    return `ReadWriteType is ${ReadWriteType}, but it must be one of ${READ_WRITE_TYPES.join(', ')}.`
  const excluded = ExcludeManagementEventSources!
  const unknown = excluded.find((source) => !EXCLUDABLE.includes(source))
  if (unknown !== undefined)
    return `ExcludeManagementEventSources has ${unknown}, but only ${EXCLUDABLE.join(' and ')} can be excluded.`
  if (excluded.length > 0 && !IncludeManagementEvents)
    return 'ExcludeManagementEventSources requires IncludeManagementEvents.'
  return firstOf(DataResources!, whyInvalidResource)
}

function whyInvalidResource({ Type = '', Values = [] }: DataResource): string | null {
  const beginning = Object.hasOwn(DATA_TYPES, Type) ? DATA_TYPES[Type]! : null
  if (beginning === null)
    return `The type of data resources is ${JSON.stringify(Type)}, but event selectors know only ${Object.keys(DATA_TYPES).join(', ')}. Use advanced event selectors for others.`
  const invalid = Values.find((value) => value !== beginning && !value.startsWith(`${beginning}:`))
  return invalid === undefined
    ? null
    : `${JSON.stringify(invalid)} is not a data resource of the type ${Type}: it must be ${beginning} or an ARN that starts with it.`
}

/** The first reason among those of several items. */
function firstOf<Item>(items: readonly Item[], why: (item: Item) => string | null): string | null {
  for (const item of items) {
    const reason = why(item)
    if (reason !== null) return reason
  }
  return null
}
