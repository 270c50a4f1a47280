import { InputProblem, MAX_DEPTH, textOf, tooDeep, wrongType } from './inputProblem.ts'
import { isSparse, isStructure, membersOf, timeFormatOf, type Member, type Schema } from './schema.ts'
import { bytesOfBase64, numberOf, timeOfMs, timeOfText } from './simpleValues.ts'

/** The members of `input` out of a JSON body; an empty body is an empty object. */
export function readJson(
  members: readonly Member[],
  body: Uint8Array,
  nameOf: (member: Member) => string,
): Record<string, unknown> {
  const text = textOf(body)
  return readMembers(members, text.trim() === '' ? {} : parse(text), '', nameOf)
}

/** A JSON document as the value of a schema, a structure's payload for example. */
export function readJsonValue(schema: Schema, body: Uint8Array, nameOf: (member: Member) => string): unknown {
  return readValue(schema, parse(textOf(body)), '', nameOf)
}

/** A value of JSON that is parsed already. */
export function valueOfJson(schema: Schema, json: unknown): unknown {
  return readValue(schema, json, '', ({ name }) => name)
}

function parse(text: string): unknown {
  if (isDeep(text)) throw tooDeep()
  try {
    return JSON.parse(text)
  } catch {
    throw new InputProblem('malformed', 'The request body is not valid JSON.')
  }
}

/** Before it is parsed, since that would take memory for every level. */
function isDeep(text: string): boolean {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) {
      at++
      for (; at < text.length && text.charCodeAt(at) !== QUOTE; at++)
        if (text.charCodeAt(at) === BACKSLASH) at++
    } else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      if (++depth > MAX_DEPTH) return true
    } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth--
  }
  return false
}

function readMembers(
  members: readonly Member[],
  value: unknown,
  path: string,
  nameOf: (member: Member) => string,
): Record<string, unknown> {
  if (!isObject(value)) throw wrongType(path || 'the body', kindOf(value), 'a structure')
  const entries: [string, unknown][] = []
  for (const member of members) {
    const name = nameOf(member)
    const given = Object.hasOwn(value, name) ? value[name] : undefined
    if (given === undefined || given === null) continue
    entries.push([member.name, readValue(member.schema, given, join(path, name), nameOf)])
  }
  return Object.fromEntries(entries)
}

function readValue(
  schema: Schema,
  value: unknown,
  path: string,
  nameOf: (member: Member) => string,
): unknown {
  if (isStructure(schema)) return readMembers(membersOf(schema), value, path, nameOf)
  if (schema.isListSchema()) {
    if (!Array.isArray(value)) throw wrongType(path, kindOf(value), 'a list')
    const item = schema.getValueSchema()
    return value.flatMap((each: unknown, at) =>
      each === null
        ? isSparse(schema)
          ? [null]
          : []
        : [readValue(item, each, join(path, String(at + 1)), nameOf)],
    )
  }
  if (schema.isMapSchema()) {
    if (!isObject(value)) throw wrongType(path, kindOf(value), 'a map')
    const item = schema.getValueSchema()
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, each]): [string, unknown][] =>
        each === null
          ? isSparse(schema)
            ? [[key, null]]
            : []
          : [[key, readValue(item, each, join(path, key), nameOf)]],
      ),
    )
  }
  if (schema.isDocumentSchema()) return value
  return readSimple(schema, value, path)
}

function readSimple(schema: Schema, value: unknown, path: string): unknown {
  if (schema.isTimestampSchema()) {
    if (typeof value === 'number') return timeOfMs(value * 1000, path, String(value))
    if (typeof value === 'string') return timeOfText(value, path, timeFormatOf(schema, 'epoch'))
    throw wrongType(path, kindOf(value), 'a timestamp')
  }
  if (schema.isBooleanSchema()) {
    if (typeof value !== 'boolean') throw wrongType(path, kindOf(value), 'a Boolean')
    return value
  }
  if (schema.isNumericSchema()) {
    if (value === 'NaN' || value === 'Infinity' || value === '-Infinity') return numberOf(value, path)
    if (typeof value !== 'number') throw wrongType(path, kindOf(value), 'a number')
    return value
  }
  if (typeof value !== 'string') throw wrongType(path, kindOf(value), 'a String')
  return schema.isBlobSchema() ? bytesOfBase64(value, path) : value
}

const join = (path: string, name: string) => (path === '' ? name : `${path}.${name}`)

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** In the words of AWS's own failures. */
function kindOf(value: unknown): string {
  if (value === null) return 'NULL_VALUE'
  if (Array.isArray(value)) return 'START_ARRAY'
  if (typeof value === 'object') return 'START_OBJECT'
  if (typeof value === 'boolean') return value ? 'TRUE_VALUE' : 'FALSE_VALUE'
  return typeof value === 'number' ? 'NUMBER_VALUE' : 'STRING_VALUE'
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const OPEN_BRACE = 0x7b
const CLOSE_BRACE = 0x7d
const OPEN_BRACKET = 0x5b
const CLOSE_BRACKET = 0x5d
