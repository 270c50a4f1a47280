import type { Filter, FilterToken } from './filter.ts'
import { filterParams, readParams } from './params.ts'
import { formatParam, looksLikeParam, readPieces, type TextPiece } from './textPieces.ts'
import { textWords, writeWord } from './words.ts'

/** A line after reading. */
export interface FilterLine {
  readonly filter: Filter
  readonly pieces: readonly TextPiece[]
  /** Why each piece cannot be understood; null if it can. */
  readonly reasons: readonly (string | null)[]
}

/**
 * A filter as one line, as a person types it:
 *
 *     eventSource=s3.amazonaws.com eventName^=Delete userName!="ci bot" errorCode!= range=7d "access denied"
 *
 * Tokens are a field, an operator with its `=`, and a value. Values with spaces are in quotes, where
 * `\"`, `\\`, `\n` and `\r` are a quote, a backslash and line breaks. Everything else is free text.
 */
export function readFilterLine(line: string): FilterLine {
  const pieces = readPieces(line)
  const params: [string, string][] = []
  const words: string[] = []
  for (const piece of pieces) {
    if (piece.kind === 'param') params.push([piece.key, piece.value])
    else words.push(line.slice(piece.from, piece.to))
  }
  const { filter, reasons } = readParams(params)
  let param = 0
  return {
    filter: { ...filter, text: [filter.text, ...words].filter(Boolean).join(' ') },
    pieces,
    reasons: pieces.map((piece) => (piece.kind === 'param' ? reasons[param++]! : null)),
  }
}

export function parseFilterText(line: string): Filter {
  return readFilterLine(line).filter
}

/** The line that `parseFilterText` reads back as the same filter. */
export function formatFilterText(filter: Filter): string {
  const params = filterParams({ ...filter, text: '' }).map(([key, value]) => formatParam(key, value))
  const words = textWords(filter.text)
  // A phrase has no escapes: one with line breaks is written like the value of a parameter.
  const text = words.some((word) => /[\n\r]/.test(word))
    ? [formatParam('text', words.map(writeWord).join(' '))]
    : words.map((word) => (looksLikeParam(word) ? `"${word}"` : writeWord(word)))
  return [...params, ...text].join(' ')
}

export function formatToken(token: FilterToken): string {
  return formatFilterText({ tokens: [token], timeRange: { kind: 'all' }, text: '' })
}
