/** A part of a text, from `start` (inclusive) to `end` (exclusive). */
export interface TextHit {
  readonly start: number
  readonly end: number
}

/**
 * The positions of a word in a text, as free text finds them. Both are folded, which keeps every
 * character in its place.
 */
export function textHits(foldedText: string, foldedWord: string): TextHit[] {
  const hits: TextHit[] = []
  if (foldedWord === '') return hits
  for (let at = foldedText.indexOf(foldedWord); at >= 0; at = foldedText.indexOf(foldedWord, at)) {
    const end = at + foldedWord.length
    hits.push({ start: at, end })
    at = end
  }
  return hits
}
