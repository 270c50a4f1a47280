import { phraseEnd } from './words.ts'

/** A part of a line between white space, from `from` (inclusive) to `to` (exclusive). */
export type TextPiece = ParamPiece | OtherPiece

/** `userName!="ci bot"`: a key, as in a URL, and its value without its quotes. */
export interface ParamPiece {
  readonly kind: 'param'
  readonly from: number
  readonly to: number
  /** The index of its `=`. */
  readonly equals: number
  readonly key: string
  readonly value: string
}

/** A word or phrase of free text, a parenthesis, or one of the words that join conditions. */
interface OtherPiece {
  readonly kind: 'word' | 'phrase' | 'open' | 'close' | 'AND' | 'OR' | 'NOT'
  readonly from: number
  readonly to: number
}

/**
 * The pieces of a line in order. Only white space is between them, and every line can be split. A
 * parenthesis inside a word, key or value belongs to it, unless it closes an earlier one.
 */
export function readPieces(line: string): readonly TextPiece[] {
  const pieces: TextPiece[] = []
  const search = new Searches(line)
  let depth = 0
  for (let at = skipSpace(line, 0); at < line.length;) {
    const piece = readPiece(line, at, depth, search)
    if (piece.kind === 'open') depth++
    if (piece.kind === 'close') depth = Math.max(0, depth - 1)
    pieces.push(piece)
    at = skipSpace(line, piece.to)
  }
  return pieces
}

function readPiece(line: string, from: number, depth: number, search: Searches): TextPiece {
  if (line[from] === '(') return { kind: 'open', from, to: from + 1 }
  if (line[from] === ')') return { kind: 'close', from, to: from + 1 }
  const end = line[from] === '"' ? search.phraseEnd(from, depth > 0) : -1
  if (end > 0) return { kind: 'phrase', from, to: end }
  const [, joining] = JOINING.exec(line.slice(from, from + 4)) ?? []
  if (joining) return { kind: joining as 'AND' | 'OR' | 'NOT', from, to: from + joining.length }
  const equals = search.equalsSign(from, depth > 0)
  if (equals > from) {
    const [value, to] = readValue(line, equals + 1, depth > 0)
    return { kind: 'param', from, to, equals, key: line.slice(from, equals), value }
  }
  return { kind: 'word', from, to: endOfWord(line, from, depth > 0) }
}

const JOINING = /^(AND|OR|NOT)(?=[\s()]|$)/

/**
 * A search that failed is not repeated, so that each line is read only once, however hostile it is.
 */
class Searches {
  readonly #line: string
  #noKeyBefore = 0
  readonly #noPhrase = { inGroup: false, outside: false }

  constructor(line: string) {
    this.#line = line
  }

  phraseEnd(from: number, inGroup: boolean): number {
    const place = inGroup ? 'inGroup' : 'outside'
    if (this.#noPhrase[place]) return -1
    const end = phraseEnd(this.#line, from, inGroup ? ')' : '')
    this.#noPhrase[place] = end < 0
    return end
  }

  /** The index of the `=` after a key that begins here; -1 if no key does. */
  equalsSign(from: number, inGroup: boolean): number {
    if (from < this.#noKeyBefore) return -1
    const end = endOfKey(this.#line, from, inGroup)
    if (this.#line[end] === '=') return end
    this.#noKeyBefore = Math.max(this.#noKeyBefore, end)
    return -1
  }
}

/** Whether a word, alone in a line, would be read as something else. */
export function isReadAsWord(word: string): boolean {
  const [piece, next] = readPieces(word)
  return piece?.kind === 'word' && next === undefined
}

/**
 * A condition as it is written in a line. Line breaks in its value are written as `\n` and `\r`, in
 * quotes.
 */
export function formatParam(key: string, value: string, inGroup = false): string {
  const isQuoted = (inGroup ? /[\s"\\()]/ : /[\s"\\]/).test(value)
  const special = inGroup ? /\\.|[\s="()]/gs : /\\.|[\s="]|^[()]/gs
  const written = key.replaceAll(special, (found) => (found.length > 1 ? found : `\\${found}`))
  return `${written}=${isQuoted ? `"${value.replaceAll(/["\\\n\r]/g, escapeInQuotes)}"` : value}`
}

const escapeInQuotes = (character: string): string =>
  character === '\n' ? '\\n' : character === '\r' ? '\\r' : `\\${character}`

/**
 * The end of a key that begins here: its `=`, or the quote, white space or end that shows that it
 * is not a key.
 */
function endOfKey(line: string, start: number, inGroup: boolean): number {
  let depth = 0
  for (let i = start; i < line.length; i++) {
    const character = line[i]!
    if (character === '\\') i++
    else if (character === '=' || character === '"' || isSpace(character)) return i
    else if (character === '(') depth++
    else if (character === ')' && inGroup && --depth < 0) return i
  }
  return line.length
}

function readValue(line: string, start: number, inGroup: boolean): [value: string, end: number] {
  if (line[start] !== '"') {
    const end = endOfWord(line, start, inGroup)
    return [line.slice(start, end), end]
  }
  let value = ''
  for (let i = start + 1; i < line.length; i++) {
    if (line[i] === '"') return [value, i + 1]
    if (line[i] === '\\' && i + 1 < line.length) value += unescape(line[++i]!)
    else value += line[i]
  }
  // The closing quote has not been typed yet: the value is everything so far.
  return [value, line.length]
}

const unescape = (letter: string): string => (letter === 'n' ? '\n' : letter === 'r' ? '\r' : letter)

function endOfWord(line: string, start: number, inGroup: boolean): number {
  let depth = 0
  let end = start
  for (; end < line.length && !isSpace(line[end]!); end++) {
    if (line[end] === '(') depth++
    if (line[end] === ')' && inGroup && --depth < 0) break
  }
  return end
}

function skipSpace(line: string, start: number): number {
  let at = start
  while (at < line.length && isSpace(line[at]!)) at++
  return at
}

const isSpace = (character: string): boolean => /\s/.test(character)
