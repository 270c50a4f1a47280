import { isEventField, isNoteField, type EventFieldName } from '../cloudtrail/fields.ts'
import type { Filter, Token } from '../filter/filter.ts'
import { parseCidr } from '../filter/cidr.ts'
import { foldCase } from '../filter/foldCase.ts'
import { alternatives } from '../filter/matches.ts'
import { REPEAT_FIELDS, REPEAT_MS } from '../filter/repeats.ts'
import { isCut } from '../filter/shown.ts'
import { resolveTimeRange } from '../filter/timeRange.ts'
import { hashID } from './hashID.ts'
import { mayCrossBoundary } from './boundaryWords.ts'
import { textWords } from '../filter/words.ts'
import { caselessPart, wordPattern } from './wordPattern.ts'

/**
 * A filter as SQL: the one place where it becomes that. The text is the same for every engine; what differs between them is
 * behind macros that an engine defines:
 *
 *     fold(text)                     as foldCase.ts does it
 *     shown(text)                as shown.ts does it
 *     time_text(ms)              as writeTime does it
 *     leaf_texts(leaves, slots)  the list of the decoded, not empty leaves at some slots (slots count from 1)
 *
 * `e` is the row of an event. A path's leaves are found by its shape: each path gets a join of the slots it has in each shape.
 */
export interface FilterSql {
  /** Joins to stand behind `FROM events e`; empty or ending in white space. */
  readonly joins: string
  /** A condition, `true` when nothing is asked. Never null. */
  readonly where: string
  readonly params: readonly string[]
  /** Whether it reads records' text, or the table of a path, so that its answer is better found once and kept. */
  readonly isCostly: boolean
}

/** What a plan needs to know of the store's content before it can be written. */
export interface Lookups {
  /** A table `(ordinal, value)` of what a field of the notes says; of `starred` only `true`. */
  noteTable(field: string): Promise<TableSql>
  /** A table `(ordinal, value)` of a path's decoded, not empty values, each of an event once; null where the store keeps none. */
  pathTable(path: string): Promise<string | null>
  /** Distinct source IP addresses for which the test holds. */
  sourceIPAddresses(test: (address: string) => boolean): Promise<readonly string[]>
  /** Ordinals of the events in whose text the folded word lies across the border between a leaf and its surroundings. */
  boundaryMatches(word: string): Promise<readonly number[]>
}

/** What stands for a table in a statement, written with the statement's own parameters. */
export type TableSql = (param: (value: string) => string) => string

export async function filterSql(filter: Filter, nowMs: number, lookups: Lookups): Promise<FilterSql> {
  const tokens = filter.tokens.filter((token) => token.kind === 'token')
  if (tokens.length < filter.tokens.length)
    throw new Error('A filter with an unreadable token cannot be asked.')
  const paths = new Set(tokens.map(({ field }) => field).filter((field) => columnOf(field).kind === 'path'))
  const tables = new Map<string, TableSql>()
  for (const path of paths) {
    const table = await lookups.pathTable(path)
    if (table !== null) tables.set(path, () => table)
  }
  for (const field of new Set(tokens.map((token) => token.field).filter(isNoteField)))
    tables.set(field, await lookups.noteTable(field))
  const sql = new SqlWriter(tables)
  const conditions: string[] = []
  const { startMs, endMs } = resolveTimeRange(filter.timeRange, nowMs)
  if (startMs !== null) conditions.push(`e.eventTimeMs >= ${startMs}`)
  if (endMs !== null) conditions.push(`e.eventTimeMs <= ${endMs}`)
  for (const group of alternatives(tokens)) {
    const [first] = group as [Token]
    const values = await Promise.all(group.map((token) => valuesOf(token, lookups)))
    conditions.push(conditionOn(sql, first, group, values.flat()))
  }
  for (const word of textWords(filter.text))
    conditions.push(await wordCondition(sql, foldCase(word), lookups))
  return {
    joins: sql.joins,
    where: conditions.map((condition) => `(${condition})`).join(' AND ') || 'true',
    params: sql.params,
    isCostly: paths.size > 0 || textWords(filter.text).length > 0,
  }
}

/** What is left of a filter when nothing may be asked of the records' text. */
export function withoutRecords(filter: Filter): Filter {
  const tokens = filter.tokens.filter(
    (token) => token.kind === 'token' && columnOf(token.field).kind !== 'path',
  )
  return { ...filter, tokens, text: '' }
}

/** Collects parameters and joins while conditions are written. */
class SqlWriter {
  readonly params: string[] = []
  /** By path, or by field of the notes. */
  readonly #tables: ReadonlyMap<string, TableSql>
  readonly #slots = new Map<string, string>()

  constructor(tables: ReadonlyMap<string, TableSql>) {
    this.#tables = tables
  }

  /** The table of a path's values, or of a field of the notes; undefined where there is none. */
  table(field: string): string | undefined {
    return this.#tables.get(field)?.((value) => this.param(value))
  }

  param(value: string): string {
    this.params.push(value)
    return `$${this.params.length}`
  }

  /** The alias of the join that gives a path's slots. */
  slots(path: string): string {
    let alias = this.#slots.get(path)
    if (alias === undefined) {
      alias = `p${this.#slots.size}`
      this.#slots.set(path, alias)
      this.#joins += `LEFT JOIN (SELECT shape, slots FROM slots WHERE path = ${this.param(path)}) ${alias} ON ${alias}.shape = e.shape `
    }
    return `${alias}.slots`
  }

  get joins(): string {
    return this.#joins
  }
  #joins = ''
}

/** A token's value, and for a CIDR block the addresses that lie in it. */
async function valuesOf({ field, operator, value }: Token, lookups: Lookups): Promise<readonly string[]> {
  const cidr =
    field === 'sourceIPAddress' && (operator === '=' || operator === '!=') ? parseCidr(value) : null
  return cidr ? [value, ...(await lookups.sourceIPAddresses((address) => cidr.contains(address)))] : [value]
}

function conditionOn(
  sql: SqlWriter,
  { field, operator }: Token,
  group: readonly Token[],
  values: readonly string[],
): string {
  const some = (list: readonly string[]) => anyOf(sql, field, list)
  const value = values[0] ?? ''
  switch (operator) {
    case '=': {
      const named = values.filter((text) => text !== '')
      const parts = named.length > 0 ? [some(named)] : []
      if (group.some((token) => token.value === '')) parts.push(`NOT ${isPresent(sql, field)}`)
      return parts.join(' OR ')
    }
    case '!=':
      return value === '' ? isPresent(sql, field) : `NOT ${some(values)}`
    case ':':
      return anyText(sql, field, (text) => `contains(fold(${text}), ${sql.param(foldCase(value))})`)
    case '!:':
      return `NOT ${anyText(sql, field, (text) => `contains(fold(${text}), ${sql.param(foldCase(value))})`)}`
    case '^':
      return anyText(sql, field, (text) => `starts_with(fold(${text}), ${sql.param(foldCase(value))})`)
    case '!^':
      return `NOT ${anyText(sql, field, (text) => `starts_with(fold(${text}), ${sql.param(foldCase(value))})`)}`
  }
}

/** Whether a field has one of some values, exactly. */
function anyOf(sql: SqlWriter, field: string, values: readonly string[]): string {
  // The hash is a fraction of the ID's size, so it is looked at first.
  if (field === 'eventID' && values.length === 1)
    return `(e.idHash = ${hashID(values[0]!)} AND coalesce(e.eventID = ${sql.param(values[0]!)}, false))`
  const cut = values.filter(isCut)
  const whole = values.filter((value) => !isCut(value))
  return anyText(sql, field, (text) =>
    [
      ...(whole.length > 0 ? [isOneOf(sql, text, whole)] : []),
      ...(cut.length > 0 ? [isOneOf(sql, `shown(${text})`, cut)] : []),
    ].join(' OR '),
  )
}

function isOneOf(sql: SqlWriter, text: string, values: readonly string[]): string {
  return values.length === 1
    ? `${text} = ${sql.param(values[0]!)}`
    : // One parameter, however many addresses a block has.
      `list_contains(string_split(${sql.param(values.join('\u001c'))}, chr(28)), ${text})`
}

/** Whether a test holds for some text of a field; false where it has none. */
function anyText(sql: SqlWriter, field: string, test: (text: string) => string): string {
  const column = columnOf(field)
  switch (column.kind) {
    case 'scalar':
      return `coalesce(${test(column.sql)}, false)`
    case 'list':
      return `(len(list_filter(${column.sql}, x -> x <> '' AND (${test('x')}))) > 0)`
    case 'starred':
      return `(CASE WHEN ${isIn(sql.table(field)!)} THEN ${test("'true'")} ELSE ${test("'false'")} END)`
    case 'noted':
      return `(e.ordinal IN (SELECT ordinal FROM ${sql.table(field)!} WHERE ${test('value')}))`
    case 'path': {
      const table = sql.table(field)
      if (table !== undefined) return `(e.ordinal IN (SELECT ordinal FROM ${table} WHERE ${test('value')}))`
      const slots = sql.slots(field)
      return `(CASE WHEN ${slots} IS NULL THEN false ELSE len(list_filter(leaf_texts(e.leaves, ${slots}), x -> ${test('x')})) > 0 END)`
    }
  }
}

function isPresent(sql: SqlWriter, field: string): string {
  const column = columnOf(field)
  switch (column.kind) {
    case 'scalar':
      return `(${column.sql} IS NOT NULL)`
    case 'list':
      return `(len(list_filter(${column.sql}, x -> x <> '')) > 0)`
    case 'starred':
      return 'true'
    case 'noted':
      return anyText(sql, field, () => 'true')
    case 'path':
      return `(${anyText(sql, field, () => 'true')} OR e.shape IN (SELECT shape FROM slots WHERE starts_with(path, ${sql.param(`${field}.`)})))`
  }
}

type Column = { kind: 'scalar' | 'list'; sql: string } | { kind: 'starred' | 'noted' | 'path' }

const isIn = (table: string): string => `e.ordinal IN (SELECT ordinal FROM ${table})`

function columnOf(field: string): Column {
  if (isEventField(field)) return eventColumn(field)
  if (isNoteField(field)) return { kind: field === 'starred' ? 'starred' : 'noted' }
  // The one path that is asked for so often that it has a column.
  return field === 'userIdentity.type' ? { kind: 'scalar', sql: 'e.userType' } : { kind: 'path' }
}

function eventColumn(field: EventFieldName): Column {
  switch (field) {
    case 'eventTime':
      return { kind: 'scalar', sql: 'time_text(e.eventTimeMs)' }
    case 'readOnly':
      return { kind: 'scalar', sql: 'e.readOnly::VARCHAR' }
    case 'resourceType':
      return { kind: 'list', sql: 'e.resourceTypes' }
    case 'resourceName':
      return { kind: 'list', sql: 'e.resourceNames' }
    default:
      return { kind: 'scalar', sql: `e.${field}` }
  }
}

/** What events that repeat each other have in common (filter/repeats.ts): a second, never null where there is a time, and columns that may be. */
export const REPEAT_SECOND = `floor(e.eventTimeMs / ${REPEAT_MS})::BIGINT`
export const REPEAT_COLUMNS: readonly string[] = REPEAT_FIELDS.map((field) => `e.${field}`)

/** A field's values, for counting: a scalar, or a list without repeats where an event may have several. */
export interface FieldTextsSql {
  readonly joins: string
  /** Null or one text, or a list of texts, none of them empty. */
  readonly sql: string
  readonly isList: boolean
  readonly params: readonly string[]
  /** Whether an event's ordinal is all it needs. */
  readonly isNarrow: boolean
  /** Whether they stand in columns of the event, and not in its record or its notes. */
  readonly isColumn: boolean
}

export async function fieldTextsSql(
  field: string,
  lookups: Pick<Lookups, 'pathTable' | 'noteTable'>,
): Promise<FieldTextsSql> {
  const column = columnOf(field)
  const plain = { joins: '', isList: false, params: [], isNarrow: false, isColumn: false }
  switch (column.kind) {
    case 'scalar':
      return { ...plain, sql: column.sql, isColumn: true }
    case 'list':
      return {
        ...plain,
        isColumn: true,
        sql: `list_filter(list_distinct(${column.sql}), x -> x <> '')`,
        isList: true,
      }
    case 'starred': {
      const params: string[] = []
      const table = (await lookups.noteTable(field))((value) => `$${params.push(value)}`)
      return {
        ...plain,
        sql: `CASE WHEN ${isIn(table)} THEN 'true' ELSE 'false' END`,
        params,
        isNarrow: true,
      }
    }
    case 'noted': {
      const params: string[] = []
      const table = (await lookups.noteTable(field))((value) => `$${params.push(value)}`)
      return { ...plain, ...joined(table), params }
    }
    case 'path': {
      const table = await lookups.pathTable(field)
      if (table !== null) return { ...plain, ...joined(table) }
      return {
        ...plain,
        joins: 'JOIN (SELECT shape, slots FROM slots WHERE path = $1) v ON v.shape = e.shape ',
        sql: 'list_distinct(leaf_texts(e.leaves, v.slots))',
        isList: true,
        params: [field],
      }
    }
  }
}

/** The values of a table that has them by ordinal. */
const joined = (table: string): Pick<FieldTextsSql, 'joins' | 'sql' | 'isNarrow'> => ({
  joins: `JOIN ${table} v ON v.ordinal = e.ordinal `,
  sql: 'v.value',
  isNarrow: true,
})

/** A word stands in a leaf, or in the shape between the leaves; or, seldom, across both. */
async function wordCondition(sql: SqlWriter, word: string, lookups: Lookups): Promise<string> {
  const direct = directWord(word, (value) => sql.param(value))
  const boundaryMatches = mayCrossBoundary(word) ? await lookups.boundaryMatches(word) : []
  return boundaryMatches.length === 0 ? direct : `${direct} OR e.ordinal IN (${boundaryMatches.join(',')})`
}

/** Whether a folded word stands in one leaf or in one stretch between leaves. */
export function directWord(word: string, param: (value: string) => string): string {
  return `${inLeaves(word, param)} OR e.shape IN (SELECT id FROM shapes WHERE contains(fold(text), ${param(word)}))`
}

function inLeaves(word: string, param: (value: string) => string): string {
  const fixed = caselessPart(word)
  if (fixed === word) return `contains(e.leaves, ${param(word)})`
  const pattern = wordPattern(word)
  if (pattern === null) return `contains(fold(e.leaves), ${param(word)})`
  const matches = `regexp_matches(e.leaves, ${param(pattern)})`
  // Looking for text is several times as fast as matching a pattern, and numbers are in few records.
  return fixed.length < WORTH_LOOKING ? matches : `(contains(e.leaves, ${param(fixed)}) AND ${matches})`
}

const WORTH_LOOKING = 3
