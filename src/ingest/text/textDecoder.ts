import { isAscii, isUtf8 } from 'node:buffer'
import {
  changeFromUtf16,
  changeToUtf16,
  encodingOf,
  incompleteBytes,
  textOfMixedBytes,
  textOfUtf32,
  textOfWindows1252,
  unfinishedBytes,
  type Encoding,
} from './mixedEncodings.ts'

/** What of a text was not valid in its encoding. */
export interface InvalidText {
  /** How many bytes were read as Windows-1252. */
  readonly windows1252: number
  /** How many characters became U+FFFD. */
  readonly replaced: number
  /** How many bytes of UTF-8 come before the first of them. */
  readonly first: number
}

/**
 * Decodes bytes piece by piece: UTF-8, or UTF-16 or UTF-32 if it starts like it. Text that another
 * program has appended may be in the other of UTF-8 and UTF-16. Bytes that are not valid UTF-8 are
 * read as Windows-1252. Byte order marks between documents are removed.
 */
export class LogFileTextDecoder {
  #encoding: Encoding | null = null
  #tail: Buffer = EMPTY
  /** The last character so far that is not a byte order mark; empty at the start. */
  #last = ''
  /** The length of the text so far as UTF-8, with byte order marks. */
  #bytes = 0
  /** null while everything was valid. */
  invalid: InvalidText | null = null

  /** `isLast`: no bytes will follow. */
  decode(bytes: Buffer, isLast: boolean): string {
    let rest = this.#tail.length > 0 ? Buffer.concat([this.#tail, bytes]) : bytes
    this.#tail = EMPTY
    if (this.#encoding === null) {
      if (rest.length < 4 && !isLast) {
        this.#tail = rest
        return ''
      }
      this.#encoding = encodingOf(rest)
    }
    return this.#encoding === 'utf-8' && !rest.includes(0)
      ? (this.#plainUtf8(rest, isLast) ?? this.#mixed(rest, isLast))
      : this.#mixed(rest, isLast)
  }

  /** Valid UTF-8 without NULs, as almost every file is; null for anything else. */
  #plainUtf8(bytes: Buffer, isLast: boolean): string | null {
    if (bytes.length === 0) return ''
    const isPlain = isAscii(bytes)
    const end = bytes.length - (isPlain || isLast ? 0 : unfinishedBytes(bytes))
    const whole = bytes.subarray(0, end)
    if (!isPlain && !isUtf8(whole)) return null
    const text = whole.toString(isPlain ? 'latin1' : 'utf8')
    this.#tail = Buffer.from(bytes.subarray(end))
    return this.#add(text, end, !isPlain && whole.includes(MARK_BYTE))
  }

  /** Text that may be in several encodings. */
  #mixed(bytes: Buffer, isLast: boolean): string {
    let rest = bytes
    let text = ''
    while (rest.length > 0) {
      const change = this.#change(rest, isLast)
      if (change !== null && 'at' in change) {
        text += this.#textOf(rest.subarray(0, change.at), false)
        this.#encoding = change.encoding
        rest = rest.subarray(change.next)
        continue
      }
      const decided = rest.subarray(0, change?.undecided)
      const end = decided.length - (isLast ? 0 : this.#unfinished(decided))
      this.#tail = Buffer.from(rest.subarray(end))
      text += this.#textOf(rest.subarray(0, end), isLast)
      break
    }
    return text
  }

  #change(bytes: Buffer, isLast: boolean): ReturnType<typeof changeToUtf16> {
    switch (this.#encoding) {
      case 'utf-16le':
        return changeFromUtf16(bytes, isLast, true)
      case 'utf-16be':
        return changeFromUtf16(bytes, isLast, false)
      case 'utf-8':
        return bytes.includes(0) || !isUtf8(bytes) ? changeToUtf16(bytes, isLast) : null
      default:
        return null
    }
  }

  /** How many bytes at the end wait for more. */
  #unfinished(bytes: Buffer): number {
    switch (this.#encoding) {
      case 'utf-8':
        return unfinishedBytes(bytes)
      case 'utf-16le':
        return unfinishedUnits(bytes, (end) => bytes.readUInt16LE(end - 2))
      case 'utf-16be':
        return unfinishedUnits(bytes, (end) => bytes.readUInt16BE(end - 2))
      default: {
        const odd = bytes.length % 4
        const last = bytes.toString('hex', Math.max(0, bytes.length - odd - 4), bytes.length - odd)
        return odd + (last === 'fffe0000' || last === '0000feff' ? 4 : 0)
      }
    }
  }

  #textOf(bytes: Buffer, isEnd: boolean): string {
    const text = this.#charactersOf(bytes, isEnd)
    return this.#add(text, Buffer.byteLength(text), true)
  }

  /** Notes where the text goes on, and removes byte order marks. `length`: as UTF-8. */
  #add(text: string, length: number, mayHaveMarks: boolean): string {
    const clean = mayHaveMarks && text.includes('\u{feff}') ? withoutMarks(text, this.#last) : text
    this.#bytes += length
    this.#last = lastCharacter(text) ?? this.#last
    return clean
  }

  #charactersOf(bytes: Buffer, isEnd: boolean): string {
    switch (this.#encoding) {
      case 'utf-16le':
      case 'utf-16be': {
        const odd = bytes.subarray(bytes.length - (bytes.length % 2))
        const units = bytes.subarray(0, bytes.length - odd.length)
        const text = (this.#encoding === 'utf-16le' ? units : Buffer.from(units).swap16()).toString('utf16le')
        // A line break of one byte may have been appended.
        return this.#wellFormed(text) + odd.toString('latin1')
      }
      case 'utf-32le':
      case 'utf-32be':
        return this.#wellFormed(textOfUtf32(bytes, this.#encoding === 'utf-32le'))
      default: {
        if (isUtf8(bytes)) return bytes.toString('utf8')
        // A character cut in two by the end of the file only shows that the file is cut off.
        const cut = isEnd && this.invalid === null ? incompleteBytes(bytes) : 0
        const whole = bytes.subarray(0, bytes.length - cut)
        const { text, windows1252, replaced, before } = textOfMixedBytes(whole)
        if (before >= 0) this.#note(windows1252, replaced, text.slice(0, before))
        return text + textOfWindows1252(bytes.subarray(whole.length))
      }
    }
  }

  /** Without halves of characters, and with what could not be decoded counted. */
  #wellFormed(characters: string): string {
    const text = isWellFormed(characters) ? characters : Buffer.from(characters).toString()
    const before = text.indexOf('\u{fffd}')
    if (before >= 0) this.#note(0, text.split('\u{fffd}').length - 1, text.slice(0, before))
    return text
  }

  #note(windows1252: number, replaced: number, before: string): void {
    this.invalid = {
      windows1252: (this.invalid?.windows1252 ?? 0) + windows1252,
      replaced: (this.invalid?.replaced ?? 0) + replaced,
      first: this.invalid?.first ?? this.#bytes + Buffer.byteLength(before),
    }
  }
}

/** The last character that is not a byte order mark. */
function lastCharacter(text: string): string | undefined {
  let at = text.length - 1
  while (text[at] === '\u{feff}') at--
  return text[at]
}

function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text)
}

/** Half a unit, half a character and a byte order mark wait for what follows. */
function unfinishedUnits(bytes: Buffer, unitBefore: (end: number) => number): number {
  let end = bytes.length - (bytes.length % 2)
  const isHalf = end >= 2 && unitBefore(end) >= 0xd800 && unitBefore(end) < 0xdc00
  if (isHalf) end -= 2
  if (end >= 2 && unitBefore(end) === 0xfeff) end -= 2
  return bytes.length - end
}

/**
 * Byte order marks at the start of the text, and between two documents. Elsewhere they are a
 * character of the text.
 */
function withoutMarks(text: string, last: string): string {
  return text.replace(/\ufeff+/g, (marks, at: number) => {
    const before = at > 0 ? text[at - 1]! : last
    const after = text[at + marks.length] ?? ' '
    if (before === '') return ''
    if (!/[\n\r}\]]/.test(before)) return marks
    return /[\s{[]/.test(after) ? '' : marks[0]!
  })
}

const EMPTY = Buffer.alloc(0)
/** The first byte of a byte order mark in UTF-8. */
const MARK_BYTE = 0xef
