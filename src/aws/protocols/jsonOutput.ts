import { isStructure, membersOf, timeFormatOf, type Member, type Schema } from './schema.ts'
import { textOfValue } from './simpleValues.ts'

/** What a value is in JSON. Members that are undefined or null are left out. */
export function jsonOf(schema: Schema, value: unknown, nameOf: (member: Member) => string): unknown {
  if (isStructure(schema)) return jsonOfMembers(membersOf(schema), value, nameOf)
  if (schema.isListSchema()) {
    const item = schema.getValueSchema()
    return (value as readonly unknown[]).map((each) => (each == null ? null : jsonOf(item, each, nameOf)))
  }
  if (schema.isMapSchema()) {
    const item = schema.getValueSchema()
    return Object.fromEntries(
      Object.entries(value as object).flatMap(([key, each]) =>
        each == null ? [] : [[key, jsonOf(item, each, nameOf)]],
      ),
    )
  }
  if (value instanceof Date) {
    const format = timeFormatOf(schema, 'epoch')
    return format === 'epoch' ? value.getTime() / 1000 : textOfValue(schema, value)
  }
  if (schema.isBlobSchema()) return textOfValue(schema, value)
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value
}

export function jsonOfMembers(
  members: readonly Member[],
  value: unknown,
  nameOf: (member: Member) => string,
): Record<string, unknown> {
  const given = (value ?? {}) as Readonly<Record<string, unknown>>
  return Object.fromEntries(
    members.flatMap((member) => {
      const each = given[member.name]
      return each == null ? [] : [[nameOf(member), jsonOf(member.schema, each, nameOf)]]
    }),
  )
}
