import { parseExactly } from './json/parseExactly.ts'
import { RecordReader, type CloudTrailRecord } from './record.ts'
import { decodeLeaf, LEAF, type RecordShape } from './recordShape.ts'

/**
 * Members that are objects or lists in CloudTrail's records, and that tools write as JSON text:
 * docs/cloudtrail.md#members-as-text
 */
const MEMBERS: ReadonlySet<string> = new Set([
  'userIdentity',
  'requestParameters',
  'responseElements',
  'additionalEventData',
  'serviceEventDetails',
  'resources',
  'tlsDetails',
  'edgeDeviceDetails',
  'eventContext',
  'insightDetails',
  'timeWindow',
  'summary',
  'addendum',
  'eventData',
])

/** The same one level below: the parts of an identity, and what `eventData` has of an event. */
const PARTS =
  /^(?:userIdentity\.(?:sessionContext|onBehalfOf|inScopeOf)(?:\.(?:sessionIssuer|attributes|webIdFederationData))?|summary\.(?:primaryDimension|details)|insightDetails\.insightContext|eventData\.(?:userIdentity|requestParameters|responseElements|additionalEventData))$/

/**
 * The record with such texts opened, for reading values from it; the record itself if it has none.
 * Costs one look at the shape for records without them.
 */
export function withTextsOpened(record: CloudTrailRecord): CloudTrailRecord {
  const slots = openedSlotsOf(record.shape)
  const opened = slots.length === 0 ? null : openedAt(slots, record)
  // Text may be inside text. Each layer doubles its backslashes, so there are few.
  return opened === null ? record : withTextsOpened(opened)
}

/** The same for a parsed record. */
export function withParsedTextsOpened(record: unknown): unknown {
  if (typeof record !== 'object' || record === null || Array.isArray(record)) return record
  return openedObject(record, '')
}

const slotsOfShapes = new WeakMap<RecordShape, readonly number[]>()

/** The leaves that may be such texts. */
export function openedSlotsOf(shape: RecordShape): readonly number[] {
  let slots = slotsOfShapes.get(shape)
  if (!slots) {
    slots = shape.paths.filter(mayBeText).flatMap((path) => shape.slotsAt(path))
    slotsOfShapes.set(shape, slots)
  }
  return slots
}

const mayBeText = (path: string): boolean => MEMBERS.has(path) || PARTS.test(path)

const reader = new RecordReader(2000)

/** null if none of the leaves is the text of an object or a list. */
function openedAt(slots: readonly number[], { shape, leaves }: CloudTrailRecord): CloudTrailRecord | null {
  const texts = new Map<number, string>()
  for (const slot of slots) {
    const text = STARTS.test(leaves[slot]!) ? jsonIn(decodeLeaf(leaves[slot]!)) : null
    if (text !== null) texts.set(slot, text)
  }
  if (texts.size === 0) return null
  const pieces = shape.text.split(LEAF)
  let whole = pieces[0]!
  for (const [slot, leaf] of leaves.entries()) {
    const text = texts.get(slot)
    const piece = pieces[slot + 1]!
    // The quotes around the text are parts of the pieces.
    whole = text === undefined ? whole + leaf + piece : whole.slice(0, -1) + text + piece.slice(1)
  }
  const opened = reader.read(whole)
  return 'fault' in opened ? null : opened
}

/** How an object, a list or a text of one starts, as written between quotes. */
const STARTS = /^(?:\s|\\[nrt])*(?:[{[]|\\")/

/** The text of the object or list that a text has; null if it has none. */
function jsonIn(text: string): string | null {
  const value = parsed(text)
  if (typeof value === 'string') return jsonIn(value)
  return typeof value === 'object' && value !== null ? text.trim() : null
}

function parsed(text: string): unknown {
  if (!/^\s*["{[]/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** `within`: the path of the object, with a dot at its end; empty for the record. */
function openedObject(object: object, within: string): object {
  let copy: Record<string, unknown> | undefined
  for (const [name, value] of Object.entries(object)) {
    const path = within + name
    if (!MEMBERS.has(path) && !PARTS.test(path)) continue
    const opened = openedValue(value, path)
    if (opened !== value) {
      copy ??= { ...object }
      copy[name] = opened
    }
  }
  return copy ?? object
}

function openedValue(value: unknown, path: string): unknown {
  if (typeof value === 'string') {
    const text = jsonIn(value)
    return text === null ? value : openedValue(parseExactly(text), path)
  }
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => openedValue(item, path))
    return items.some((item, index) => item !== value[index]) ? items : value
  }
  return typeof value === 'object' && value !== null ? openedObject(value, `${path}.`) : value
}
