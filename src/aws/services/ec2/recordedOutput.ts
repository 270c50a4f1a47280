import { NormalizedSchema } from '@smithy/core/schema'
import type { Schema } from '@smithy/types'
import type { JsonObject } from '../../../account/json.ts'

/** Members that CloudTrail writes as text although they are numbers. */
const NUMBERS_AS_TEXT = new Set(['Volume.Size', 'Snapshot.VolumeSize', 'SnapshotInfo.VolumeSize'])

/** Members that the record names otherwise than the answer. */
const NAMES: Readonly<Record<string, string>> = { Return: '_return', 'Volume.AvailabilityZone': 'zone' }

/** The structures whose lists have `item` around them, where all others have `items`. */
const SINGULAR = new Set(['privateIpAddressesSet'])

/**
 * The responseElements of a call of EC2: the answer's XML as JSON, with lists as `{"items":[…]}`,
 * empty ones as `{}`, times in milliseconds, and nothing for an empty text.
 */
export function recordedOutput(schema: Schema, output: unknown): JsonObject {
  const normalized = NormalizedSchema.of(schema)
  if (!normalized.isStructSchema()) return { _return: true }
  return recordedStructure(normalized, output as object)
}

function recordedStructure(schema: NormalizedSchema, value: object): JsonObject {
  const members = new Map(schema.structIterator())
  const recorded: Record<string, JsonObject[string]> = {}
  for (const [name, member] of Object.entries(value)) {
    const memberSchema = members.get(name)
    if (memberSchema === undefined || member == null || member === '') continue
    const traits = memberSchema.getMergedTraits()
    const place = `${schema.getName()}.${name}`
    const key = NAMES[name] ?? NAMES[place] ?? traits.xmlName ?? name.charAt(0).toLowerCase() + name.slice(1)
    if (traits.sensitive) recorded[key] = '<sensitiveDataRemoved>'
    else if (NUMBERS_AS_TEXT.has(place)) recorded[key] = String(member)
    else recorded[key] = recordedValue(memberSchema, member, key)
  }
  return recorded
}

function recordedValue(schema: NormalizedSchema, value: unknown, key: string): JsonObject[string] {
  if (value instanceof Date) return value.getTime()
  if (Array.isArray(value)) {
    if (value.length === 0) return {}
    const items = value.map((item: unknown) => recordedValue(schema.getValueSchema(), item, key))
    return SINGULAR.has(key) ? { item: items } : { items }
  }
  if (typeof value === 'object' && value !== null) return recordedStructure(schema, value)
  return value as JsonObject[string]
}
