import { phraseEnd } from './words.ts'

/**
 * A part of a line between white space, from `from` (inclusive) to `to` (exclusive): a condition,
 * or a word of free text.
 */
export type TextPiece = ParamPiece | WordPiece

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

interface WordPiece {
  readonly kind: 'word' | 'phrase'
  readonly from: number
  readonly to: number
}

/** The pieces of a line in order, with only white space between them. No line is refused. */
export function readPieces(line: string): readonly TextPiece[] {
  const pieces: TextPiece[] = []
  // What was not found once is not searched for again, so that a line is read once, however
  // hostile.
  let noKeyBefore = 0
  let noPhrase = false
  for (let at = skipSpace(line, 0); at < line.length;) {
    const end: number = line[at] === '"' && !noPhrase ? phraseEnd(line, at) : -1
    if (end > 0) {
      pieces.push({ kind: 'phrase', from: at, to: end })
      at = skipSpace(line, end)
      continue
    }
    if (line[at] === '"') noPhrase = true
    const keyEnd: number = at < noKeyBefore ? -1 : endOfKey(line, at)
    if (keyEnd > at && line[keyEnd] === '=') {
      const [value, to] = readValue(line, keyEnd + 1)
      pieces.push({ kind: 'param', from: at, to, equals: keyEnd, key: line.slice(at, keyEnd), value })
      at = skipSpace(line, to)
    } else {
      noKeyBefore = Math.max(noKeyBefore, keyEnd)
      const to = endOfWord(line, at)
      pieces.push({ kind: 'word', from: at, to })
      at = skipSpace(line, to)
    }
  }
  return pieces
}

/** Whether a word by itself would be read as a condition. */
export const looksLikeParam = (word: string): boolean => {
  const end = endOfKey(word, 0)
  return end > 0 && word[end] === '='
}

/**
 * A condition as written in a line. Line breaks in its value are written `\n` and `\r`, in quotes.
 */
export function formatParam(key: string, value: string): string {
  const quoted = /[\s"\\]/.test(value) ? `"${value.replaceAll(/["\\\n\r]/g, escapeInQuotes)}"` : value
  return `${key.replaceAll(/\\.|[\s="]/gs, (found) => (found.length > 1 ? found : `\\${found}`))}=${quoted}`
}

const escapeInQuotes = (character: string): string =>
  character === '\n' ? '\\n' : character === '\r' ? '\\r' : `\\${character}`

/**
 * Where a key that starts here ends: at its `=`, or at a quote, white space or the end if it is not
 * a key.
 */
function endOfKey(line: string, start: number): number {
  for (let i = start; i < line.length; i++) {
    if (line[i] === '\\') i++
    else if (line[i] === '=' || line[i] === '"' || isSpace(line[i]!)) return i
  }
  return line.length
}

function readValue(line: string, start: number): [value: string, end: number] {
  if (line[start] !== '"') {
    const end = endOfWord(line, start)
    return [line.slice(start, end), end]
  }
  let value = ''
  for (let i = start + 1; i < line.length; i++) {
    if (line[i] === '"') return [value, i + 1]
    if (line[i] === '\\' && i + 1 < line.length) value += unescape(line[++i]!)
    else value += line[i]
  }
  // It is still being typed: the value is what is there so far.
  return [value, line.length]
}

const unescape = (letter: string): string => (letter === 'n' ? '\n' : letter === 'r' ? '\r' : letter)

function endOfWord(line: string, start: number): number {
  let end = start
  while (end < line.length && !isSpace(line[end]!)) end++
  return end
}

function skipSpace(line: string, start: number): number {
  let at = start
  while (at < line.length && isSpace(line[at]!)) at++
  return at
}

const isSpace = (character: string): boolean => /\s/.test(character)
