import { RECORD_MEMBERS } from '../../cloudtrail/fields.ts'

/** How to look into a member of an object that is not a record. */
export type Unwrapping =
  /** JSON that may hold records. */
  | 'json'
  /** JSON, or a string that holds JSON. */
  | 'text'
  /** A string of base64, possibly of gzip. */
  | 'base64'

/** The members that contain records, by the tool that writes them: docs/cloudtrail.md#formats */
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

/** Members of records that other objects have too. */
const ALSO_ELSEWHERE = new Set([
  'resources',
  'addendum',
  'eventContext',
  'accountId',
  'timeWindow',
  'summary',
])

/** Members by which an object is taken for a CloudTrail record and read whole. */
export const TELLING_RECORD_MEMBERS: ReadonlySet<string> = new Set(
  [...RECORD_MEMBERS].filter((name) => !ALSO_ELSEWHERE.has(name)),
)

/** The same for rows of Athena and CloudTrail Lake, which have no capitals. */
export const ROW_MEMBERS: ReadonlySet<string> = new Set(
  [...TELLING_RECORD_MEMBERS]
    .map((name) => name.toLowerCase())
    .filter((name) => !TELLING_RECORD_MEMBERS.has(name)),
)

/** Members whose items are rows of cells, each an object; most cells contain no record. */
export const CELL_MEMBERS: ReadonlySet<string> = new Set(['QueryResultRows', 'results'])

/** Whether a member's value can contain records, judging by its first character. */
export function canUnwrap(unwrapping: Unwrapping, first: string): boolean {
  if (first === '{' || first === '[') return unwrapping !== 'base64' || first === '['
  return first === '"' && unwrapping !== 'json'
}

/** Members of an object, to describe it or its content: see describeForeign. */
export type Facts = Readonly<Record<string, unknown>>

/** Members of an envelope that are kept to describe it: see describeForeign. */
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
