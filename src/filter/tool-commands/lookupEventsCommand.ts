import { clausesOf, type Clause } from '../clauses.ts'
import type { Condition, Filter, Order, Token } from '../filter.ts'
import { resolveTimeRange, writeSeconds } from '../timeRange.ts'
import { doubleQuoted, formatClause, jsonString, quoted, type ToolCommand } from './toolCommand.ts'

/** The attributes of LookupEvents, most selective first: docs/cloudtrail.md#lookupevents */
const ATTRIBUTES: readonly (readonly [field: string, key: string])[] = [
  ['eventID', 'EventId'],
  ['accessKeyId', 'AccessKeyId'],
  ['resourceName', 'ResourceName'],
  ['userName', 'Username'],
  ['eventName', 'EventName'],
  ['resourceType', 'ResourceType'],
  ['eventSource', 'EventSource'],
  ['readOnly', 'ReadOnly'],
]

const KEPT_MS = 90 * 86_400_000
const LONGEST_VALUE = 2000

/** What may follow `--region`, where nothing can be escaped. */
const REGION = /^[a-z][a-z0-9-]*$/

/**
 * The AWS CLI call that comes closest to a filter. LookupEvents takes one attribute, by its whole
 * value, in one Region, and looks back 90 days. The notes say, one by one, what it cannot express.
 */
export function lookupEventsCommand(filter: Filter, order: Order, nowMs: number): ToolCommand {
  const clauses = clausesOf(filter)
  const alone = clauses.flatMap((clause) => (clause.length === 1 ? clause : [])).filter(isExact)
  const [key, asked] =
    ATTRIBUTES.map(([field, name]) => [name, alone.find((token) => token.field === field)] as const).find(
      ([, token]) => token !== undefined,
    ) ?? []
  const region = alone.find(({ field, value }) => field === 'awsRegion' && REGION.test(value))
  const left = clauses.filter((clause) => !clause.includes(asked!) && !clause.includes(region!))
  const { startMs, endMs } = resolveTimeRange(filter.timeRange, nowMs)
  const words = [
    'aws cloudtrail lookup-events',
    key !== undefined && asked && `--lookup-attributes ${attribute(key, asked.value)}`,
    startMs !== null && `--start-time ${writeSeconds(startMs)}`,
    // The times of its events are whole seconds.
    endMs !== null && `--end-time ${writeSeconds(endMs)}`,
    region && `--region ${region.value}`,
  ].filter((word) => typeof word === 'string')
  const notes = [
    ...left.filter((clause) => !isWord(clause)).map(cannot),
    ...(filter.text
      ? [
          `lookup-events cannot search the text of records: ${filter.text} is not included, so the result may contain more events.`,
        ]
      : []),
    ...(region ? [] : ['lookup-events searches one Region, the configured one.']),
    ...(startMs === null || startMs < nowMs - KEPT_MS
      ? ['lookup-events only searches the last 90 days.']
      : []),
    ...(order === 'oldest' ? ['lookup-events returns the newest events first.'] : []),
  ]
  return { text: words.join(' '), notes }
}

/** A word of the filter's free text. */
const isWord = ([condition, other]: Clause): boolean =>
  condition?.kind === 'word' && !condition.negated && other === undefined

const isExact = (condition: Condition): condition is Token =>
  condition.kind === 'token' &&
  condition.operator === '=' &&
  condition.value !== '' &&
  condition.value.length <= LONGEST_VALUE &&
  (condition.field !== 'readOnly' || condition.value === 'true' || condition.value === 'false')

/**
 * The CLI's short form if the value needs no quotes in it, otherwise JSON. Without white space, so
 * that a shell that loses the quotes (as Windows PowerShell does when it calls programs) still
 * passes one word.
 */
function attribute(key: string, value: string): string {
  if (/^[\w.:/@+-]+$/.test(value)) return doubleQuoted(`AttributeKey=${key},AttributeValue=${value}`)
  const written = jsonString(value).replaceAll(' ', '\\u0020')
  return quoted(`[{"AttributeKey":"${key}","AttributeValue":${written}}]`)
}

const cannot = (clause: Clause): string =>
  `${reasonOf(clause)}: ${formatClause(clause)} is not included, so the result may contain more events.`

function reasonOf(clause: Clause): string {
  const [first, other] = clause
  const missing = clause.find(
    (each): each is Token => each.kind === 'token' && !ATTRIBUTES.some(([field]) => each.field === field),
  )
  if (missing?.field === 'awsRegion' && other === undefined && isExact(missing))
    return 'The value is not a Region'
  if (missing) return `lookup-events cannot filter by ${missing.field}`
  if (clause.some(({ kind }) => kind === 'word')) return 'lookup-events cannot search the text of records'
  if (other !== undefined) return 'lookup-events takes one value'
  const { operator, value } = first as Token
  if (operator !== '=') return 'lookup-events only supports “is”'
  return value === '' ? 'lookup-events cannot filter by absence' : 'lookup-events takes one attribute'
}
