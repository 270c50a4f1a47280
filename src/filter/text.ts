import type { Filter, FilterToken } from './filter.ts'
import { elementsOf } from './lineElements.ts'
import { filterParams, readParams } from './params.ts'
import { formatParam, isReadAsWord, readPieces, type TextPiece } from './textPieces.ts'
import { ANY_OF } from './tokenForm.ts'
import { textWords, writeWord } from './words.ts'

/** A line that was read. */
export interface FilterLine {
  readonly filter: Filter
  readonly pieces: readonly TextPiece[]
  /** In order. Every piece except the ANDs between elements belongs to one. */
  readonly elements: readonly ReadElement[]
}

/** A part of a line that is one parameter of its filter. */
export interface ReadElement {
  readonly pieces: readonly TextPiece[]
  readonly param: readonly [key: string, value: string]
  /** Why it cannot be read, as a sentence for the user; null if it can. */
  readonly reason: string | null
}

/**
 * A filter as one line, as a person types it:
 *
 *     eventSource=s3.amazonaws.com (eventName^=Delete OR errorCode!=) NOT userName="ci bot" range=7d "access denied"
 *
 * A token is a field, an operator with its `=`, and a value. A value with white space is written in quotes,
 * where `\"`, `\\`, `\n` and `\r` are a quote, a backslash and line breaks. AND, OR, NOT and parentheses join
 * conditions (`expression.ts`). Everything else is free text.
 */
export function readFilterLine(line: string): FilterLine {
  const pieces = readPieces(line)
  const source = (each: readonly TextPiece[]) => each.map(({ from, to }) => line.slice(from, to)).join(' ')
  const elements = elementsOf(pieces).map(({ pieces: own, isGroup }) => {
    const [first] = own
    const param: [string, string] = isGroup
      ? [ANY_OF, source(own)]
      : first?.kind === 'param'
        ? [first.key, first.value]
        : ['text', source(own)]
    return { pieces: own, param }
  })
  const { filter, reasons } = readParams(elements.map(({ param }) => param))
  return { filter, pieces, elements: elements.map((each, i) => ({ ...each, reason: reasons[i]! })) }
}

export function parseFilterText(line: string): Filter {
  return readFilterLine(line).filter
}

/** The line that `parseFilterText` reads back as the same filter. */
export function formatFilterText(filter: Filter): string {
  const others = filterParams({ ...filter, tokens: [], text: '' })
  const params = others.map(([key, value]) => formatParam(key, value))
  const words = textWords(filter.text)
  // A phrase has no escapes: one with line breaks is written like the value of a parameter.
  const text = words.some((word) => /[\n\r]/.test(word))
    ? [formatParam('text', words.map(writeWord).join(' '))]
    : words.map((word) => (isReadAsWord(word) ? writeWord(word) : `"${word}"`))
  return [...filter.tokens.map(formatToken), ...params, ...text].join(' ')
}

export function formatToken(token: FilterToken): string {
  const [[key, value]] = filterParams({ tokens: [token], timeRange: { kind: 'all' }, text: '' }) as [
    [string, string],
  ]
  if (token.kind !== 'anyOf') return formatParam(key, value)
  const [first, other] = token.conditions
  return first?.kind === 'word' && other === undefined ? value : `(${value})`
}
