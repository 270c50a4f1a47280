import { InputProblem } from './inputProblem.ts'
import { isStructure, membersOf, type Member, type Schema } from './schema.ts'

/** Refuses an input without members that the schema requires; `nameOf` names them in the protocol's way. */
export function requireMembers(schema: Schema, input: unknown, nameOf: (member: Member) => string): void {
  const missing: string[] = []
  collect(schema, input, '', nameOf, missing)
  if (missing.length > 0) throw new InputProblem('missing', 'Required members are missing.', missing)
}

function collect(
  schema: Schema,
  value: unknown,
  path: string,
  nameOf: (member: Member) => string,
  missing: string[],
): void {
  if (value === null || value === undefined || missing.length >= AT_MOST) return
  if (isStructure(schema)) {
    const structure = value as Readonly<Record<string, unknown>>
    for (const member of membersOf(schema)) {
      const given = structure[member.name]
      const name = path + nameOf(member)
      if (given !== undefined) collect(member.schema, given, `${name}.`, nameOf, missing)
      // The client makes these up, so that a retry is noticed.
      else if (member.isRequired && !member.schema.isIdempotencyToken()) missing.push(name)
    }
  } else if (schema.isListSchema()) {
    const item = schema.getValueSchema()
    for (const [at, each] of (value as readonly unknown[]).entries())
      collect(item, each, `${path}${at + 1}.`, nameOf, missing)
  } else if (schema.isMapSchema()) {
    const item = schema.getValueSchema()
    for (const [key, each] of Object.entries(value)) collect(item, each, `${path}${key}.`, nameOf, missing)
  }
}

const AT_MOST = 10
