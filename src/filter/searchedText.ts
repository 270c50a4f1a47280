import { compactJson, decodedJson, mayHaveReadings, openedJson } from '../cloudtrail/readings.ts'
import { foldCase } from './foldCase.ts'
import { spellingsOf } from './spellings.ts'
import { textHits, type TextHit } from './textHits.ts'
import { TracedText, tracedCompact, tracedDecoded, tracedOpened } from './tracedText.ts'

/**
 * A record's text as free text searches it: as written, without white space between values, with its
 * strings decoded, and with the JSON in its strings opened. A word that occurs in any of these is in
 * the record.
 */
export class SearchedText {
  readonly #json: string
  readonly #folded: string
  #readings: readonly Reading[] | undefined

  constructor(json: string) {
    this.#json = json
    this.#folded = foldCase(json)
  }

  has(word: string): boolean {
    const spellings = spellingsOf(foldCase(word))
    return hasAny(this.#folded, spellings) || this.#others().some(({ folded }) => hasAny(folded, spellings))
  }

  /**
   * The places where a word occurs, as positions in the text as written, in order. Of places that
   * overlap, the earlier and longer one.
   */
  hits(word: string): TextHit[] {
    const spellings = spellingsOf(foldCase(word))
    const found = spellings.flatMap((spelling) => textHits(this.#folded, spelling))
    for (const reading of this.#others()) {
      if (!hasAny(reading.folded, spellings)) continue
      const traced = (reading.traced ??= reading.trace(TracedText.of(this.#json)))
      for (const spelling of spellings)
        for (const { start, end } of textHits(reading.folded, spelling))
          found.push(traced.placeOf(start, end))
    }
    return apart(found)
  }

  #others(): readonly Reading[] {
    return (this.#readings ??= readingsOf(this.#json))
  }
}

/** A text that is searched in addition to the text as written. */
interface Reading {
  readonly folded: string
  readonly trace: (written: TracedText) => TracedText
  /** Once places in it were searched for. */
  traced?: TracedText
}

/** Without those that equal others. */
function readingsOf(json: string): readonly Reading[] {
  const readings: Reading[] = []
  const known = new Set([json])
  const add = (text: string, trace: Reading['trace']) => {
    if (!known.has(text)) readings.push({ folded: foldCase(text), trace })
    known.add(text)
  }
  const compact = HAS_SPACE.test(json) ? compactJson(json) : json
  add(compact, tracedCompact)
  if (mayHaveReadings(json)) {
    add(decodedJson(json), tracedDecoded)
    add(openedJson(compact), tracedOpened)
  }
  return readings
}

/** White space between values, or in a string. */
const HAS_SPACE = /[{}[\]:,"][ \t\n\r]|[ \t\n\r][{}[\]:,"]/

const hasAny = (text: string, words: readonly string[]): boolean => words.some((word) => text.includes(word))

function apart(hits: readonly TextHit[]): TextHit[] {
  const sorted = hits.toSorted((one, other) => one.start - other.start || other.end - one.end)
  let end = 0
  return sorted.filter((hit) => {
    const isApart = hit.start >= end
    if (isApart) end = hit.end
    return isApart
  })
}
