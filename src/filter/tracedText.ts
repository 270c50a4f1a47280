import { closingQuote, skipSpace } from '../cloudtrail/json/scan.ts'
import { DEEPEST, jsonIn, mayHaveReadings } from '../cloudtrail/readings.ts'
import { decodeLeaf } from '../cloudtrail/recordShape.ts'

/** A part of a text, and where it comes from in the original. */
interface Piece {
  /** Index of its first character. */
  readonly at: number
  readonly start: number
  /**
   * Exclusive, if the whole piece stands for that part of the original; null if it is the original
   * character by character.
   */
  readonly end: number | null
}

/** A text that was read from another one, the original, with the places of its characters there. */
export class TracedText {
  text = ''
  readonly #pieces: Piece[] = []

  static of(original: string): TracedText {
    const traced = new TracedText()
    traced.text = original
    traced.#pieces.push({ at: 0, start: 0, end: null })
    return traced
  }

  /** The part of the original that some characters stand for. At least one. */
  placeOf(start: number, end: number): { readonly start: number; readonly end: number } {
    const first = this.#pieceAt(start)
    const last = this.#pieceAt(end - 1)
    return {
      start: first.end === null ? first.start + start - first.at : first.start,
      end: last.end ?? last.start + end - last.at,
    }
  }

  /** Adds a part of another text. */
  copy(other: TracedText, start = 0, end = other.text.length): this {
    for (let at = start, index = other.#indexAt(start); at < end; index++) {
      const piece = other.#pieces[index]!
      const offset = piece.end === null ? at - piece.at : 0
      this.#pieces.push({ at: this.text.length + at - start, start: piece.start + offset, end: piece.end })
      at = other.#pieces[index + 1]?.at ?? end
    }
    this.text += other.text.slice(start, end)
    return this
  }

  /** Adds what a part of another text stands for. */
  put(text: string, other: TracedText, start: number, end: number): void {
    this.#pieces.push({ at: this.text.length, ...other.placeOf(start, end) })
    this.text += text
  }

  #pieceAt(at: number): Piece {
    return this.#pieces[this.#indexAt(at)]!
  }

  #indexAt(at: number): number {
    let low = 0
    for (let high = this.#pieces.length - 1; low < high;) {
      const middle = (low + high + 1) >> 1
      if (this.#pieces[middle]!.at <= at) low = middle
      else high = middle - 1
    }
    return low
  }
}

/** The same as `compactJson`. */
export const tracedCompact = (json: TracedText): TracedText => withStrings(json, true, null)

/** The same as `decodedJson`. */
export const tracedDecoded = (json: TracedText): TracedText => withStrings(json, false, decoded)

/** The same as `openedJson`. */
export function tracedOpened(json: TracedText, depth = 0): TracedText {
  return withStrings(json, true, (content) => openedText(decoded(content), depth + 1))
}

function openedText(of: TracedText, depth: number): TracedText {
  const inside = depth < DEEPEST ? jsonIn(of.text) : null
  if (inside === null) return of
  return tracedOpened(inside.encoding === 'url' ? urlDecoded(of) : of, depth)
}

function withStrings(
  json: TracedText,
  isCompact: boolean,
  read: ((content: TracedText) => TracedText) | null,
): TracedText {
  const { text } = json
  const traced = new TracedText()
  let from = 0
  for (let at = 0; at < text.length;) {
    if (text[at] === '"') {
      const end = closingQuote(text, at + 1)
      if (read !== null && mayHaveReadings(text.slice(at + 1, end))) {
        traced.copy(json, from, at + 1)
        traced.copy(read(new TracedText().copy(json, at + 1, end)))
        from = end
      }
      at = end + 1
      continue
    }
    const next = isCompact ? skipSpace(text, at) : at
    if (next > at) {
      traced.copy(json, from, at)
      from = next
    }
    at = Math.max(next, at + 1)
  }
  return traced.copy(json, from)
}

function decoded(content: TracedText): TracedText {
  const { text } = content
  if (decodeLeaf(text) === text) return content
  return withParts(content, '\\', (at) => {
    const length = text[at + 1] === 'u' ? 6 : 2
    return [JSON.parse(`"${text.slice(at, at + length)}"`) as string, length]
  })
}

function urlDecoded(content: TracedText): TracedText {
  const { text } = content
  return withParts(content, '%', (at) => {
    const length = 3 * bytesOf(Number.parseInt(text.slice(at + 1, at + 3), 16))
    return [decodeURIComponent(text.slice(at, at + length)), length]
  })
}

/**
 * The text with other text for each part that begins with a character. `read` gives that text, and
 * the length of the part.
 */
function withParts(
  content: TracedText,
  first: string,
  read: (at: number) => readonly [text: string, length: number],
): TracedText {
  const traced = new TracedText()
  let from = 0
  for (let at = content.text.indexOf(first); at >= 0; at = content.text.indexOf(first, from)) {
    const [text, length] = read(at)
    traced.copy(content, from, at)
    traced.put(text, content, at, at + length)
    from = at + length
  }
  return traced.copy(content, from)
}

/** How many bytes a character has in UTF-8, by its first. */
const bytesOf = (first: number): number => (first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4)
