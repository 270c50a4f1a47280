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
  #folded: readonly string[] | undefined
  #traced: readonly { readonly folded: string; readonly from: TracedText }[] | undefined

  constructor(json: string) {
    this.#json = json
  }

  has(word: string): boolean {
    const spellings = spellingsOf(foldCase(word))
    this.#folded ??= textsOf(this.#json).map(foldCase)
    return this.#folded.some((text) => spellings.some((spelling) => text.includes(spelling)))
  }

  /**
   * The places where a word occurs, as positions in the text as written, in order. Of places that
   * overlap, the earlier and longer one.
   */
  hits(word: string): TextHit[] {
    const spellings = spellingsOf(foldCase(word))
    this.#folded ??= textsOf(this.#json).map(foldCase)
    const found = spellings.flatMap((spelling) => textHits(this.#folded![0]!, spelling))
    if (this.#folded.length > 1) {
      this.#traced ??= tracedTextsOf(this.#json)
      for (const { folded, from } of this.#traced)
        for (const spelling of spellings)
          for (const { start, end } of textHits(folded, spelling)) found.push(from.placeOf(start, end))
    }
    return apart(found)
  }
}

/** The texts that are searched, without those that equal others. */
function textsOf(json: string): string[] {
  if (!mayHaveReadings(json) && !HAS_SPACE.test(json)) return [json]
  return [...new Set([json, compactJson(json), decodedJson(json), openedJson(json)])]
}

/** May also be in a string. */
const HAS_SPACE = /[{}[\]:,"][ \t\n\r]|[ \t\n\r][{}[\]:,"]/

function tracedTextsOf(json: string) {
  const written = TracedText.of(json)
  return [tracedCompact, tracedDecoded, tracedOpened].map((trace) => {
    const from = trace(written)
    return { folded: foldCase(from.text), from }
  })
}

function apart(hits: readonly TextHit[]): TextHit[] {
  const sorted = hits.toSorted((one, other) => one.start - other.start || other.end - one.end)
  let end = 0
  return sorted.filter((hit) => {
    const isApart = hit.start >= end
    if (isApart) end = hit.end
    return isApart
  })
}
