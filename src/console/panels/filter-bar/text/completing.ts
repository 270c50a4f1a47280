import { readParams } from '../../../../filter/params.ts'
import { splitKey } from '../../../../filter/tokenForm.ts'
import type { Filter, Operator } from '../../../../filter/filter.ts'
import type { FilterLine } from '../../../../filter/text.ts'
import { readPieces, type ParamPiece, type TextPiece } from '../../../../filter/textPieces.ts'
import { withoutAlternatives } from '../../../../filter/edit.ts'

/** What is being typed at the caret. A suggestion replaces `from` to `to`. */
export type Completing =
  | {
      readonly kind: 'key'
      readonly from: number
      readonly to: number
      readonly typed: string
      /** The rest of the line as a filter; null if it is the key of a condition that has a value. */
      readonly others: Filter | null
    }
  | {
      readonly kind: 'operator'
      readonly from: number
      readonly to: number
      readonly field: string
      /** The start of an operator. */
      readonly typed: string
    }
  | {
      readonly kind: 'value'
      readonly from: number
      readonly to: number
      /** The field as written, or the key of a time or of free text. */
      readonly field: string
      readonly operator: Operator
      readonly typed: string
      /** The rest of the line as a filter, without what excludes alternatives to this value. */
      readonly others: Filter
    }

export function completingAt(text: string, line: FilterLine, caret: number): Completing | null {
  const touched = line.pieces.filter(({ from, to }) => from <= caret && caret <= to)
  const piece = touched.find(({ kind }) => kind === 'param' || kind === 'word' || kind === 'phrase')
  if (piece === undefined) {
    const isJoining = touched.some(({ kind }) => kind !== 'open' && kind !== 'close')
    return isJoining ? null : { kind: 'key', from: caret, to: caret, typed: '', others: null }
  }
  const { from, to } = piece
  if (piece.kind !== 'param') {
    const typed = text.slice(from, caret)
    const [, field = '', operator = ''] = /^(.+?)(!?[~:^*]?)$/s.exec(typed) ?? []
    if (piece.kind === 'phrase') return null
    if (operator === '') return { kind: 'key', from, to, typed, others: restOf(piece, line) }
    return { kind: 'operator', from: from + field.length, to, field, typed: operator }
  }
  const { field, operator } = splitKey(piece.key)
  if (caret <= piece.equals)
    return { kind: 'key', from, to: from + field.length, typed: text.slice(from, caret), others: null }
  const typed = readPieces(`x=${text.slice(piece.equals + 1, caret)}`)[0] as ParamPiece
  const rest = restOf(piece, line)
  const others = operator === '=' ? withoutAlternatives(rest, field) : rest
  return { kind: 'value', from: piece.equals + 1, to, field, operator, typed: typed.value, others }
}

/** The filter of the line without what a piece is part of, and without what cannot be understood. */
function restOf(piece: TextPiece, { elements }: FilterLine): Filter {
  const others = elements.filter(({ pieces, reason }) => reason === null && !pieces.includes(piece))
  return readParams(others.map(({ param }) => param)).filter
}
