import type { Facts } from './envelopes.ts'
import { showValue } from './showValue.ts'

/**
 * A sentence: what a complete object is that is not a CloudTrail record, and what to do. `around`:
 * the envelope it was found in. `searched`: the paths below it that were searched for records.
 */
export function describeForeign(
  object: Facts,
  around: Facts | null,
  searched: readonly string[] = [],
): string {
  for (const [is, sentence] of KINDS) if (is(object)) return sentence(object)
  // The EventBridge event says more than what it carries.
  if (around && 'detail-type' in around) return eventBridge(around)
  for (const [is, sentence] of FURTHER_KINDS) if (is(object)) return sentence(object)
  const names = Object.keys(object)
  if (names.length === 0) return 'This is an empty object, not a CloudTrail record.'
  const below = searched.length === 0 ? '' : `, and none in ${searched.map(showValue).join(', ')}`
  return `Not a CloudTrail record: an object with ${names.slice(0, 4).map(showValue).join(', ')}${names.length > 4 ? ' and more' : ''}${below}.`
}

/** Whether a complete object is a digest file, which has no events. */
export function isDigestFile(object: Facts): boolean {
  return 'digestS3Object' in object || ('digestEndTime' in object && 'logFiles' in object)
}

type Kind = readonly [is: (object: Facts) => boolean, sentence: (object: Facts) => string]

/** Has any of these members. */
const has =
  (...names: readonly string[]) =>
  (object: Facts) =>
    names.some((name) => name in object)

/** Has all of these members, as texts. */
const hasTexts =
  (...names: readonly string[]) =>
  (object: Facts) =>
    names.every((name) => typeof object[name] === 'string')

/** The first match counts. */
const KINDS: readonly Kind[] = [
  [
    isDigestFile,
    ({ digestStartTime, digestEndTime }) =>
      `This is a digest file (${showText(digestStartTime)} to ${showText(digestEndTime)}). It has the hashes of log files and no events. Load the log files.`,
  ],
  [
    ({ eventSource, s3 }) => eventSource === 'aws:s3' && typeof s3 === 'object',
    (object) => {
      const { s3 } = object as { s3?: { bucket?: { name?: unknown }; object?: { key?: unknown } } }
      return `This is an S3 event notification, not a log file. Download the object that it names and load it: s3://${showValue(s3?.bucket?.name)}/${showValue(s3?.object?.key)}.`
    },
  ],
  [
    ({ Event }) => Event === 's3:TestEvent',
    () => 'This is a test message of S3 event notifications. It has no events.',
  ],
  [
    ({ s3Bucket, s3ObjectKey }) => typeof s3Bucket === 'string' && Array.isArray(s3ObjectKey),
    ({ s3Bucket, s3ObjectKey }) => {
      const keys = (s3ObjectKey as readonly unknown[])
        .slice(0, 3)
        .map((key) => `s3://${showValue(s3Bucket)}/${showValue(key)}`)
      return `This is CloudTrail's notification of delivered log files, not a log file. Download the objects that it names and load them: ${keys.join(', ')}.`
    },
  ],
  [has('detail-type'), eventBridge],
]

const FURTHER_KINDS: readonly Kind[] = [
  [
    hasTexts('Type', 'TopicArn'),
    ({ TopicArn }) => `This is an SNS message from ${showValue(TopicArn)} without a CloudTrail record.`,
  ],
  [
    has('class_uid', 'category_uid'),
    () =>
      'This is an OCSF event, as in Security Lake, without the original record. Load the log files of the trail.',
  ],
  [({ Records }) => Records === null, () => 'This is a log file without records.'],
  [has('Statement'), () => 'This is an IAM policy, not a CloudTrail log file.'],
  [
    has('configRuleName', 'configurationItem', 'configurationItems'),
    () => 'This is AWS Config data, not a CloudTrail log file.',
  ],
  [
    (object) => has('EventId', 'EventName')(object) && !('CloudTrailEvent' in object),
    () =>
      'This is output of lookup-events without CloudTrailEvent, which has the record. Run lookup-events again without --query.',
  ],
  [
    has('QueryResultRows', 'QueryStatus'),
    () =>
      'This is a CloudTrail Lake query result without the column eventJson, which has the record. Add eventJson to the query.',
  ],
  [
    (object) => 'aws' in object && has('event', '@timestamp')(object),
    () =>
      'This is an ECS document without event.original, which has the record. Load the log files of the trail.',
  ],
  [
    ({ eventSource }) => typeof eventSource === 'string' && eventSource.startsWith('aws:'),
    ({ eventSource }) => `This is an event of ${showValue(eventSource)}, not a CloudTrail record.`,
  ],
  [
    has('eventVersion'),
    () =>
      'This is only a part of a CloudTrail record: it has an eventVersion, but no eventID, eventName or eventSource. Load the whole record.',
  ],
]

function eventBridge(event: Facts): string {
  return `This is another kind of EventBridge event ("${showValue(event['detail-type'])}" from ${showValue(event['source'])}), not a CloudTrail record.`
}

function showText(value: unknown): string {
  return showValue(typeof value === 'string' ? value : '?')
}
