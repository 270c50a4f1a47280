import { joinPath, splitPath } from '../cloudtrail/fieldPath.ts'
import type { TextPiece } from './textPieces.ts'
import { isOwnKey, isTimeOrText, splitKey } from './tokenForm.ts'

/**
 * A part of a line that is one parameter of a filter: a condition, words of free text, or a group
 * of conditions with AND, OR, NOT or parentheses.
 */
export interface LineElement {
  readonly pieces: readonly TextPiece[]
  /** Whether it must be read as a group of conditions, even if it is a single one. */
  readonly isGroup: boolean
}

/**
 * The elements of a line in order. Every piece except the ANDs between elements belongs to one. A
 * time range applies to the whole filter, so one outside parentheses is an element of its own.
 */
export function elementsOf(pieces: readonly TextPiece[]): readonly LineElement[] {
  const hasAlternatives = topLevel(pieces).some(({ kind }) => kind === 'OR')
  return hasAlternatives ? alternativesIn(pieces) : conjunctionIn(pieces)
}

/** The pieces outside parentheses, without the parentheses. */
function topLevel(pieces: readonly TextPiece[]): readonly TextPiece[] {
  let depth = 0
  return pieces.filter(({ kind }) => {
    if (kind === 'open') depth++
    const isTop = depth === 0
    if (kind === 'close' && depth > 0) depth--
    return isTop
  })
}

function conjunctionIn(pieces: readonly TextPiece[]): readonly LineElement[] {
  const elements: LineElement[] = []
  // An `=` condition is an alternative to others of its field, unless there is an AND between them.
  const runOfField = new Map<string, number>()
  const laterOfField = new Map<string, { readonly run: number; readonly pieces: TextPiece[] }>()
  let run = 0
  for (let at = 0; at < pieces.length;) {
    const piece = pieces[at]!
    const next = endOfElement(pieces, at)
    const own = pieces.slice(at, next)
    const field = equalsFieldOf(piece)
    at = next
    if (piece.kind === 'AND') {
      const isBetween = elements.length > 0 && at < pieces.length && pieces[at]!.kind !== 'AND'
      if (isBetween) run++
      else elements.push({ pieces: own, isGroup: true })
    } else if (field === null) {
      elements.push({
        pieces: own,
        isGroup: piece.kind !== 'word' && piece.kind !== 'phrase' && piece.kind !== 'param',
      })
    } else if ((runOfField.get(field) ?? run) === run) {
      runOfField.set(field, run)
      elements.push({ pieces: own, isGroup: false })
    } else if (laterOfField.get(field)?.run === run) {
      laterOfField.get(field)!.pieces.push(piece)
    } else {
      laterOfField.set(field, { run, pieces: own })
      elements.push({ pieces: own, isGroup: true })
    }
  }
  return elements
}

/**
 * The index after the element that begins here: a negation with what it negates, or everything up
 * to the closing parenthesis.
 */
function endOfElement(pieces: readonly TextPiece[], start: number): number {
  let at = start
  while (pieces[at]?.kind === 'NOT') at++
  const isNegation = at > start
  const first = pieces[at]
  if (first?.kind !== 'open') {
    const isCondition = first?.kind === 'param' || first?.kind === 'word' || first?.kind === 'phrase'
    return isNegation && !isCondition ? at : at + 1
  }
  let depth = 0
  for (; at < pieces.length; at++) {
    if (pieces[at]!.kind === 'open') depth++
    if (pieces[at]!.kind === 'close' && --depth === 0) return at + 1
  }
  return at
}

function equalsFieldOf(piece: TextPiece): string | null {
  if (piece.kind !== 'param' || isOwnKey(piece.key)) return null
  const { field, operator } = splitKey(piece.key)
  return operator === '=' ? joinPath(splitPath(field)) : null
}

/** The whole line is one group, except for time ranges before and after it. */
function alternativesIn(pieces: readonly TextPiece[]): readonly LineElement[] {
  const isTop = new Set(topLevel(pieces))
  const times = pieces.filter(
    (piece, at) =>
      isTop.has(piece) &&
      piece.kind === 'param' &&
      isTimeOrText(piece.key) &&
      piece.key !== 'text' &&
      pieces[at - 1]?.kind !== 'OR' &&
      pieces[at - 1]?.kind !== 'NOT' &&
      pieces[at + 1]?.kind !== 'OR',
  )
  const rest = pieces.filter((piece) => !times.includes(piece))
  // An AND that joined a time to the others is no longer needed.
  while (rest[0]?.kind === 'AND' && pieces[0] !== rest[0]) rest.shift()
  while (rest.at(-1)?.kind === 'AND' && pieces.at(-1) !== rest.at(-1)) rest.pop()
  return [{ pieces: rest, isGroup: true }, ...times.map((piece) => ({ pieces: [piece], isGroup: false }))]
}
