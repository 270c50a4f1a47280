import type { TextHit } from '../../../../filter/textHits.ts'
import type { JsonLine } from '../../../models/record/jsonDocument.ts'
import { opensInto, type TreeDocument } from './treeRows.ts'

/** The same hit within the JSON of a string. */
export interface InnerHit extends TextHit {
  readonly tree: TreeDocument
  readonly line: JsonLine
}

/**
 * Where a hit in a string stands in the JSON that the string opens into; null when it opens into
 * none, or says it in another way than it is written (URL-encoded).
 */
export function innerHit(tree: TreeDocument, line: JsonLine, hit: TextHit): InnerHit | null {
  const inner = opensInto(tree, line)
  if (!inner || inner.within?.encoding !== 'json') return null
  const { text } = tree.document
  const start = decodedLength(text, line.start + 1, hit.start)
  const end = start + decodedLength(text, hit.start, Math.min(hit.end, line.end - 1))
  // The innermost line that holds its beginning is the last one that starts before it.
  const at = inner.document.lines.findLast(
    (each) => (each.keyStart < 0 ? each.start : each.keyStart) <= start,
  )
  return at ? { tree: inner, line: at, start, end } : null
}

/** How long a stretch of a JSON string is once its escapes are undone. */
function decodedLength(text: string, start: number, end: number): number {
  let length = 0
  for (let at = start; at < end; length++) at += text[at] === '\\' ? (text[at + 1] === 'u' ? 6 : 2) : 1
  return length
}
