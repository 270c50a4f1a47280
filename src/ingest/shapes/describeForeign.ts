import type { Facts } from './envelopes.ts'
import { showValue } from './showValue.ts'

/**
 * A sentence: what a complete object is that is not a CloudTrail record, and what to do. `around`:
 * the envelope it was found in.
 */
export function describeForeign(object: Facts, around: Facts | null): string {
  for (const [is, sentence] of KINDS) if (is(object)) return sentence(object)
  // The EventBridge event says more than what it carries.
  if (around && 'detail-type' in around) return eventBridge(around)
  for (const [is, sentence] of FURTHER_KINDS) if (is(object)) return sentence(object)
  const names = Object.keys(object)
  if (names.length === 0) return 'It is an empty object, not a CloudTrail record.'
  return `It is not a CloudTrail record: an object with ${names.slice(0, 4).map(showValue).join(', ')}${names.length > 4 ? ' and more' : ''}; load log files, or what they hold in another shape.`
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
    (object) => has('digestS3Object')(object) || ('digestEndTime' in object && 'logFiles' in object),
    ({ digestStartTime, digestEndTime }) =>
      `It is a digest file (${showText(digestStartTime)} to ${showText(digestEndTime)}), which has the hashes of log files and no events: load the log files.`,
  ],
  [
    ({ eventSource, s3 }) => eventSource === 'aws:s3' && typeof s3 === 'object',
    (object) => {
      const { s3 } = object as { s3?: { bucket?: { name?: unknown }; object?: { key?: unknown } } }
      return `It is an S3 event notification, not a log file: it names s3://${showValue(s3?.bucket?.name)}/${showValue(s3?.object?.key)}; download that object and load it.`
    },
  ],
  [
    ({ Event }) => Event === 's3:TestEvent',
    () => 'It is an S3 event notification test message and contains no events.',
  ],
  [
    ({ s3Bucket, s3ObjectKey }) => typeof s3Bucket === 'string' && Array.isArray(s3ObjectKey),
    ({ s3Bucket, s3ObjectKey }) => {
      const keys = (s3ObjectKey as readonly unknown[])
        .slice(0, 3)
        .map((key) => `s3://${showValue(s3Bucket)}/${showValue(key)}`)
      return `It is CloudTrail's notification of delivered log files, not a log file: it names ${keys.join(', ')}; download these objects and load them.`
    },
  ],
  [has('detail-type'), eventBridge],
]

const FURTHER_KINDS: readonly Kind[] = [
  [
    hasTexts('Type', 'TopicArn'),
    ({ TopicArn }) =>
      `It is an SNS message of ${showValue(TopicArn)} that holds no CloudTrail record: load the log files it tells of.`,
  ],
  [
    has('class_uid', 'category_uid'),
    () =>
      'It is in OCSF, the form of Security Lake, in which the original record is lost: load the log files of the trail.',
  ],
  [has('Statement'), () => 'It is an IAM policy, not a CloudTrail log file.'],
  [
    has('configRuleName', 'configurationItem', 'configurationItems'),
    () => 'It is of AWS Config, not a CloudTrail log file.',
  ],
  [
    (object) => has('EventId', 'EventName')(object) && !('CloudTrailEvent' in object),
    () =>
      'It is output of lookup-events without the member CloudTrailEvent, which has the record: ask again without --query.',
  ],
  [
    has('QueryResultRows', 'QueryStatus'),
    () =>
      'It is a query result of CloudTrail Lake without the column eventJson, which has the record: select eventJson as well.',
  ],
  [
    (object) => 'aws' in object && has('event', '@timestamp')(object),
    () =>
      'It is an ECS document without event.original, so the original record is lost: load the log files of the trail.',
  ],
  [
    ({ eventSource }) => typeof eventSource === 'string' && eventSource.startsWith('aws:'),
    ({ eventSource }) => `It is an event of ${showValue(eventSource)}, not a CloudTrail record.`,
  ],
  [
    has('eventVersion'),
    () =>
      'It has an eventVersion but no eventID, eventName or eventSource, so it is only a part of a CloudTrail record: load the whole record.',
  ],
]

function eventBridge(event: Facts): string {
  return `It is an EventBridge event of another kind ("${showValue(event['detail-type'])}" of ${showValue(event['source'])}), not a CloudTrail record.`
}

function showText(value: unknown): string {
  return showValue(typeof value === 'string' ? value : '?')
}
