import { splitPath } from '../../cloudtrail/fieldPath.ts'
import { LOG_TABLE, LOG_TABLE_NAME, type TableColumn } from '../../cloudtrail/logTable.ts'
import { parseCidr } from '../cidr.ts'
import type { Condition, Filter, Order, TimeRange, TimeUnit, Token } from '../filter.ts'
import { foldCase } from '../foldCase.ts'
import { alternativesIn, clausesOf, type Alternative, type Clause } from '../clauses.ts'
import { writeTime } from '../../cloudtrail/writeTime.ts'
import { resolveTimeRange } from '../timeRange.ts'
import { formatClause, jsonString, type ToolCommand } from './toolCommand.ts'

/**
 * What a string may contain unescaped: if the query is pasted into a shell, neither the string nor
 * the line may end there.
 */
const PLAIN = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]*$/u
const ENDS_STRING = /[\\\u2018-\u201b]/

const isPlain = (text: string): boolean => PLAIN.test(text) && !ENDS_STRING.test(text)

/**
 * A string in SQL. If it contains other characters, it is read from JSON, where they can be
 * escaped.
 */
const sqlString = (text: string): string =>
  isPlain(text) ? `'${text.replaceAll("'", "''")}'` : `json_extract_scalar('${jsonString(text)}', '$')`

/** The query for Athena's documented table of CloudTrail logs: docs/cloudtrail.md#athena-table */
export function athenaCommand(filter: Filter, order: Order): ToolCommand {
  const { text, notes } = athenaStatement(filter, order)
  const whatFor = `For Athena, with the CloudTrail table from the AWS documentation, here named ${LOG_TABLE_NAME}.`
  return { text, notes: [whatFor, ...notes] }
}

/** The same for any place that has this table. The notes say how it differs from the filter. */
export function athenaStatement(filter: Filter, order: Order): ToolCommand {
  const notes: string[] = []
  const conditions = [
    ...timeConditions(filter.timeRange),
    ...clausesOf(filter).flatMap((clause) => clauseOf(clause, notes)),
  ]
  const text = [
    'SELECT *',
    `FROM ${LOG_TABLE_NAME}`,
    ...conditions.map((condition, index) => `${index === 0 ? 'WHERE' : '  AND'} ${condition}`),
    `ORDER BY eventtime ${order === 'newest' ? 'DESC' : 'ASC'}`,
  ]
  return { text: text.join('\n'), notes }
}

const UNITS: Readonly<Record<TimeUnit, string>> = { m: 'minute', h: 'hour', d: 'day', w: 'week' }

function timeConditions(range: TimeRange): string[] {
  const time = 'from_iso8601_timestamp(eventtime)'
  if (range.kind === 'relative') {
    const { amount, unit } = range
    const [count, name] = unit === 'w' ? [amount * 7, 'day'] : [amount, UNITS[unit]]
    return [`${time} >= current_timestamp - interval '${count}' ${name}`]
  }
  const { startMs, endMs } = resolveTimeRange(range, 0)
  const moment = (ms: number) => `from_iso8601_timestamp(${sqlString(writeTime(ms))})`
  return [
    ...(startMs === null ? [] : [`${time} >= ${moment(startMs)}`]),
    ...(endMs === null ? [] : [`${time} <= ${moment(endMs)}`]),
  ]
}

function clauseOf(clause: Clause, notes: string[]): string[] {
  const missing = clause.map(missingFor).find((each) => each !== null)
  if (missing) {
    notes.push(`${missing}: ${formatClause(clause)} is not included, so the result may contain more events.`)
    return []
  }
  const conditions = alternativesIn(clause).map((alternative) => conditionOn(alternative, notes))
  return [conditions.length === 1 ? conditions[0]! : `(${conditions.join(' OR ')})`]
}

const missingFor = (condition: Condition): string | null =>
  condition.kind === 'word'
    ? 'The table has no column with the whole record'
    : columnOf(condition.field) === null
      ? `The table has no column for ${condition.field}`
      : null

function conditionOn(group: Alternative, notes: string[]): string {
  if ('word' in group) throw new Error('The table has no column with the whole record.')
  const { field, operator, value } = group[0]
  const column = columnOf(field)!
  if (column.note !== undefined && !notes.includes(column.note)) notes.push(column.note)
  const any = (test: (text: string) => string) =>
    column.isList
      ? `coalesce(any_match(resources, r -> ${test(column.sql)}), false)`
      : `coalesce(${test(column.sql)}, false)`
  const lower = sqlString(foldCase(value))
  const isSame = () => any((text) => `lower(${text}) = ${lower}`)
  const contains = () => any((text) => `strpos(lower(${text}), ${lower}) > 0`)
  const starts = () => any((text) => `strpos(lower(${text}), ${lower}) = 1`)
  const ends = () => any((text) => `substr(lower(${text}), -${Array.from(value).length}) = ${lower}`)
  const present = any((text) => `${text} <> ''`)
  switch (operator) {
    case '=': {
      const named = group.filter((token) => token.value !== '')
      const parts = named.map((token) => any((text) => equals(text, token)))
      if (named.length < group.length) parts.push(`NOT ${present}`)
      return parts.length === 1 ? parts[0]! : `(${parts.join(' OR ')})`
    }
    case '!=':
      return value === '' ? present : `NOT ${any((text) => equals(text, group[0]))}`
    case '~':
      return isSame()
    case '!~':
      return `NOT ${isSame()}`
    case ':':
      return contains()
    case '!:':
      return `NOT ${contains()}`
    case '^':
      return starts()
    case '!^':
      return `NOT ${starts()}`
    case '*':
      return ends()
    case '!*':
      return `NOT ${ends()}`
  }
}

function equals(text: string, { field, value }: Token): string {
  const same = `${text} = ${sqlString(value)}`
  if (field !== 'sourceIPAddress' || !parseCidr(value)) return same
  return `(${same} OR coalesce(contains(${sqlString(value)}, try_cast(${text} AS ipaddress)), false))`
}

interface Column {
  readonly sql: string
  /** It is a member of `r`, any of the record's resources. */
  readonly isList?: boolean
  readonly note?: string
}

const RESOURCES_NOTE =
  'The table only has the resources listed in records, not those inferred from requests and responses.'
const ARRAYS_NOTE = 'Values inside arrays are not found. Use UNNEST for those.'

const DERIVED: Readonly<Record<string, Column>> = {
  userName: {
    sql: `(CASE useridentity.type WHEN 'Root' THEN 'root' WHEN 'IAMUser' THEN useridentity.username WHEN 'SAMLUser' THEN useridentity.username WHEN 'WebIdentityUser' THEN useridentity.username WHEN 'AWSService' THEN NULL ELSE coalesce(nullif(split_part(useridentity.principalid, ':', 2), ''), useridentity.username) END)`,
    note: 'User names are the same as in the console for users, roles and root. Other identities may differ.',
  },
  accountId: { sql: `coalesce(nullif(recipientaccountid, ''), useridentity.accountid)` },
  accessKeyId: { sql: 'useridentity.accesskeyid' },
  invokedBy: { sql: 'useridentity.invokedby' },
  resourceName: { sql: 'r.arn', isList: true, note: RESOURCES_NOTE },
  resourceType: { sql: 'r.type', isList: true, note: RESOURCES_NOTE },
  'resources.ARN': { sql: 'r.arn', isList: true },
  'resources.type': { sql: 'r.type', isList: true },
  'resources.accountId': { sql: 'r.accountid', isList: true },
}

/** The texts of the table by name, those in structures too: `useridentity.arn`. */
const TEXTS: ReadonlySet<string> = new Set(textsIn(LOG_TABLE))

const JSON_COLUMNS: ReadonlySet<string> = new Set(
  LOG_TABLE.filter(({ type }) => type === 'json').map(({ name }) => name),
)

function textsIn(columns: readonly TableColumn[]): string[] {
  return columns.flatMap(({ name, type }) => {
    if (type === 'text') return [name]
    return typeof type === 'object' && 'struct' in type
      ? textsIn(type.struct).map((inner) => `${name}.${inner}`)
      : []
  })
}

function columnOf(field: string): Column | null {
  const derived = Object.hasOwn(DERIVED, field) ? DERIVED[field] : undefined
  if (derived) return derived
  const lower = field.toLowerCase()
  if (TEXTS.has(lower)) return { sql: lower }
  const [first = '', ...names] = splitPath(field)
  if (JSON_COLUMNS.has(first.toLowerCase()) && names.every((name) => isPlain(name) && !/["\]]/.test(name))) {
    if (names.length === 0) return { sql: first.toLowerCase() }
    const path = names.map((name) => (/^\w+$/.test(name) ? `.${name}` : `["${name}"]`)).join('')
    return { sql: `json_extract_scalar(${first.toLowerCase()}, ${sqlString(`$${path}`)})`, note: ARRAYS_NOTE }
  }
  return null
}
