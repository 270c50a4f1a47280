import { closingQuote, endOfLiteral, LITERAL, skipSpace } from './json/scan.ts'
import { KnownShapes } from './knownShapes.ts'
import { decodeLeaf, LEAF, LEAF_SEPARATOR, MAX_LEAVES, MAX_NESTING, RecordShape } from './recordShape.ts'

/** One CloudTrail record, as written. */
export class CloudTrailRecord {
  readonly shape: RecordShape
  /** As written, JSON escapes included, one for each slot of the shape. */
  readonly leaves: readonly string[]
  /** The leaves joined by LEAF_SEPARATOR, as stores keep them. */
  readonly leavesText: string

  constructor(shape: RecordShape, leaves: readonly string[], leavesText = leaves.join(LEAF_SEPARATOR)) {
    this.shape = shape
    this.leaves = leaves
    this.leavesText = leavesText
  }

  /** The record's text, byte for byte. */
  get text(): string {
    return this.shape.join(this.leaves)
  }

  /**
   * The text of the leaf at a path, decoded; null if there is none or it is empty. Numbers and
   * booleans as written.
   */
  value(path: string): string | null {
    const slot = this.shape.slotAt(path)
    return slot < 0 ? null : decodeLeaf(this.leaves[slot]!) || null
  }

  /** Every leaf at a path, decoded, including empty ones. */
  values(path: string): string[] {
    return this.shape.slotsAt(path).map((slot) => decodeLeaf(this.leaves[slot]!))
  }
}

/**
 * Why there is no record at a position. `incomplete`: the text ended first, so more text may help.
 * `excessive`: it may be valid, but it is larger than what is read.
 */
export interface RecordFault {
  readonly fault: 'incomplete' | 'malformed' | 'excessive'
  /** Index in the text. */
  readonly position: number
  readonly reason: string
}

/** How much memory the shapes that a reader remembers may take. */
const MAX_SHAPE_MEMORY = 128 * 1024 * 1024

/**
 * Reads records out of text, remembering the shapes it has seen. It accepts exactly what JSON.parse
 * accepts, up to a depth of MAX_NESTING.
 */
export class RecordReader {
  #shapes = new Map<string, RecordShape>()
  #known = new KnownShapes()
  #shapeMemory = 0
  /** Where the last record ended: the index after its closing brace. */
  end = 0

  readonly #maxShapes: number

  constructor(maxShapes = 20_000) {
    this.#maxShapes = maxShapes
  }

  /** Reads the object whose opening brace is at `text[start]`. Sets `end`. */
  read(text: string, start = 0): CloudTrailRecord | RecordFault {
    return this.#readKnown(text, start) ?? this.#readAny(text, start)
  }

  /**
   * Reads a record of a known shape by comparing pieces. null if there is none or it is not valid.
   */
  #readKnown(text: string, start: number): CloudTrailRecord | null {
    const leaves: string[] = []
    let at = start
    for (let step = this.#known.find(text, at); step; step = step.next.find(text, at)) {
      at += step.piece.length
      if (step.shape) {
        const leavesText = soundLeaves(leaves)
        if (leavesText === null) return null
        this.end = at
        return new CloudTrailRecord(step.shape, leaves, leavesText)
      }
      const end = step.isQuoted ? closingQuote(text, at) : endOfLiteral(text, at)
      if (end < at) return null
      const leaf = text.slice(at, end)
      if (!step.isQuoted && (leaf === 'null' || !LITERAL.test(leaf))) return null
      leaves.push(leaf)
      at = end
    }
    return null
  }

  #readAny(text: string, start: number): CloudTrailRecord | RecordFault {
    const leaves: string[] = []
    let shapeText = ''
    let from = start
    let depth = 1
    let i = start + 1
    while (depth > 0) {
      const code = text.charCodeAt(i)
      switch (code) {
        case QUOTE: {
          const close = closingQuote(text, i + 1)
          if (close < 0) return incomplete(text)
          let next = skipSpace(text, close + 1)
          if (text.charCodeAt(next) === COLON) next++
          else {
            shapeText += text.slice(from, i + 1) + LEAF
            leaves.push(text.slice(i + 1, close))
            from = close
          }
          i = next
          break
        }
        case OPEN_BRACE:
        case OPEN_BRACKET:
          if (++depth > MAX_NESTING) return tooMuch(i, `nested deeper than ${MAX_NESTING} levels`)
          i++
          break
        case CLOSE_BRACE:
        case CLOSE_BRACKET:
          depth--
          i++
          break
        case COMMA:
          if (leaves.length > MAX_LEAVES) return tooMuch(i, `larger than ${MAX_LEAVES} values`)
          i++
          break
        case SPACE:
        case LINE_FEED:
        case CARRIAGE_RETURN:
        case TAB:
        case COLON:
          i++
          break
        default: {
          if (Number.isNaN(code)) return incomplete(text)
          const literalEnd = endOfLiteral(text, i)
          if (literalEnd === i) return malformedAt(text, start)
          const literal = text.slice(i, literalEnd)
          if (literal !== 'null') {
            if (!LITERAL.test(literal))
              return literalEnd === text.length ? incomplete(text) : malformedAt(text, start)
            shapeText += text.slice(from, i) + LEAF
            leaves.push(literal)
            from = literalEnd
          }
          i = literalEnd
        }
      }
    }
    shapeText += text.slice(from, i)
    const shape = this.#shapeOf(shapeText)
    const leavesText = soundLeaves(leaves)
    if (!shape || leavesText === null || shape.leafCount !== leaves.length) return malformedAt(text, start)
    this.end = i
    return new CloudTrailRecord(shape, leaves, leavesText)
  }

  #shapeOf(text: string): RecordShape | null {
    const known = this.#shapes.get(text)
    if (known) return known
    try {
      const shape = new RecordShape(text)
      if (this.#shapes.size >= this.#maxShapes || this.#shapeMemory > MAX_SHAPE_MEMORY) {
        this.#shapes.clear()
        this.#known = new KnownShapes()
        this.#shapeMemory = 0
      }
      this.#shapes.set(text, shape)
      this.#known.add(shape)
      this.#shapeMemory += shape.memory
      return shape
    } catch {
      return null
    }
  }
}

/** A record from its whole text. Throws a SyntaxError that says where the text breaks. */
export function readRecord(text: string): CloudTrailRecord {
  const reader = new RecordReader()
  const start = text.search(/\S/)
  const record = text[start] === '{' ? reader.read(text, start) : malformedAt(text, 0)
  if ('fault' in record) throw new SyntaxError(`${record.reason} at ${record.position}`)
  return record
}

/** The leaves joined, if all of them are valid between quotes in JSON; otherwise null. */
function soundLeaves(leaves: readonly string[]): string | null {
  const joined = leaves.join(LEAF_SEPARATOR)
  if (BARE_CONTROL.test(joined)) return null
  // The separator is only searched for where it could be: it is one control character of
  // thirty-two.
  if (separators(joined) >= leaves.length && leaves.length > 0) return null
  if (!joined.includes('\\')) return joined
  return leaves.every((leaf) => !leaf.includes('\\') || !BAD_ESCAPE.test(leaf)) ? joined : null
}

function separators(text: string): number {
  let count = 0
  for (let at = text.indexOf(LEAF_SEPARATOR); at >= 0; at = text.indexOf(LEAF_SEPARATOR, at + 1)) count++
  return count
}

// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const BARE_CONTROL = /[\u0000-\u001e]/
const BAD_ESCAPE = /^(?:[^\\]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*\\(?!["\\/bfnrt]|u[\dA-Fa-f]{4})/

function incomplete(text: string): RecordFault {
  return { fault: 'incomplete', position: text.length, reason: 'the text ends inside a record' }
}

/** Valid JSON as far as it was read, but too large. */
function tooMuch(position: number, reason: string): RecordFault {
  return { fault: 'excessive', position, reason }
}

/** Finds where the JSON that starts at `start` breaks, according to JSON.parse. */
function malformedAt(text: string, start: number): RecordFault {
  try {
    JSON.parse(text.slice(start))
    return { fault: 'malformed', position: start, reason: 'not a JSON object' }
  } catch (error) {
    const { message } = error as SyntaxError
    const at = /position (\d+)/.exec(message)
    const reason = message
      .replace(/ in JSON at position .*$| in JSON$/, '')
      .replace(/, "[\s\S]*" is not valid JSON$/, '')
    return {
      fault: 'malformed',
      position: at ? start + Number(at[1]) : text.length,
      reason: `not valid JSON: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}`,
    }
  }
}

const QUOTE = 0x22
const COLON = 0x3a
const COMMA = 0x2c
const SPACE = 0x20
const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d
const TAB = 0x09
const OPEN_BRACE = 0x7b
const CLOSE_BRACE = 0x7d
const OPEN_BRACKET = 0x5b
const CLOSE_BRACKET = 0x5d
