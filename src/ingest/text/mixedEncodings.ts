/** The encodings of log file text. Windows-1252 only occurs inside UTF-8, where that is not valid. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be'

/** Where text in another encoding begins. */
export interface EncodingChange {
  /** The index of the first byte that is not text in the encoding so far. */
  readonly at: number
  /** The index of the first byte in the other encoding. */
  readonly next: number
  readonly encoding: Encoding
}

/** How many bytes after an index may be needed to decide whether the encoding changes there. */
const LOOKAHEAD_BYTES = 24

export function encodingOf(bytes: Buffer): Encoding {
  const [a, b, c, d] = bytes
  const wide = b === 0 && c === 0 && d === 0 && a !== 0
  if (wide || (a === 0xff && b === 0xfe && c === 0 && d === 0)) return 'utf-32le'
  if (a === 0 && b === 0 && ((c === 0 && d !== 0 && d !== undefined) || (c === 0xfe && d === 0xff)))
    return 'utf-32be'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  if (a !== 0 && b === 0 && c !== 0 && d === 0) return 'utf-16le'
  if (a === 0 && b !== 0 && c === 0 && d !== 0) return 'utf-16be'
  return 'utf-8'
}

/**
 * Where UTF-8 changes to UTF-16: at a byte order mark, or behind a character of one byte that a NUL
 * follows, as if it were the first of UTF-16. null if it does not; `undecided`: the index from which
 * more bytes are needed.
 */
export function changeToUtf16(bytes: Buffer, isLast: boolean): EncodingChange | { undecided: number } | null {
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!
    if (byte !== 0 && byte < 0xfe) continue
    if (!isLast && i + LOOKAHEAD_BYTES > bytes.length) return { undecided: i }
    if (byte === 0 && countUnits(bytes, i + 1, 1) > 0) return { at: i, next: i + 1, encoding: 'utf-16le' }
    if (byte === 0xff && bytes[i + 1] === 0xfe && countUnits(bytes, i + 2, 1) > 0)
      return { at: i, next: i + 2, encoding: 'utf-16le' }
    if (byte === 0xfe && bytes[i + 1] === 0xff && countUnits(bytes, i + 2, 0) > 0)
      return { at: i, next: i + 2, encoding: 'utf-16be' }
  }
  return null
}

/**
 * Where UTF-16 changes to the other byte order or to UTF-8: at a byte order mark, before enough
 * ASCII, or before a single byte that is in the way of more UTF-16.
 */
export function changeFromUtf16(
  bytes: Buffer,
  isLast: boolean,
  isLittle: boolean,
): EncodingChange | { undecided: number } | null {
  const high = isLittle ? 1 : 0
  for (let i = 0; i + 1 < bytes.length; i += 2) {
    if (bytes[i + high] === 0) continue
    if (!isLast && i + LOOKAHEAD_BYTES > bytes.length) return { undecided: i }
    const mark = bytes.readUInt16BE(i)
    if (mark === (isLittle ? 0xfeff : 0xfffe))
      return { at: i, next: i + 2, encoding: isLittle ? 'utf-16be' : 'utf-16le' }
    if (mark === 0xefbb && bytes[i + 2] === 0xbf) return { at: i, next: i + 3, encoding: 'utf-8' }
    if (isRunOfAscii(bytes, i) || countUnits(bytes, i + 1, high) > 3)
      return { at: i, next: i, encoding: 'utf-8' }
  }
  return null
}

/** How many characters of ASCII in UTF-16 there are, up to four; 0 if there are others too. */
function countUnits(bytes: Buffer, start: number, high: number): number {
  let units = 0
  for (let i = start; units < 4 && i + 1 < bytes.length; i += 2, units++)
    if (bytes[i + high] !== 0 || !isAsciiText(bytes[i + 1 - high]!)) return 0
  return units
}

/** Two ASCII characters are one of UTF-16, mostly Chinese: so many in a row are none. */
function isRunOfAscii(bytes: Buffer, start: number): boolean {
  const end = Math.min(start + LOOKAHEAD_BYTES, bytes.length)
  const isShort = end - start < LOOKAHEAD_BYTES
  for (let i = start; i < end; i++)
    if (isShort ? !ENDS.includes(bytes[i]!) : !isAsciiText(bytes[i]!)) return false
  return true
}

function isAsciiText(byte: number): boolean {
  return byte >= 0x20 ? byte < 0x7f : byte === 0x0a || byte === 0x0d || byte === 0x09
}

/** What another program writes behind a text: line breaks and closing brackets. */
const ENDS = Buffer.from('\r\n\t ]}')

/** A text, and what of it was not valid. */
export interface MixedText {
  readonly text: string
  /** How many bytes were read as Windows-1252. */
  readonly windows1252: number
  /** How many characters became U+FFFD. */
  readonly replaced: number
  /** How much of the text comes before the first of them. */
  readonly before: number
}

/** UTF-8; what is not valid is read as Windows-1252. */
export function textOfMixedBytes(bytes: Buffer): MixedText {
  let text = ''
  let windows1252 = 0
  let replaced = 0
  let before = -1
  let start = 0
  for (let i = 0; i < bytes.length;) {
    if (bytes[i]! < 0x80) {
      i++
      continue
    }
    const length = sequenceLength(bytes, i)
    if (length > 0) {
      i += length
      continue
    }
    text += bytes.toString('utf8', start, i)
    if (before < 0) before = text.length
    const unit = surrogateAt(bytes, i)
    const next = surrogateAt(bytes, i + 3)
    if (unit === null) {
      text += WINDOWS_1252[bytes[i]!]
      windows1252++
      i++
    } else if (unit < 0xdc00 && next !== null && next >= 0xdc00) {
      // The two halves of a character, each encoded for itself, as some databases do.
      text += String.fromCharCode(unit, next)
      i += 6
      replaced++
    } else {
      text += '\u{fffd}'
      i += 3
      replaced++
    }
    start = i
  }
  return { text: text + bytes.toString('utf8', start), windows1252, replaced, before }
}

/** The length of the valid UTF-8 sequence of two to four bytes at an index; 0 if there is none. */
function sequenceLength(bytes: Buffer, at: number): number {
  const first = bytes[at]!
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2
  if (first < 0xc2 || first > 0xf4 || at + length > bytes.length) return 0
  for (let i = 1; i < length; i++) if ((bytes[at + i]! & 0xc0) !== 0x80) return 0
  const second = bytes[at + 1]!
  if (first === 0xe0 && second < 0xa0) return 0
  if (first === 0xed && second > 0x9f) return 0
  if (first === 0xf0 && second < 0x90) return 0
  if (first === 0xf4 && second > 0x8f) return 0
  return length
}

/** Half a character, encoded in three bytes as UTF-8 does not allow; null if there is none. */
function surrogateAt(bytes: Buffer, at: number): number | null {
  const [second, third] = [bytes[at + 1], bytes[at + 2]]
  if (bytes[at] !== 0xed || second === undefined || third === undefined) return null
  return second >= 0xa0 && second <= 0xbf && (third & 0xc0) === 0x80
    ? 0xd000 | ((second & 0x3f) << 6) | (third & 0x3f)
    : null
}

export function textOfWindows1252(bytes: Buffer): string {
  return Array.from(bytes, (byte) => WINDOWS_1252[byte]).join('')
}

/** Node's own decoder takes Windows-1252 for Latin-1, which has no characters from 0x80 to 0x9f. */
const WINDOWS_1252: readonly string[] = Array.from({ length: 256 }, (_, byte) =>
  byte < 0x80 || byte > 0x9f
    ? String.fromCharCode(byte)
    : '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178'[
        byte - 0x80
      ]!,
)

/** UTF-32; what is no character becomes U+FFFD. */
export function textOfUtf32(bytes: Buffer, isLittle: boolean): string {
  const characters: string[] = []
  for (let i = 0; i + 4 <= bytes.length; i += 4) {
    const code = isLittle ? bytes.readUInt32LE(i) : bytes.readUInt32BE(i)
    const isCharacter = code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
    characters.push(isCharacter ? String.fromCodePoint(code) : '\u{fffd}')
  }
  return characters.join('')
}

/** How many bytes at the end belong to an incomplete character. */
export function incompleteBytes(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0
  }
  return 0
}

/**
 * How many bytes at the end have to wait for what follows: an incomplete character, a byte order
 * mark, or half a character that its other half may follow.
 */
export function unfinishedBytes(bytes: Buffer): number {
  const waiting = unfinishedCharacter(bytes)
  const before = bytes.subarray(0, bytes.length - waiting)
  return before.subarray(-3).equals(MARK) ? waiting + 3 : waiting
}

function unfinishedCharacter(bytes: Buffer): number {
  for (let back = 5; back >= 3; back--)
    if ((surrogateAt(bytes, bytes.length - back) ?? 0xdfff) < 0xdc00) return back
  return incompleteBytes(bytes)
}

const MARK = Buffer.from('\u{feff}')
