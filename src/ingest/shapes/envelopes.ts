import { TELLING_RECORD_MEMBERS } from '../../cloudtrail/fields.ts'

/** How to look into a member of an object that is not a record. */
export type Unwrapping =
  /** JSON that may hold records. */
  | 'json'
  /** JSON, or a string that holds JSON or base64. */
  | 'text'

/**
 * The members whose content is reported when it is not a record: lists of records, and messages
 * that say where records are. Records are found under any other name as well:
 * docs/cloudtrail.md#formats
 */
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
  // EventBridge, SNS, SQS.
  ['detail', 'json'],
  ['Message', 'text'],
  ['Messages', 'json'],
  ['Sns', 'json'],
  ['Body', 'text'],
  ['body', 'text'],
])

/** The same for rows of Athena and CloudTrail Lake, which have no capitals. */
export const ROW_MEMBERS: ReadonlySet<string> = new Set(
  [...TELLING_RECORD_MEMBERS]
    .map((name) => name.toLowerCase())
    .filter((name) => !TELLING_RECORD_MEMBERS.has(name)),
)

/** Members whose items are rows of cells, each an object; most cells contain no record. */
export const CELL_MEMBERS: ReadonlySet<string> = new Set(['results'])

/** Those that a record never has beside its own members. */
export const LIST_MEMBERS: ReadonlySet<string> = new Set([
  'Records',
  'records',
  'Events',
  'CloudTrailEvent',
  'logEvents',
  'results',
  'detail',
  'Messages',
])

/** Whether a member's value can contain records, judging by its first character. */
export function canUnwrap(unwrapping: Unwrapping, first: string): boolean {
  if (first === '{' || first === '[') return true
  return first === '"' && unwrapping !== 'json'
}

/**
 * Whether a text can have a record in it, whatever is around it: most texts are dismissed by this,
 * and need not be walked.
 */
export function mayHoldRecords(text: string): boolean {
  return /event|class_uid|"[\w+/-]{64}|^[\w+/-]{64}/i.test(text)
}

/** The line before each document of an Elasticsearch bulk request, such as `{"index":{"_id":"1"}}`. */
export function isBulkAction(object: Facts): boolean {
  const [name, ...others] = Object.keys(object)
  if (name === undefined || others.length > 0 || !/^(?:index|create|update|delete)$/.test(name)) return false
  const action = object[name]
  return (
    typeof action === 'object' &&
    action !== null &&
    Object.keys(action).every((key) => /^_|^routing$/.test(key))
  )
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
