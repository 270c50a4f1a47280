import { isStructure, membersOf, type Schema } from './schema.ts'

/**
 * A value in JSON that no protocol of AWS decides on: times are ISO 8601 text, bytes are base64.
 * Members keep the names of the SDK's types; those that are undefined or null are left out.
 */
export function plainOf(schema: Schema, value: unknown): unknown {
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if (isStructure(schema)) {
    const given = (value ?? {}) as Readonly<Record<string, unknown>>
    return Object.fromEntries(
      membersOf(schema).flatMap(({ name, schema: member }) =>
        given[name] == null ? [] : [[name, plainOf(member, given[name])]],
      ),
    )
  }
  if (schema.isListSchema()) {
    const item = schema.getValueSchema()
    return (value as readonly unknown[]).map((each) => (each == null ? null : plainOf(item, each)))
  }
  if (schema.isMapSchema()) {
    const item = schema.getValueSchema()
    return Object.fromEntries(
      Object.entries(value as object).flatMap(([key, each]) =>
        each == null ? [] : [[key, plainOf(item, each)]],
      ),
    )
  }
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value
}
