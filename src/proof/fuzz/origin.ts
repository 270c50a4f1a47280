import { isUtf8 } from 'node:buffer'
import { gunzipSync } from 'node:zlib'
import { RECORD_MEMBERS } from '../../cloudtrail/fields.ts'
import { ROW_MEMBERS } from '../../ingest/shapes/envelopes.ts'
import { plain } from '../../ingest/tables/columns.ts'
import { tableLayout } from '../../ingest/tables/tableLayout.ts'

/** The text of a file, found by other means than the product's, to look up the records in it. */
export class Origin {
  /**
   * As reading should see it, without a byte order mark; null if that is unknown: archives, damage,
   * UTF-16.
   */
  readonly text: string | null
  /** The same in UTF-8. */
  readonly #bytes: Buffer
  readonly #isUtf8: boolean
  /** What takes long is done once, for files with many records. */
  #bare: readonly string[] | null = null
  #isRestored: boolean | null = null
  #inBase64: readonly Origin[] | null = null

  constructor(bytes: Buffer) {
    const unpacked = unpack(bytes)
    let content = unpacked
    while (content?.indexOf('\u{feff}') === 0) content = content.subarray(3)
    this.text = content?.toString() ?? null
    this.#isUtf8 = content !== null && isUtf8(content)
    this.#bytes = content !== null && this.#isUtf8 ? content : Buffer.from(this.text ?? '')
  }

  /**
   * Whether the file has the text of a record: plainly, or in a string of JSON, a cell or base64.
   * True if that is unknown.
   */
  has(record: string, depth = 0): boolean {
    if (this.text === null) return depth === 0
    this.#isRestored ??= isRestored(this.text)
    if (this.#isRestored || this.#includes(this.text, record)) return true
    // Bare line breaks in strings are escaped, and marks between joined files left out.
    this.#bare ??= [this.text, ...unescapings(this.text)].map(bare)
    if (this.#bare.some((text) => this.#includes(text, bare(record)))) return true
    if (depth === MAX_DEPTH) return false
    this.#inBase64 ??= inBase64(this.text)
    return this.#inBase64.some((inner) => inner.has(record, depth + 1))
  }

  /** Whether it is text of which no part is rows, so that a search finds the records in it. */
  get isPlainJson(): boolean {
    return (
      this.text !== null &&
      this.#isUtf8 &&
      this.text.length < MAX_SEARCHED &&
      tableLayout(this.text.slice(0, 16 * 1024)) === null
    )
  }

  /** In a file that is not UTF-8, only the ASCII of a record is known. */
  #includes(text: string, record: string): boolean {
    return this.#isUtf8 ? text.includes(record) : onlyAscii(text).includes(onlyAscii(record))
  }

  /** The number of its bytes and lines; null if that is unknown. */
  get size(): { bytes: number; lines: number } | null {
    // Of byte order marks inside the text, some are removed.
    if (this.text === null || !this.#isUtf8 || this.text.includes('\u{feff}')) return null
    return { bytes: this.#bytes.length, lines: this.text.split(/\r\n|\n|\r/).length }
  }

  /** The line of a byte of the text, counted from 1. */
  lineAt(byte: number): number {
    let line = 1
    for (let at = this.#bytes.indexOf(10); at >= 0 && at < byte; at = this.#bytes.indexOf(10, at + 1)) line++
    return line
  }
}

function onlyAscii(text: string): string {
  return text.replace(/[^\0-\x7f]+/g, '\u{fffd}')
}

/** Decompressed gzip; null for bytes that are not UTF-8 text, or damaged. */
function unpack(bytes: Buffer): Buffer | null {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    try {
      const { buffer, engine } = gunzipSync(bytes, { maxOutputLength: MAX_BYTES, info: true }) as unknown as {
        readonly buffer: Buffer
        readonly engine: { readonly bytesWritten: number }
      }
      // What follows may be text, too.
      return engine.bytesWritten < bytes.length ? null : unpack(buffer)
    } catch {
      return null
    }
  }
  const start = bytes.toString('latin1', 0, 4)
  if (/^(?:PK|\xff\xfe|\xfe\xff|BZh|\xfd7zX|\x28\xb5\x2f\xfd)|\0/.test(start)) return null
  if (bytes.includes('ustar') || bytes.includes('\0\0\0\0')) return null
  // UTF-16 may begin anywhere.
  return /\0[^\0]\0|\xff\xfe|\xfe\xff/.test(bytes.toString('latin1')) ? null : bytes
}

/**
 * The text with JSON escapes decoded once, twice and three times, and with doubled quotes of CSV
 * decoded.
 */
function unescapings(text: string): string[] {
  const once = unescape(text)
  const twice = unescape(once)
  const cells = text.replaceAll('""', '"')
  return [once, twice, unescape(twice), cells, unescape(cells)]
}

/** The text with the escapes of line breaks and tabs decoded, and without byte order marks. */
function bare(text: string): string {
  return text.replaceAll('\u{feff}', '').replace(/\\[nrt]/g, (escape) => LETTERS[escape[1]!]!)
}

/** Half a pair of surrogates, which no text in UTF-8 can have, stays an escape. */
function unescape(text: string): string {
  return text
    .replace(/\\(?:(["\\/])|([bfnrt])|u([\dA-Fa-f]{4}))/g, (_, same: string, letter: string, code: string) =>
      same ? same : letter ? LETTERS[letter]! : String.fromCharCode(Number.parseInt(code, 16)),
    )
    .replace(/\p{Cs}/gu, (half) => `\\u${half.charCodeAt(0).toString(16)}`)
}

/** Whether records are assembled from rows rather than cut out of the text. */
function isRestored(text: string): boolean {
  if (tableLayout(text.slice(0, 16 * 1024)) !== null) return true
  if (/class_uid|cloudtrail|"(?:rows|QueryResultRows|VarCharValue)"/i.test(text)) return true
  return [text, unescape(text)].some((one) =>
    [...one.matchAll(/"((?:[^"\\]|\\.)*)"/g)].some(
      ([, name]) => name!.length <= 80 && !RECORD_MEMBERS.has(name!) && ROW_MEMBERS.has(plain(nameOf(name!))),
    ),
  )
}

function nameOf(written: string): string {
  try {
    return JSON.parse(`"${written}"`) as string
  } catch {
    return written
  }
}

function inBase64(text: string): Origin[] {
  return [text, unescape(text), unescape(unescape(text))].flatMap((one) =>
    [...one.matchAll(/"((?:[^"\\]|\\.){8,})(?=")/g)].map(
      ([, base64]) => new Origin(Buffer.from(base64!, 'base64')),
    ),
  )
}

const LETTERS: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }
const MAX_DEPTH = 3
const MAX_SEARCHED = 256 * 1024
const MAX_BYTES = 64 * 1024 * 1024
