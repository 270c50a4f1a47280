import type { CloudTrailEvent } from './event.ts'
import { namedByArn } from './arnName.ts'

/**
 * What an aggregated event counts by, such as `eventName` or `resourceARN`, with the values and how
 * often each occurred, as written: docs/cloudtrail.md#aggregated-events
 */
export interface Dimension {
  readonly name: string
  readonly statistics: readonly { readonly name: string; readonly count: string }[]
}

/** The primary dimension, and the others. */
export interface AggregatedSummary {
  readonly primary: Dimension | null
  readonly details: readonly Dimension[]
}

/** Of a parsed record, whatever it contains. */
export function aggregatedSummary(record: unknown): AggregatedSummary {
  const summary = member(record, 'summary')
  const details = member(summary, 'details')
  return {
    primary: dimensionOf(member(summary, 'primaryDimension')),
    details: (Array.isArray(details) ? details : [details])
      .map(dimensionOf)
      .filter((dimension) => dimension !== null),
  }
}

/**
 * The fields of an aggregated event. Of its primary dimension the most frequent value counts; of
 * another dimension only a value that all of the calls have. Resources are all that it names.
 */
export function aggregatedFields(
  record: unknown,
): Pick<
  CloudTrailEvent,
  | 'eventName'
  | 'userName'
  | 'userType'
  | 'invokedBy'
  | 'sourceIPAddress'
  | 'userAgent'
  | 'errorCode'
  | 'resources'
> {
  const summary = aggregatedSummary(record)
  const text = (pattern: RegExp) => valueOf(summary, pattern)
  const identity = identityOf(text(/^userIdentity(?:Arn)?$/i))
  const arns = [summary.primary, ...summary.details].flatMap((dimension) =>
    dimension && /^resource/i.test(dimension.name) ? dimension.statistics.map(({ name }) => name) : [],
  )
  return {
    eventName: text(/^eventNames?$/i),
    ...identity,
    sourceIPAddress: text(/^sourceIpAddress(?:es)?$/i),
    userAgent: text(/^userAgents?$/i),
    errorCode: text(/^errorCodes?$/i),
    resources: [...new Set(arns)].map((resourceName) => ({
      resourceType: null,
      resourceName,
      derived: true,
    })),
  }
}

function valueOf({ primary, details }: AggregatedSummary, pattern: RegExp): string | null {
  if (primary && pattern.test(primary.name)) {
    const [most] = primary.statistics.toSorted((a, b) => Number(b.count) - Number(a.count))
    return most?.name ?? null
  }
  const detail = details.find(({ name }) => pattern.test(name))
  // An error of a few of the calls is not that of all.
  if (detail?.statistics.length !== 1 || /^error/i.test(detail.name)) return null
  return detail.statistics[0]!.name
}

/** `AWSAccount:111122223333`, `AWSService:AWS Internal`, `AssumedRole:arn:…`, or an ARN alone. */
function identityOf(text: string | null): Pick<CloudTrailEvent, 'userName' | 'userType' | 'invokedBy'> {
  const [, type = null, rest = ''] = /^([A-Z][A-Za-z]+):(.+)$/.exec(text ?? '') ?? [
    undefined,
    null,
    text ?? '',
  ]
  if (type === 'AWSService') return { userName: null, userType: type, invokedBy: rest }
  const userName =
    type === 'Root' ? 'root' : (namedByArn(rest) ?? (rest.replace(/^A[A-Z0-9]{10,}:/, '') || null))
  return { userName, userType: type, invokedBy: null }
}

function dimensionOf(dimension: unknown): Dimension | null {
  const statistics = member(dimension, 'statistics')
  if (!Array.isArray(statistics)) return null
  return {
    name: textOf(member(dimension, 'dimension')) ?? '',
    statistics: statistics.flatMap((each) => {
      const name = textOf(member(each, 'name'))
      return name === null ? [] : [{ name, count: textOf(member(each, 'value')) ?? '?' }]
    }),
  }
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  return Reflect.get(value, name)
}

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value
  return typeof value === 'number' ? String(value) : null
}
