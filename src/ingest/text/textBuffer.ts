/**
 * The part of a text that is being read. Text is appended at the end and consumed from the start.
 * The next `append` drops what was consumed, except for the last KEPT characters, so indices into
 * `text` are not valid after it.
 */
export class TextBuffer {
  text: string
  /** The index up to which the text is consumed. */
  at = 0
  /** Whether no more text will be appended. */
  isLast: boolean
  /** How many characters after `at` are needed to continue; 0 if any number helps. */
  wanted = 0
  #charactersBefore = 0
  /** A place whose byte and line are known, so that later places are counted from there. */
  #known: Place = { index: 0, bytes: 0, lines: 0 }
  #start: Place = { index: 0, bytes: 0, lines: 0 }

  constructor(text = '', isLast = false) {
    this.text = text
    this.isLast = isLast
  }

  /** A buffer that begins with a line that positions do not count. */
  static behind(line: string): TextBuffer {
    const buffer = new TextBuffer(`${line}\n`)
    buffer.#start = { index: 0, bytes: -Buffer.byteLength(buffer.text), lines: -1 }
    buffer.#known = buffer.#start
    return buffer
  }

  /** How many characters are left to consume. */
  get length(): number {
    return this.text.length - this.at
  }

  /** How many characters of the whole text come before `text`. */
  get offset(): number {
    return this.#charactersBefore
  }

  /** How many characters have been consumed so far. */
  get consumed(): number {
    return this.#charactersBefore + this.at
  }

  append(more: string): void {
    const dropped = Math.max(0, this.at - KEPT)
    this.#start = { ...this.#countTo(dropped), index: 0 }
    this.#known = this.#start
    this.#charactersBefore += dropped
    this.text = this.text.slice(dropped) + more
    this.at -= dropped
  }

  /**
   * An index for people: `byte 1042` (of UTF-8, from 0), with the line (from 1) if there are
   * several.
   */
  positionAt(index: number): string {
    const { bytes, lines } = this.#countTo(index)
    return lines === 0 ? `byte ${bytes}` : `byte ${bytes}, line ${lines + 1}`
  }

  #countTo(index: number): Place {
    const from = this.#known.index <= index ? this.#known : this.#start
    const text = this.text.slice(from.index, index)
    this.#known = { index, bytes: from.bytes + Buffer.byteLength(text), lines: from.lines + countLines(text) }
    return this.#known
  }
}

/** How many consumed characters can be looked back at, however the text arrives. */
const KEPT = 4096

/** How many bytes and line breaks come before an index. */
interface Place {
  readonly index: number
  readonly bytes: number
  readonly lines: number
}

function countLines(text: string): number {
  let lines = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++
  return lines
}
