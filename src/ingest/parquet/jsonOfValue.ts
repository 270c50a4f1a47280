import type { DuckDBValue } from '@duckdb/node-api'
import { objectOf, type JsonMember } from '../shapes/jsonMembers.ts'

/** The engine's package, which is native code and therefore loaded when it is needed. */
export type Engine = typeof import('@duckdb/node-api')

/**
 * JSON text of a value of the engine, with all its digits; null for none. Members without a value
 * are left out, since every row has all members of a structure. Times are in UTC.
 */
export function jsonOfValue(engine: Engine, value: DuckDBValue): string | null {
  if (value === null) return null
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value)
  if (typeof value === 'number')
    return Number.isFinite(value) ? JSON.stringify(value) : JSON.stringify(String(value))
  if (value instanceof engine.DuckDBStructValue) return objectOfEntries(engine, Object.entries(value.entries))
  if (value instanceof engine.DuckDBMapValue)
    return objectOfEntries(
      engine,
      value.entries.map(({ key, value: inner }) => [nameOf(engine, key), inner]),
    )
  if (value instanceof engine.DuckDBListValue || value instanceof engine.DuckDBArrayValue)
    return `[${value.items.map((item) => jsonOfValue(engine, item) ?? 'null').join(',')}]`
  if (value instanceof engine.DuckDBDecimalValue) return value.toString()
  if (value instanceof engine.DuckDBBlobValue)
    return JSON.stringify(Buffer.from(value.bytes).toString('base64'))
  return JSON.stringify(timeOf(engine, value) ?? String(value))
}

function objectOfEntries(
  engine: Engine,
  entries: readonly (readonly [name: string, value: DuckDBValue])[],
): string {
  const members: JsonMember[] = []
  for (const [name, value] of entries) {
    const json = jsonOfValue(engine, value)
    if (json !== null) members.push([name, json])
  }
  return objectOf(members)
}

function nameOf(engine: Engine, key: DuckDBValue): string {
  return typeof key === 'string' ? key : (jsonOfValue(engine, key) ?? '')
}

/** ISO 8601 in UTC, with as many digits of the second as it has; null for what is not a time. */
function timeOf(engine: Engine, value: DuckDBValue): string | null {
  const nanoseconds =
    value instanceof engine.DuckDBTimestampValue || value instanceof engine.DuckDBTimestampTZValue
      ? value.micros * 1000n
      : value instanceof engine.DuckDBTimestampMillisecondsValue
        ? value.millis * 1_000_000n
        : value instanceof engine.DuckDBTimestampNanosecondsValue
          ? value.nanos
          : value instanceof engine.DuckDBTimestampSecondsValue
            ? value.seconds * 1_000_000_000n
            : null
  if (nanoseconds === null) return null
  const fraction = ((nanoseconds % SECOND) + SECOND) % SECOND
  const date = new Date(Number((nanoseconds - fraction) / 1_000_000n))
  if (Number.isNaN(date.getTime())) return null
  const digits = String(fraction).padStart(9, '0').replace(/0+$/, '')
  return date.toISOString().replace('.000', digits === '' ? '' : `.${digits}`)
}

const SECOND = 1_000_000_000n
