/** How a member of an object that is no record is looked into. */
export type Unwrapping =
  /** JSON that may hold records, as it stands. */
  | 'json'
  /** JSON, or a string that holds JSON. */
  | 'text'
  /** A string of base64, possibly of gzip. */
  | 'base64'

/** Members in which records are handed on, and by whom. Reference 7.1. */
export const ENVELOPE_MEMBERS: ReadonlyMap<string, Unwrapping> = new Map<string, Unwrapping>([
  // Log files, the console's JSON download, notifications.
  ['Records', 'json'],
  ['records', 'json'],
  // lookup-events.
  ['Events', 'text'],
  ['CloudTrailEvent', 'text'],
  // CloudWatch Logs: subscriptions, filter-log-events and get-log-events, Insights.
  ['logEvents', 'json'],
  ['events', 'json'],
  ['results', 'json'],
  ['message', 'text'],
  ['@message', 'text'],
  ['value', 'text'],
  ['awslogs', 'json'],
  ['data', 'base64'],
  ['kinesis', 'json'],
  // EventBridge, SNS, SQS.
  ['detail', 'json'],
  ['Message', 'text'],
  ['Messages', 'json'],
  ['Sns', 'json'],
  ['Body', 'text'],
  ['body', 'text'],
  // CloudTrail Lake, Athena and S3 Select.
  ['QueryResultRows', 'json'],
  ['eventJson', 'text'],
  ['eventjson', 'text'],
  ['_1', 'json'],
  // Elastic, Splunk and log shippers.
  ['hits', 'json'],
  ['_source', 'json'],
  ['fields', 'json'],
  ['event', 'text'],
  ['original', 'text'],
  ['event.original', 'text'],
  ['_raw', 'text'],
  ['result', 'text'],
  ['log', 'text'],
])

/** Members by which an object is taken for a CloudTrail record, to be read whole. */
export const RECORD_MEMBERS: ReadonlySet<string> = new Set([
  'eventVersion',
  'userIdentity',
  'eventTime',
  'eventSource',
  'eventName',
  'awsRegion',
  'sourceIPAddress',
  'userAgent',
  'errorCode',
  'errorMessage',
  'requestParameters',
  'responseElements',
  'additionalEventData',
  'requestID',
  'eventID',
  'eventId',
  'readOnly',
  'eventType',
  'managementEvent',
  'recipientAccountId',
  'sharedEventID',
  'eventCategory',
  'insightDetails',
  'serviceEventDetails',
  'tlsDetails',
  'vpcEndpointId',
  'apiVersion',
])

/** The same in rows of Athena and CloudTrail Lake, which know no capitals. */
export const ROW_MEMBERS: ReadonlySet<string> = new Set(
  [...RECORD_MEMBERS].map((name) => name.toLowerCase()).filter((name) => !RECORD_MEMBERS.has(name)),
)

/** Members whose items are rows of cells, each an object: most cells are no records. */
export const CELL_MEMBERS: ReadonlySet<string> = new Set(['QueryResultRows', 'results'])

/** Whether a member's value, given its first character, can hold records. */
export function canUnwrap(unwrapping: Unwrapping, first: string): boolean {
  if (first === '{' || first === '[') return unwrapping !== 'base64' || first === '['
  return first === '"' && unwrapping !== 'json'
}

/** What the object around a thing tells about it. */
export type Facts = Readonly<Record<string, unknown>>

/** One sentence: what something whole is that is no CloudTrail record, and what to do. `around`: the envelope it stood in. */
export function describeForeign(object: Facts, around: Facts | null): string {
  const text = (name: string): string | null => (typeof object[name] === 'string' ? object[name] : null)
  if ('digestS3Object' in object || ('digestEndTime' in object && 'logFiles' in object))
    return `It is a digest file (${show(text('digestStartTime') ?? '?')} to ${show(text('digestEndTime') ?? '?')}), which has the hashes of log files and no events: load the log files.`
  if (isS3Record(object)) {
    const { s3 } = object as { s3?: { bucket?: { name?: unknown }; object?: { key?: unknown } } }
    return `It is an S3 event notification, not a log file: it names s3://${show(s3?.bucket?.name)}/${show(s3?.object?.key)}; download that object and load it.`
  }
  if (text('Event') === 's3:TestEvent')
    return 'It is the test message of S3 event notifications and holds no events: nothing needs to be loaded.'
  if (text('s3Bucket') !== null && Array.isArray(object['s3ObjectKey'])) {
    const keys = object['s3ObjectKey'].slice(0, 3).map((key) => `s3://${show(text('s3Bucket'))}/${show(key)}`)
    return `It is CloudTrail's notification of delivered log files, not a log file: it names ${keys.join(', ')}; download these objects and load them.`
  }
  if ('detail-type' in object) return eventBridge(object)
  if (around && 'detail-type' in around) return eventBridge(around)
  if (text('Type') !== null && text('TopicArn') !== null)
    return `It is an SNS message of ${show(object['TopicArn'])} that holds no CloudTrail record: load the log files it tells of.`
  if ('class_uid' in object || 'category_uid' in object)
    return 'It is in OCSF, the form of Security Lake, in which the original record is lost: load the log files of the trail.'
  if ('Statement' in object) return 'It is an IAM policy, not a CloudTrail log file.'
  if ('configRuleName' in object || 'configurationItem' in object || 'configurationItems' in object)
    return 'It is of AWS Config, not a CloudTrail log file.'
  if (('EventId' in object || 'EventName' in object) && !('CloudTrailEvent' in object))
    return 'It is output of lookup-events without the member CloudTrailEvent, which has the record: ask again without --query.'
  if ('QueryResultRows' in object || 'QueryStatus' in object)
    return 'It is a query result of CloudTrail Lake without the column eventJson, which has the record: select eventJson as well.'
  if ('aws' in object && ('event' in object || '@timestamp' in object))
    return 'It is an ECS document without event.original, so the original record is lost: load the log files of the trail.'
  if (
    'eventSource' in object &&
    typeof object['eventSource'] === 'string' &&
    object['eventSource'].startsWith('aws:')
  )
    return `It is an event of ${show(object['eventSource'])}, not a CloudTrail record.`
  if ('eventVersion' in object)
    return 'It has an eventVersion but no eventID, eventName or eventSource, so it is only a part of a CloudTrail record: load the whole record.'
  const names = Object.keys(object)
  if (names.length === 0) return 'It is an empty object, not a CloudTrail record.'
  return `It is not a CloudTrail record: an object with ${names.slice(0, 4).map(show).join(', ')}${names.length > 4 ? ' and more' : ''}; load log files, or what they hold in another shape.`
}

/** Names that are kept of an envelope, to say what it is. */
export const TELLING_MEMBERS: ReadonlySet<string> = new Set([
  'detail-type',
  'source',
  'Type',
  'TopicArn',
  'messageType',
  'QueryStatus',
  'eventSource',
  'Event',
  'EventName',
])

function isS3Record(object: Facts): boolean {
  return object['eventSource'] === 'aws:s3' && typeof object['s3'] === 'object'
}

function eventBridge(event: Facts): string {
  return `It is an EventBridge event of another kind ("${show(event['detail-type'])}" of ${show(event['source'])}), not a CloudTrail record.`
}

/** A value from a file, short enough for a sentence and without what would play tricks on a terminal. */
export function show(value: unknown): string {
  const text = (typeof value === 'string' ? value : (JSON.stringify(value) ?? '?')).slice(0, 121)
  return (text.length > 120 ? `${text.slice(0, 120)}…` : text).replace(TRICKS, '?')
}

/** Control characters, and those that turn the direction of text. */
const TRICKS = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu
