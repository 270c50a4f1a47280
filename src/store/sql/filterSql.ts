import { isIntegrityField, isNoteField } from '../../cloudtrail/fields.ts'
import { parseCidr } from '../../filter/cidr.ts'
import { alternativesIn, clausesOf, fieldsOf, type Alternative, type Clause } from '../../filter/clauses.ts'
import type { Filter, Token } from '../../filter/filter.ts'
import { foldCase } from '../../filter/foldCase.ts'
import { isCut } from '../../filter/shown.ts'
import { resolveTimeRange } from '../../filter/timeRange.ts'
import { mayCrossBoundary } from './boundaryWords.ts'
import { columnOf, hasIntegrity, hasRowIn, isPath } from './fieldSql.ts'
import { hashID } from '../../cloudtrail/hashID.ts'
import type { Lookups, TableSql } from './lookups.ts'
import { LIST_SEPARATOR, type SqlDialect } from './sqlDialect.ts'
import { directWord } from './wordSql.ts'

/**
 * A filter as SQL, which is written only here. Its meaning is defined here; how an engine writes
 * it, by the dialect. `e` is the row of an event. The leaves of a path are found by the event's
 * shape: each path joins the slots that it has in each shape.
 */
export interface FilterSql {
  /** Joins to follow `FROM events e`; empty or ending in white space. */
  readonly joins: string
  /** A condition, `true` without any. Never null. */
  readonly where: string
  readonly params: readonly string[]
  /**
   * Whether it reads the text of records or the table of a path, so that its result is worth
   * keeping.
   */
  readonly isCostly: boolean
}

export async function filterSql(
  filter: Filter,
  nowMs: number,
  lookups: Lookups,
  dialect: SqlDialect,
): Promise<FilterSql> {
  if (filter.tokens.some((token) => token.kind === 'unreadable'))
    throw new Error('A filter with an unreadable token cannot be run.')
  const clauses = clausesOf(filter)
  const fields = [...fieldsOf(filter)]
  const tables = new Map<string, TableSql>()
  for (const path of fields.filter((field) => isPath(field))) {
    const table = await lookups.pathTable(path)
    if (table !== null) tables.set(path, () => table)
  }
  for (const field of fields.filter(isNoteField)) tables.set(field, await lookups.noteTable(field))
  for (const field of fields.filter(isIntegrityField)) tables.set(field, await lookups.integrityTable())
  const sql = new SqlWriter(dialect, tables)
  const conditions: string[] = []
  const { startMs, endMs } = resolveTimeRange(filter.timeRange, nowMs)
  if (startMs !== null) conditions.push(`e.eventTimeMs >= ${startMs}`)
  if (endMs !== null) conditions.push(`e.eventTimeMs <= ${endMs}`)
  for (const clause of clauses) {
    const alternatives: string[] = []
    for (const alternative of alternativesIn(clause))
      alternatives.push(await conditionOf(sql, alternative, lookups))
    conditions.push(
      alternatives.length === 1 ? alternatives[0]! : alternatives.map((each) => `(${each})`).join(' OR '),
    )
  }
  return {
    joins: sql.joins,
    where: conditions.map((condition) => `(${condition})`).join(' AND ') || 'true',
    params: sql.params,
    isCostly: clauses.some(readsRecords),
  }
}

/** A filter for at least the same events that asks nothing of the records' text. */
export function withoutRecords(filter: Filter): Filter {
  const tokens = filter.tokens.filter(
    (token) =>
      token.kind !== 'unreadable' && !readsRecords(token.kind === 'token' ? [token] : token.conditions),
  )
  return { ...filter, tokens, text: '' }
}

const readsRecords = (clause: Clause): boolean =>
  clause.some((condition) => condition.kind === 'word' || isPath(condition.field))

async function conditionOf(sql: SqlWriter, alternative: Alternative, lookups: Lookups): Promise<string> {
  if ('word' in alternative) {
    const found = await wordCondition(sql, foldCase(alternative.word), lookups)
    return alternative.negated ? `NOT (${found})` : found
  }
  const values: string[] = []
  for (const token of alternative) values.push(...(await valuesOf(token, lookups)))
  return conditionOn(sql, alternative, values)
}

/** Collects parameters and joins while conditions are written. */
class SqlWriter {
  readonly params: string[] = []
  readonly dialect: SqlDialect
  /** By path, or by field that is kept beside the records. */
  readonly #tables: ReadonlyMap<string, TableSql>
  readonly #slots = new Map<string, string>()

  constructor(dialect: SqlDialect, tables: ReadonlyMap<string, TableSql>) {
    this.dialect = dialect
    this.#tables = tables
  }

  /** The table of a path's values, or of a field that is kept beside the records; undefined if there is none. */
  table(field: string): string | undefined {
    return this.#tables.get(field)?.((value) => this.param(value))
  }

  param(value: string): string {
    this.params.push(value)
    return this.dialect.param(this.params.length)
  }

  /** The alias of the join that has a path's slots. */
  slots(path: string): string {
    let alias = this.#slots.get(path)
    if (alias === undefined) {
      alias = `p${this.#slots.size}`
      this.#slots.set(path, alias)
      this.join(
        `LEFT JOIN ${this.dialect.slotsOfPath(this.param(path))} ${alias} ON ${alias}.shape = ${this.dialect.shape} `,
      )
    }
    return `${alias}.slots`
  }

  /** Joins a table, once however often it is asked for. */
  join(join: string): void {
    this.#joined.add(join)
  }

  get joins(): string {
    return [...this.#joined].join('')
  }
  readonly #joined = new Set<string>()
}

/** A token's value; for a CIDR block, the addresses in it. */
async function valuesOf({ field, operator, value }: Token, lookups: Lookups): Promise<readonly string[]> {
  const cidr =
    field === 'sourceIPAddress' && (operator === '=' || operator === '!=') ? parseCidr(value) : null
  return cidr ? [value, ...(await lookups.sourceIPAddresses((address) => cidr.contains(address)))] : [value]
}

function conditionOn(sql: SqlWriter, group: readonly [Token, ...Token[]], values: readonly string[]): string {
  const { field, operator } = group[0]
  const { contains, startsWith, endsWith, fold } = sql.dialect
  const some = (list: readonly string[]) => anyOf(sql, field, list)
  const value = values[0] ?? ''
  const containsValue = (text: string) => contains(fold(text), sql.param(foldCase(value)))
  const isValue = (text: string) => `${fold(text)} = ${sql.param(foldCase(value))}`
  const startsWithValue = (text: string) => startsWith(fold(text), sql.param(foldCase(value)))
  const endsWithValue = (text: string) => endsWith(fold(text), sql.param(foldCase(value)))
  switch (operator) {
    case '=': {
      const named = values.filter((text) => text !== '')
      const parts = named.length > 0 ? [some(named)] : []
      if (group.some((token) => token.value === '')) parts.push(`NOT ${isPresent(sql, field)}`)
      return parts.join(' OR ')
    }
    case '!=':
      return value === '' ? isPresent(sql, field) : `NOT ${some(values)}`
    case '~':
      return anyText(sql, field, isValue)
    case '!~':
      return `NOT ${anyText(sql, field, isValue)}`
    case ':':
      return anyText(sql, field, containsValue)
    case '!:':
      return `NOT ${anyText(sql, field, containsValue)}`
    case '^':
      return anyText(sql, field, startsWithValue)
    case '!^':
      return `NOT ${anyText(sql, field, startsWithValue)}`
    case '*':
      return anyText(sql, field, endsWithValue)
    case '!*':
      return `NOT ${anyText(sql, field, endsWithValue)}`
  }
}

/** Whether a field has exactly one of these values. */
function anyOf(sql: SqlWriter, field: string, values: readonly string[]): string {
  // The hash is much smaller than the ID, so it is compared first.
  if (field === 'eventID' && values.length === 1)
    return `(e.idHash = ${hashID(values[0]!)} AND coalesce(e.eventID = ${sql.param(values[0]!)}, false))`
  const cut = values.filter(isCut)
  const whole = values.filter((value) => !isCut(value))
  return anyText(sql, field, (text) =>
    [
      ...(whole.length > 0 ? [isOneOf(sql, text, whole)] : []),
      ...(cut.length > 0 ? [isOneOf(sql, sql.dialect.shown(text), cut)] : []),
    ].join(' OR '),
  )
}

function isOneOf(sql: SqlWriter, text: string, values: readonly string[]): string {
  return values.length === 1
    ? `${text} = ${sql.param(values[0]!)}`
    : // One parameter, however many addresses a block has.
      sql.dialect.listContains(sql.dialect.listParam(sql.param(values.join(LIST_SEPARATOR))), text)
}

/** Whether a test holds for any text of a field; false if it has none. */
function anyText(sql: SqlWriter, field: string, test: (text: string) => string): string {
  const column = columnOf(field, sql.dialect)
  switch (column.kind) {
    case 'scalar':
      return `coalesce(${test(column.sql)}, false)`
    case 'list':
      return `(${sql.dialect.anyItem(column.sql, (item) => `${item} <> '' AND (${test(item)})`)})`
    case 'starred':
      return `(CASE WHEN ${hasRowIn(sql.table(field)!)} THEN ${test("'true'")} ELSE ${test("'false'")} END)`
    case 'noted':
      return `(e.ordinal IN (SELECT ordinal FROM ${sql.table(field)!} WHERE ${test('value')}))`
    case 'integrity':
      return hasIntegrity(() => sql.table(field)!, test)
    case 'path': {
      const table = sql.table(field)
      if (table !== undefined) return `(e.ordinal IN (SELECT ordinal FROM ${table} WHERE ${test('value')}))`
      const slots = sql.slots(field)
      return `(CASE WHEN ${slots} IS NULL THEN false ELSE ${sql.dialect.anyItem(sql.dialect.leafTexts(slots), test)} END)`
    }
  }
}

function isPresent(sql: SqlWriter, field: string): string {
  const column = columnOf(field, sql.dialect)
  switch (column.kind) {
    case 'scalar':
      return `(${column.sql} IS NOT NULL)`
    case 'list':
      return `(${sql.dialect.anyItem(column.sql, (item) => `${item} <> ''`)})`
    case 'starred':
      return 'true'
    case 'noted':
    case 'integrity':
      return anyText(sql, field, () => 'true')
    case 'path':
      return `(${anyText(sql, field, () => 'true')} OR ${sql.dialect.shape} IN ${sql.dialect.shapesWithPathFrom(sql.param(`${field}.`))})`
  }
}

/** A word is in a leaf, or in the shape between leaves; or, rarely, across both. */
async function wordCondition(sql: SqlWriter, word: string, lookups: Lookups): Promise<string> {
  const { joins, where } = await directWord(word, sql.dialect, (value) => sql.param(value), lookups)
  const boundaryMatches = mayCrossBoundary(word) ? await lookups.boundaryMatches(word) : []
  for (const join of joins) sql.join(join)
  return boundaryMatches.length === 0 ? where : `${where} OR e.ordinal IN (${boundaryMatches.join(',')})`
}
