import { closingQuote, isLiteralCode } from '../../cloudtrail/json/scan.ts'

/**
 * The index after the value at `start`, judging by its brackets alone; -1 if the text ends first.
 */
export function endOfValue(text: string, start: number): number {
  const skipper = new ValueSkipper()
  const end = skipper.skip(text, start)
  return skipper.isDone ? end : -1
}

/**
 * Skips a JSON value, which may arrive in pieces, by its brackets and quotes alone and without
 * keeping it.
 */
export class ValueSkipper {
  #depth = 0
  #inString = false
  #inLiteral = false
  isDone = false

  /**
   * Continues at `start`. Returns the index after the value if `isDone`, otherwise where to
   * continue with more text.
   */
  skip(text: string, start: number): number {
    let i = start
    while (i < text.length) {
      if (this.#inString) {
        const close = closingQuote(text, i)
        if (close < 0) return text.length - trailingBackslashes(text, i)
        this.#inString = false
        i = close + 1
        if (this.#depth === 0) return this.#finish(i)
        continue
      }
      const code = text.charCodeAt(i)
      if (this.#inLiteral) {
        if (!isLiteralCode(code)) return this.#finish(i)
        i++
      } else if (code === 0x22) {
        this.#inString = true
        i++
      } else if (code === 0x7b || code === 0x5b) {
        this.#depth++
        i++
      } else if (code === 0x7d || code === 0x5d) {
        i++
        if (--this.#depth <= 0) return this.#finish(i)
      } else {
        if (this.#depth === 0) {
          if (!isLiteralCode(code)) return this.#finish(i)
          this.#inLiteral = true
        }
        i++
      }
    }
    return i
  }

  #finish(end: number): number {
    this.isDone = true
    return end
  }
}

/** 1 if the text ends with a backslash that escapes what follows. */
function trailingBackslashes(text: string, from: number): number {
  let back = text.length
  while (back > from && text.charCodeAt(back - 1) === 0x5c) back--
  return (text.length - back) % 2
}
