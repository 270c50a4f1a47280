import { closingQuote, skipSpace } from '../../cloudtrail/json/scan.ts'

/**
 * JSON taken apart and put together as text, so that every value stays as it was written: numbers
 * keep all their digits, strings their escapes. All texts are valid JSON without white space
 * around it.
 */

/** A member of an object: its name, decoded, and the text of its value. */
export type JsonMember = readonly [name: string, value: string]

/** The members of an object, in their order. */
export function membersOf(object: string): JsonMember[] {
  const members: JsonMember[] = []
  for (let i = skipSpace(object, 1); object[i] === '"';) {
    const close = closingQuote(object, i + 1)
    const start = skipSpace(object, skipSpace(object, close + 1) + 1)
    const end = endOfSound(object, start)
    members.push([JSON.parse(object.slice(i, close + 1)) as string, object.slice(start, end)])
    i = nextPart(object, end)
  }
  return members
}

/** The texts of an array's items. */
export function itemsOf(array: string): string[] {
  const items: string[] = []
  for (let i = skipSpace(array, 1); array[i] !== ']' && i < array.length;) {
    const end = endOfSound(array, i)
    items.push(array.slice(i, end))
    i = nextPart(array, end)
  }
  return items
}

export function objectOf(members: readonly JsonMember[]): string {
  let text = ''
  for (const [name, value] of members) text += `${text === '' ? '' : ','}${quotedName(name)}:${value}`
  return `{${text}}`
}

/** A name as JSON. Millions of rows have the same few names, so those are remembered. */
export function quotedName(name: string): string {
  let quoted = quotedNames.get(name)
  if (quoted === undefined) {
    quoted = JSON.stringify(name)
    if (quotedNames.size < MOST_NAMES && name.length < LONGEST_NAME) quotedNames.set(name, quoted)
  }
  return quoted
}

const quotedNames = new Map<string, string>()
const MOST_NAMES = 10_000
const LONGEST_NAME = 200

/** The text without white space around it if it is valid JSON, otherwise null. */
export function soundJson(text: string): string | null {
  const trimmed = text.trim()
  try {
    JSON.parse(trimmed)
    return trimmed
  } catch {
    return null
  }
}

function nextPart(text: string, end: number): number {
  const i = skipSpace(text, end)
  return text[i] === ',' ? skipSpace(text, i + 1) : i
}

/** The index after the value at `start`, in a text that is valid. */
function endOfSound(text: string, start: number): number {
  let depth = 0
  for (let i = start; i < text.length; i++) {
    const character = text[i]!
    if (character === '"') i = closingQuote(text, i + 1)
    else if (character === '{' || character === '[') depth++
    else if (character === '}' || character === ']') {
      if (depth === 0) return i
      depth--
    } else {
      if (depth === 0 && /[\s,]/.test(character)) return i
      continue
    }
    if (depth === 0) return i + 1
  }
  return text.length
}
