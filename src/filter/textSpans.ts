import type { FilterLine, ReadElement } from './text.ts'
import type { TextPiece } from './textPieces.ts'
import { isOwnKey, splitKey } from './tokenForm.ts'

/**
 * The role of a part of a line: the field of a condition, its operator with the `=`, its value; the
 * key of a time or of free text; a word or phrase of free text; AND, OR, NOT or a parenthesis; or a
 * part that cannot be read.
 */
export type TextSpan =
  | {
      readonly kind: 'field' | 'operator' | 'value' | 'key' | 'word' | 'phrase' | 'joining'
      readonly from: number
      readonly to: number
    }
  | { readonly kind: 'unreadable'; readonly from: number; readonly to: number; readonly reason: string }

/**
 * The spans of a line in order, none of them empty. They do not overlap, and only white space is
 * between them.
 */
export function spansOf({ pieces, elements }: FilterLine): readonly TextSpan[] {
  const elementOf = new Map(elements.flatMap((element) => element.pieces.map((piece) => [piece, element])))
  const spans: TextSpan[] = []
  let before: ReadElement | undefined
  for (const piece of pieces) {
    const element = elementOf.get(piece)
    const last = spans.at(-1)
    if (element === undefined || element.reason === null) spans.push(...spansOfPiece(piece))
    // Neighbours in one element are one span.
    else if (element === before && last) spans[spans.length - 1] = { ...last, to: piece.to }
    else spans.push({ kind: 'unreadable', from: piece.from, to: piece.to, reason: element.reason })
    before = element
  }
  return spans
}

function spansOfPiece(piece: TextPiece): readonly TextSpan[] {
  const { kind, from, to } = piece
  if (kind === 'word' || kind === 'phrase') return [{ kind, from, to }]
  if (kind !== 'param') return [{ kind: 'joining', from, to }]
  const fieldEnd = from + splitKey(piece.key).field.length
  const valueStart = piece.equals + 1
  const span = { kind: isOwnKey(piece.key) ? 'key' : 'field', from, to: fieldEnd } as const
  const operator = { kind: 'operator', from: fieldEnd, to: valueStart } as const
  return to > valueStart ? [span, operator, { kind: 'value', from: valueStart, to }] : [span, operator]
}
