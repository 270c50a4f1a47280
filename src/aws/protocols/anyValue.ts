import type { Chance } from '../../account/chance.ts'
import { isStructure, membersOf, type Member, type Schema } from './schema.ts'

/** For tests: a value of a schema, always the same for the same chance. Lists and maps are not empty. */
export function anyValue(schema: Schema, chance: Chance, depth = 0): unknown {
  if (isStructure(schema)) return anyStructure(schema, chance, depth)
  if (schema.isListSchema()) {
    const item = schema.getValueSchema()
    return Array.from({ length: chance.int(1, 2) }, () => anyValue(item, chance, depth + 1))
  }
  if (schema.isMapSchema()) {
    const item = schema.getValueSchema()
    return Object.fromEntries(
      Array.from({ length: chance.int(1, 2) }, (_, at) => [
        `${anyName(chance)}${at}`,
        anyValue(item, chance, depth + 1),
      ]),
    )
  }
  if (schema.isTimestampSchema()) return new Date(chance.int(1_000_000_000, 2_000_000_000) * 1000)
  if (schema.isBooleanSchema()) return chance.happens(0.5)
  if (schema.isNumericSchema()) return chance.int(-5, 2_000_000_000)
  if (schema.isBlobSchema()) return Uint8Array.from({ length: chance.int(1, 20) }, () => chance.int(0, 255))
  if (schema.isDocumentSchema()) return { any: [1, 'document'] }
  const { httpHeader, httpLabel } = schema.getMergedTraits()
  return httpHeader === undefined && httpLabel === undefined ? anyText(chance) : anyName(chance)
}

function anyStructure(schema: Schema, chance: Chance, depth: number): Record<string, unknown> {
  const members = membersOf(schema)
  const chosen = schema.isUnionSchema()
    ? [members[chance.int(0, members.length - 1)]!]
    : members.filter(
        ({ isRequired, schema: member }) =>
          isRequired || (depth < 4 && chance.happens(depth === 0 ? 0.7 : 0.4) && !isEvents(member)),
      )
  // A structure without members is not in a form or in XML.
  const simplest = members.find(({ schema: member }) => isSimple(member)) ?? members[0]
  if (chosen.length === 0 && simplest !== undefined && depth > 0) chosen.push(simplest)
  return Object.fromEntries(
    chosen.map((member) => [
      member.name,
      special(member, chance) ?? anyValue(member.schema, chance, depth + 1),
    ]),
  )
}

function special({ traits, schema }: Member, chance: Chance): unknown {
  if (traits.httpResponseCode === 1) return chance.int(200, 204)
  // Values and names of headers; the names are small.
  if (traits.httpPrefixHeaders !== undefined) return { [`n${chance.int(1, 99)}`]: anyName(chance) }
  if (traits.httpHeader !== undefined && schema.isListSchema()) return [anyName(chance), anyName(chance)]
  return undefined
}

const isSimple = (schema: Schema) => !isStructure(schema) && !schema.isListSchema() && !schema.isMapSchema()

/** A stream of events, which no operation here has. */
export const isEvents = (schema: Schema) => schema.isStreaming() && isStructure(schema)

const anyName = (chance: Chance) => chance.pick(NAMES)

const anyText = (chance: Chance) => (chance.happens(0.5) ? anyName(chance) : chance.pick(TEXTS))

const NAMES = [
  'a',
  'web-1',
  'my.name',
  'A_b',
  'i-0abc',
  '2026',
  'x/y',
  'with space',
  'per%cent',
  'arn:aws:x',
  'a+b=c&d',
]
const TEXTS = [
  '',
  'größe',
  '<tag attr="1">&amp;</tag>',
  "it's",
  ' around ',
  '日本語 🙂',
  'true',
  '0012',
  '{"a":[1]}',
  '#;,',
  'two\nlines',
]
