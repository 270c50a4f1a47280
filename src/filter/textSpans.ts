import { isTimeOrText, splitKey } from './params.ts'
import type { FilterLine } from './text.ts'

/**
 * What a part of a line is: the field of a condition, its operator with the `=`, its value; the key
 * of a time or of free text; a word or phrase of free text; or a whole condition that cannot be
 * understood.
 */
export type TextSpan =
  | {
      readonly kind: 'field' | 'operator' | 'value' | 'key' | 'word' | 'phrase'
      readonly from: number
      readonly to: number
    }
  | { readonly kind: 'unreadable'; readonly from: number; readonly to: number; readonly reason: string }

/**
 * The spans of a line in order, none empty. They do not overlap and leave out nothing but white
 * space.
 */
export function spansOf({ pieces, reasons }: FilterLine): readonly TextSpan[] {
  return pieces.flatMap((piece, i): readonly TextSpan[] => {
    const { kind, from, to } = piece
    if (kind !== 'param') return [{ kind, from, to }]
    const reason = reasons[i]!
    if (reason !== null) return [{ kind: 'unreadable', from, to, reason }]
    const fieldEnd = from + splitKey(piece.key).field.length
    const valueStart = piece.equals + 1
    const key = isTimeOrText(piece.key) ? 'key' : 'field'
    const span = { kind: key, from, to: fieldEnd } as const
    const operator = { kind: 'operator', from: fieldEnd, to: valueStart } as const
    return to > valueStart ? [span, operator, { kind: 'value', from: valueStart, to }] : [span, operator]
  })
}
