import type { SqlResult } from '../../../api/sql.ts'
import { columnSources, type ColumnSource } from '../../../sql/selectList.ts'
import { isStartOf, timeOf, truncatedTo, writtenStep, type TimeStep } from './resultTimes.ts'

/** A result, with the statement that it is of. */
export interface ShownResult extends SqlResult {
  readonly query: string
}

export interface ResultColumn {
  readonly name: string
  readonly type: string
  readonly isNumber: boolean
  readonly role: ColumnRole
}

/** What the values of a column lead to. */
type ColumnRole =
  | { readonly kind: 'eventID' }
  | { readonly kind: 'time'; readonly step: TimeStep }
  /** The values of a field of the filter. */
  | { readonly kind: 'field'; readonly field: string }
  | { readonly kind: 'none' }

const NUMBER = /^U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?$|^(?:DOUBLE|FLOAT|REAL)$|^DECIMAL/
const TIME_TYPE = /^(?:DATE$|TIMESTAMP)/

export function resultColumns({ query, columns, rows }: ShownResult): readonly ResultColumn[] {
  const sources = columnSources(
    query,
    columns.map(({ name }) => name),
  )
  return columns.map(({ name, type }, at) => ({
    name,
    type,
    isNumber: NUMBER.test(type),
    role: roleOf(type, sources[at]!, () => valuesOf(rows, at), query),
  }))
}

const valuesOf = (rows: SqlResult['rows'], at: number): readonly unknown[] =>
  rows.map((row) => row[at]).filter((cell) => cell !== null)

function roleOf(
  type: string,
  { source, expression }: ColumnSource,
  values: () => readonly unknown[],
  query: string,
): ColumnRole {
  if (source?.path === 'eventid') return { kind: 'eventID' }
  if (source?.field && source.path !== 'eventtime') return { kind: 'field', field: source.field }
  if (/\beventid\b/i.test(expression) && areAll(values(), isEventID)) return { kind: 'eventID' }
  if (!TIME_TYPE.test(type) && type !== 'VARCHAR') return { kind: 'none' }
  const texts = values()
  if (!areAll(texts, (cell) => timeOf(cell) !== null)) return { kind: 'none' }
  return { kind: 'time', step: stepOf(texts as readonly string[], expression, query) }
}

const areAll = (values: readonly unknown[], test: (value: unknown) => boolean): boolean =>
  values.length > 0 && values.every(test)

const EVENT_ID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i

const isEventID = (cell: unknown): boolean => typeof cell === 'string' && EVENT_ID.test(cell)

/** By how the times are written, or by the `date_trunc` that made them, in this column or in a subquery. */
function stepOf(texts: readonly string[], expression: string, query: string): TimeStep {
  const written = writtenStep(texts[0]!)
  if (written !== 'second' && written !== 'day') return written
  const units = truncatedTo(expression)
  const fits = (step: TimeStep) => texts.every((text) => isStartOf(timeOf(text)!, step))
  const [unit] = (units.length > 0 ? units : unitsOfPlainName(expression, query)).filter(fits)
  return unit ?? written
}

/** A name of a column says nothing of how it was made: the rest of the statement may. */
const unitsOfPlainName = (expression: string, query: string): readonly TimeStep[] =>
  /^[\w."]*$/.test(expression) && !/^(?:\w+\.)?eventtime$/i.test(expression) ? truncatedTo(query) : []

/** The text of a cell; null for NULL. */
export function cellText(cell: unknown): string | null {
  if (cell === null || cell === undefined) return null
  return typeof cell === 'string' ? cell : JSON.stringify(cell)
}
