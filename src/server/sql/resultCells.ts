import {
  DuckDBArrayValue,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBValue,
} from '@duckdb/node-api'

/** A value of a result as JSON has it: see `runSql` in the API. */
export function cellOf(value: DuckDBValue): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (typeof value === 'bigint') return exactly(value, String(value))
  if (value instanceof DuckDBDecimalValue) return exactly(value.toDouble(), value.toString())
  if (value instanceof DuckDBTimestampTZValue) return moment(value.micros, 'Z', value)
  if (value instanceof DuckDBTimestampValue) return moment(value.micros, '', value)
  if (value instanceof DuckDBTimestampNanosecondsValue) return moment(value.nanos / 1000n, '', value)
  if (value instanceof DuckDBDateValue) return value.toString()
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue) return value.items.map(cellOf)
  if (value instanceof DuckDBStructValue)
    return Object.fromEntries(Object.entries(value.entries).map(([name, each]) => [name, cellOf(each)]))
  if (value instanceof DuckDBMapValue)
    return Object.fromEntries(value.entries.map(({ key, value: each }) => [textOf(key), cellOf(each)]))
  return String(value)
}

/** The text of a cell in CSV. */
export function textOf(value: DuckDBValue): string {
  const cell = cellOf(value)
  if (cell === null) return ''
  return typeof cell === 'string' ? cell : JSON.stringify(cell)
}

/** A number if it is this one, else its text. */
function exactly(value: bigint | number, text: string): number | string {
  const number = Number(value)
  return String(number) === text ? number : text
}

const WHOLE_SECOND = 1_000_000n
/** What JavaScript has dates for, in microseconds. */
const MOST = 8_640_000_000_000_000_000n

/** In ISO 8601, with as many digits as the time has. */
function moment(micros: bigint, zone: string, value: { toString(): string }): string {
  if (micros > MOST || micros < -MOST) return value.toString()
  const fraction = ((micros % WHOLE_SECOND) + WHOLE_SECOND) % WHOLE_SECOND
  const second = new Date(Number((micros - fraction) / 1000n)).toISOString().slice(0, -'.000Z'.length)
  const digits = fraction === 0n ? '' : `.${String(fraction).padStart(6, '0').replace(/0{3}$/, '')}`
  return `${second}${digits}${zone}`
}
