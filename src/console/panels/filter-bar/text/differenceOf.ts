import { readPieces } from '../../../../filter/textPieces.ts'

/** The single part in which two texts differ, and its content in the second. */
export function differenceOf(
  before: string,
  after: string,
): { readonly from: number; readonly to: number; readonly insert: string } {
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start++
  let end = 0
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) }
}

/**
 * Where to put the caret: in the same piece of text, wherever that has moved; otherwise at the end.
 */
export function caretAfter(before: string, after: string, caret: number): number {
  const sourcesOf = (line: string) =>
    readPieces(line).map(({ from, to }) => ({ from, source: line.slice(from, to) }))
  const pieces = sourcesOf(before)
  const inside = pieces.findIndex(({ from, source }) => from <= caret && caret <= from + source.length)
  const { from = 0, source = '' } = pieces[inside] ?? {}
  const nth = pieces.slice(0, inside).filter((piece) => piece.source === source).length
  const same = sourcesOf(after).filter((piece) => piece.source === source)
  const place = same[nth] ?? same.at(-1)
  return place ? place.from + caret - from : after.length
}
