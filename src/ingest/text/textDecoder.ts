import { isAscii, isUtf8 } from 'node:buffer'

/**
 * Decodes bytes piece by piece: UTF-8, or UTF-16 if it starts like it. Removes the byte order mark.
 */
export class LogFileTextDecoder {
  #encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | null = null
  #wide: TextDecoder | null = null
  #tail: Buffer = Buffer.alloc(0)
  /** Whether some bytes were not text and became U+FFFD. */
  sawInvalid = false

  /** `isLast`: no bytes will follow. */
  decode(bytes: Buffer, isLast: boolean): string {
    let all = this.#tail.length > 0 ? Buffer.concat([this.#tail, bytes]) : bytes
    if (this.#encoding === null) {
      if (all.length < 4 && !isLast) {
        this.#tail = all
        return ''
      }
      this.#encoding = encodingOf(all)
      if (this.#encoding === 'utf-8' && all.indexOf('\u{feff}') === 0) all = all.subarray(3)
      if (this.#encoding !== 'utf-8') this.#wide = new TextDecoder(this.#encoding)
    }
    this.#tail = Buffer.alloc(0)
    if (this.#wide) {
      const text = this.#wide.decode(all, { stream: !isLast })
      this.sawInvalid ||= text.includes('\u{fffd}')
      return text
    }
    if (isAscii(all)) return all.toString('latin1')
    // A character cut in two by the end of the file only shows that the file is cut off.
    const whole = all.length - cutOffBytes(all)
    if (!isLast) this.#tail = Buffer.from(all.subarray(whole))
    all = all.subarray(0, whole)
    this.sawInvalid ||= !isUtf8(all)
    return all.toString('utf8')
  }
}

function encodingOf(bytes: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const [first, second, third, fourth] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  if (first !== 0 && second === 0 && third !== 0 && fourth === 0) return 'utf-16le'
  if (first === 0 && second !== 0 && third === 0 && fourth !== 0) return 'utf-16be'
  return 'utf-8'
}

/** How many bytes at the end belong to an incomplete character. */
function cutOffBytes(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0
  }
  return 0
}
