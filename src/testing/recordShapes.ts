import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
interface Record {
  readonly [key: string]: Json
}

const DATA = fileURLToPath(new URL('../../../shared/data/', import.meta.url))

/** Whether the public CloudTrail data is beside the project. */
export const hasRealRecords = existsSync(join(DATA, 'index.json'))

/** The successful calls of a service in the public data, by event name. */
export function realCallsOf(eventSource: string): ReadonlyMap<string, readonly Record[]> {
  const calls = new Map<string, Record[]>()
  for (const file of readdirSync(DATA, { recursive: true, encoding: 'utf8' }))
    for (const record of recordsIn(join(DATA, file))) {
      if (record['eventSource'] !== eventSource || record['errorCode'] !== undefined) continue
      const name = record['eventName'] as string
      calls.set(name, [...(calls.get(name) ?? []), record])
    }
  return calls
}

/** Records anywhere in the JSON of a file; none in other files. */
function recordsIn(file: string): readonly Record[] {
  if (!/\.(?:json|gz|cloudtrail)$/.test(file)) return []
  const bytes = readFileSync(file)
  const text = (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString()
  try {
    return recordsUnder(JSON.parse(text) as Json)
  } catch {
    return []
  }
}

function recordsUnder(value: Json): readonly Record[] {
  if (value === null || typeof value !== 'object') return []
  if (!Array.isArray(value)) {
    const object = value as Record
    if ('eventName' in object && 'userIdentity' in object) return [object]
  }
  return Object.values(value).flatMap(recordsUnder)
}

/** The members that a call's own part of records has, with `[]` for list items: `requestParameters.tags[].key`. */
export function shapeOf(records: readonly Record[]): ReadonlySet<string> {
  const paths = new Set<string>()
  const walk = (value: Json | undefined, path: string): void => {
    if (value === null || value === undefined) return
    if (Array.isArray(value)) for (const item of value) walk(item as Json, `${path}[]`)
    else if (typeof value === 'object')
      for (const [name, member] of Object.entries(value)) walk(member, `${path}.${name}`)
    else paths.add(path)
  }
  for (const record of records)
    for (const part of [
      'requestParameters',
      'responseElements',
      'resources',
      'additionalEventData',
      'readOnly',
    ])
      walk(record[part], part)
  return paths
}

/** Where our records and real ones of the same events differ, as `EVENT PATH`. */
export interface ShapeDifferences {
  readonly missing: readonly string[]
  readonly added: readonly string[]
  /** The events that both have. */
  readonly compared: ReadonlySet<string>
}

export function shapeDifferences(
  ours: readonly { readonly eventName: string }[],
  real: ReadonlyMap<string, readonly Record[]>,
): ShapeDifferences {
  const missing: string[] = []
  const added: string[] = []
  const compared = new Set<string>()
  for (const name of new Set(ours.map(({ eventName }) => eventName))) {
    const theirs = real.get(name)
    if (theirs === undefined) continue
    compared.add(name)
    const ourShape = shapeOf(ours.filter(({ eventName }) => eventName === name))
    const realShape = shapeOf(theirs)
    for (const path of realShape) if (!ourShape.has(path)) missing.push(`${name} ${path}`)
    for (const path of ourShape) if (!realShape.has(path)) added.push(`${name} ${path}`)
  }
  return { missing, added, compared }
}

/** The entries of a list of differences that these begin with; those that no entry covers as they are. */
export function entriesFor(
  differences: readonly string[],
  list: Readonly<globalThis.Record<string, string>>,
): ReadonlySet<string> {
  return new Set(differences.map((path) => Object.keys(list).find((entry) => path.startsWith(entry)) ?? path))
}
