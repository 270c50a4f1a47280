import type { TextHit } from '../../../../filter/textHits.ts'
import type { JsonLine } from '../../../models/record/jsonDocument.ts'
import { opensInto, type TreeDocument } from './treeRows.ts'

/** The same hit inside the JSON of a string. */
export interface InnerHit extends TextHit {
  readonly tree: TreeDocument
  readonly line: JsonLine
}

/**
 * The place of a hit in the JSON that a string opens into; null when it opens into none, or when
 * the string is encoded differently (URL-encoded).
 */
export function innerHit(tree: TreeDocument, line: JsonLine, hit: TextHit): InnerHit | null {
  const inner = opensInto(tree, line)
  if (!inner || inner.within?.encoding !== 'json') return null
  const { text } = tree.document
  const start = decodedLength(text, line.start + 1, hit.start)
  const end = start + decodedLength(text, hit.start, Math.min(hit.end, line.end - 1))
  // The innermost line that contains its start is the last one that starts before it.
  const at = inner.document.lines.findLast(
    (each) => (each.keyStart < 0 ? each.start : each.keyStart) <= start,
  )
  return at ? { tree: inner, line: at, start, end } : null
}

/** The length of a part of a JSON string once its escapes are decoded. */
function decodedLength(text: string, start: number, end: number): number {
  let length = 0
  for (let at = start; at < end; length++) at += text[at] === '\\' ? (text[at + 1] === 'u' ? 6 : 2) : 1
  return length
}
