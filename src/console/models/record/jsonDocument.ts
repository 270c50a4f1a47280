import { joinPath } from '../../../cloudtrail/fieldPath.ts'
import { skipSpace } from '../../../cloudtrail/json/scan.ts'

/**
 * JSON as written, line by line: numbers, key order, duplicate keys and escapes stay as they are,
 * which JSON.parse cannot do. Iterative, so that any depth of nesting is safe, and without creating
 * strings: a line points into the text.
 *
 *     "requestParameters": {      open    key, size, last = index of its close line
 *       "maxResults": 1.0,        number
 *       "tags": []                empty
 *     },                          close
 */
type LineKind = 'open' | 'close' | 'empty' | 'string' | 'number' | 'literal'

export interface JsonLine {
  readonly kind: LineKind
  /** Its place in the document's lines. */
  readonly index: number
  readonly depth: number
  /** The open line of the object or array around it. */
  readonly parent: JsonLine | null
  /** 0-based index among its siblings. */
  readonly position: number
  /** The key with its quotes, as offsets into the text; -1 when it has none. */
  readonly keyStart: number
  readonly keyEnd: number
  /** The value as offsets into the text. An open line's value is the whole object or array. */
  readonly start: number
  readonly end: number
  /** How many members it has. */
  readonly size: number
  /** For an open line the index of its close line, otherwise its own index. */
  readonly last: number
  readonly comma: boolean
  /** An earlier member of the same object has this key. */
  readonly duplicate: boolean
}

export interface JsonDocument {
  readonly text: string
  readonly lines: readonly JsonLine[]
}

/** The reason why a text is not JSON, and where. */
export interface JsonProblem {
  readonly offset: number
  readonly reason: string
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

interface OpenContainer {
  readonly line: Mutable<JsonLine>
  readonly isObject: boolean
  readonly keys: Set<string> | null
}

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y

export function parseJsonDocument(text: string): JsonDocument | JsonProblem {
  const lines: Mutable<JsonLine>[] = []
  const containers: OpenContainer[] = []
  let at = skipSpace(text, 0)

  // Each iteration reads one value with its key, and then all commas and closing brackets after it.
  while (true) {
    const container = containers.at(-1)
    let keyStart = -1
    let keyEnd = -1
    let duplicate = false
    if (container?.isObject) {
      keyStart = at
      if (text[at] !== '"') return { offset: at, reason: 'expected a key in quotes' }
      keyEnd = endOfString(text, at)
      if (keyEnd < 0) return { offset: at, reason: 'unterminated key' }
      const key = decodeString(text.slice(keyStart, keyEnd))
      duplicate = container.keys?.has(key) === true
      container.keys?.add(key)
      at = skipSpace(text, keyEnd)
      if (text[at] !== ':') return { offset: at, reason: 'expected a colon after the key' }
      at = skipSpace(text, at + 1)
    }

    const line: Mutable<JsonLine> = {
      kind: 'literal',
      index: lines.length,
      depth: containers.length,
      parent: container?.line ?? null,
      position: container?.line.size ?? 0,
      keyStart,
      keyEnd,
      start: at,
      end: at,
      size: 0,
      last: lines.length,
      comma: false,
      duplicate,
    }
    if (container) container.line.size++
    lines.push(line)

    const character = text[at]
    if (character === '{' || character === '[') {
      const inside = skipSpace(text, at + 1)
      if (text[inside] === (character === '{' ? '}' : ']')) {
        line.kind = 'empty'
        at = inside + 1
      } else {
        line.kind = 'open'
        containers.push({
          line,
          isObject: character === '{',
          keys: character === '{' ? new Set<string>() : null,
        })
        at = inside
        continue
      }
    } else if (character === '"') {
      line.kind = 'string'
      at = endOfString(text, at)
      if (at < 0) return { offset: line.start, reason: 'unterminated string' }
    } else {
      const end = endOfScalar(text, at)
      if (end < 0)
        return { offset: at, reason: character === undefined ? 'unexpected end' : 'expected a value' }
      line.kind = character === 't' || character === 'f' || character === 'n' ? 'literal' : 'number'
      at = end
    }
    line.end = at

    at = skipSpace(text, at)
    while (true) {
      const around = containers.at(-1)
      if (!around) {
        return at === text.length ? { text, lines } : { offset: at, reason: 'unexpected text after the end' }
      }
      if (text[at] === ',') {
        lines[lines.length - 1]!.comma = true
        at = skipSpace(text, at + 1)
        break
      }
      if (text[at] !== (around.isObject ? '}' : ']')) {
        return {
          offset: at,
          reason: at === text.length ? 'unexpected end' : 'expected a comma or a closing bracket',
        }
      }
      around.line.end = at + 1
      around.line.last = lines.length
      lines.push({
        kind: 'close',
        index: lines.length,
        depth: around.line.depth,
        parent: around.line.parent,
        position: around.line.position,
        keyStart: -1,
        keyEnd: -1,
        start: at,
        end: at + 1,
        size: 0,
        last: lines.length,
        comma: false,
        duplicate: false,
      })
      containers.pop()
      at = skipSpace(text, at + 1)
    }
  }
}

export function isProblem(parsed: JsonDocument | JsonProblem): parsed is JsonProblem {
  return 'reason' in parsed
}

/** The key as written, with its quotes; null for a member of an array. */
export function keyText({ text }: JsonDocument, line: JsonLine): string | null {
  return line.keyStart < 0 ? null : text.slice(line.keyStart, line.keyEnd)
}

/** The text of the line without key and comma: a value as written, or a bracket. */
export function valueText({ text }: JsonDocument, line: JsonLine): string {
  if (line.kind === 'open') return text[line.start] ?? ''
  if (line.kind === 'empty') return text[line.start] === '{' ? '{}' : '[]'
  return text.slice(line.start, line.end)
}

/** The content of a quoted string. */
export function decodeString(quoted: string): string {
  return quoted.includes('\\') ? String(JSON.parse(quoted)) : quoted.slice(1, -1)
}

/**
 * The value as a filter compares it: the content of a string, a number or literal as written,
 * nothing for null and brackets.
 */
export function plainValue(document: JsonDocument, line: JsonLine): string {
  const written = valueText(document, line)
  if (line.kind === 'string') return decodeString(written)
  return line.kind === 'number' || (line.kind === 'literal' && written !== 'null') ? written : ''
}

/**
 * The path to a line as a filter writes it: its keys, without positions in arrays. Empty at the
 * top.
 */
export function pathOf(document: JsonDocument, line: JsonLine): string {
  const keys: string[] = []
  for (let at: JsonLine | null = line; at; at = at.parent) {
    const key = keyText(document, at)
    if (key !== null) keys.push(decodeString(key))
  }
  return joinPath(keys.toReversed())
}

/** The offset after the closing quote, or -1. */
function endOfString(text: string, at: number): number {
  for (let i = at + 1; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x22) return i + 1
    if (code < 0x20) return -1
    if (code === 0x5c) {
      i++
      const escaped = text[i] ?? ''
      if (escaped === 'u') {
        if (!/^[0-9a-fA-F]{4}$/.test(text.slice(i + 1, i + 5))) return -1
        i += 4
      } else if (!'"\\/bfnrt'.includes(escaped) || escaped === '') return -1
    }
  }
  return -1
}

/** The offset after a number, true, false or null, or -1. */
function endOfScalar(text: string, at: number): number {
  for (const literal of ['true', 'false', 'null']) {
    if (text.startsWith(literal, at)) return at + literal.length
  }
  NUMBER.lastIndex = at
  return NUMBER.test(text) ? NUMBER.lastIndex : -1
}
