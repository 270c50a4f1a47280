import { SearchedText } from '../../../../filter/searchedText.ts'
import type { TextHit } from '../../../../filter/textHits.ts'
import type { JsonDocument, JsonLine } from '../../../models/record/jsonDocument.ts'

/** A hit of a searched word in keys and values, as offsets into the document's text. */
export interface Hit extends TextHit {
  /** One line, unless a word continues from a key into its value or into another line. */
  readonly lines: readonly [JsonLine, ...JsonLine[]]
}

const searched = new WeakMap<JsonDocument, SearchedText>()

/**
 * The places of a document in which any of the words occurs, as free text in a filter finds it, in
 * order.
 */
export function wordHits(document: JsonDocument, words: readonly string[]): TextHit[] {
  let text = searched.get(document)
  if (!text) searched.set(document, (text = new SearchedText(document.text)))
  return words
    .flatMap((word) => text.hits(word))
    .toSorted((one, other) => one.start - other.start || other.end - one.end)
}

/**
 * The same with their lines; of two that overlap, the earlier and longer one. Masked lines are not
 * searched for their secret.
 */
export function searchRecord(
  document: JsonDocument,
  words: readonly string[],
  masked: ReadonlySet<JsonLine>,
): Hit[] {
  const found = wordHits(document, words)
  const hits: Hit[] = []
  let lineNumber = 0
  for (const hit of found) {
    if (hit.start < (hits.at(-1)?.end ?? 0)) continue
    // Lines are in the order of the text.
    while (document.lines[lineNumber] && hit.start >= endOfLine(document.lines[lineNumber]!)) lineNumber++
    const lines = linesOf(document, lineNumber, hit)
    if (lines[0] && !lines.some((line) => masked.has(line) && touches(hit, line.start, line.end)))
      hits.push({ ...hit, lines: [lines[0], ...lines.slice(1)] })
  }
  return hits
}

/** The lines, from an index on, whose key or value the hit overlaps. */
function linesOf({ lines }: JsonDocument, from: number, hit: TextHit): JsonLine[] {
  const touched: JsonLine[] = []
  for (let i = from; i < lines.length; i++) {
    const line = lines[i]!
    if ((line.keyStart < 0 ? line.start : line.keyStart) >= hit.end) break
    const inKey = line.keyStart >= 0 && touches(hit, line.keyStart, line.keyEnd)
    if (inKey || (isLeaf(line) && touches(hit, line.start, line.end))) touched.push(line)
  }
  return touched
}

const touches = (hit: TextHit, start: number, end: number): boolean => hit.start < end && hit.end > start

export function hitsByLine(hits: readonly Hit[]): ReadonlyMap<JsonLine, readonly Hit[]> {
  const byLine = new Map<JsonLine, Hit[]>()
  for (const hit of hits) {
    for (const line of hit.lines) {
      const others = byLine.get(line)
      if (others) others.push(hit)
      else byLine.set(line, [hit])
    }
  }
  return byLine
}

/** When walking through the text, an open line ends at its bracket. */
function endOfLine(line: JsonLine): number {
  return line.kind === 'open' ? line.start + 1 : line.end
}

function isLeaf(line: JsonLine): boolean {
  return line.kind === 'string' || line.kind === 'number' || line.kind === 'literal'
}
