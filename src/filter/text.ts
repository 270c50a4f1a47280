import type { Filter, FilterToken } from './filter.ts'
import { filterParams, readFilter } from './params.ts'
import { isPhraseStart, phraseEnd, textWords, writeWord } from './words.ts'

/**
 * A filter as one line, as a person types it:
 *
 *     eventSource=s3.amazonaws.com eventName^=Delete userName!="ci bot" errorCode!= range=7d "access denied"
 *
 * Tokens are a field, an operator with its `=`, and a value; values with spaces stand in quotes. Everything else is free text.
 */
export function parseFilterText(line: string): Filter {
  const params: [string, string][] = []
  const words: string[] = []
  for (let at = skipSpace(line, 0); at < line.length; at = skipSpace(line, at)) {
    if (isPhraseStart(line, at)) {
      const end = phraseEnd(line, at)
      words.push(line.slice(at, end))
      at = end
      continue
    }
    const equals = findEquals(line, at)
    if (equals > at) {
      const [value, end] = readValue(line, equals + 1)
      params.push([line.slice(at, equals), value])
      at = end
    } else {
      const end = endOfWord(line, at)
      words.push(line.slice(at, end))
      at = end
    }
  }
  const filter = readFilter(params)
  return { ...filter, text: [filter.text, ...words].filter(Boolean).join(' ') }
}

/** The line that `parseFilterText` reads back as the same filter. */
export function formatFilterText(filter: Filter): string {
  const params = filterParams({ ...filter, text: '' }).map(([key, value]) => formatParam(key, value))
  const words = textWords(filter.text).map((word) =>
    findEquals(word, 0) > 0 ? `"${word}"` : writeWord(word),
  )
  return [...params, ...words].join(' ')
}

export function formatToken(token: FilterToken): string {
  return formatFilterText({ tokens: [token], timeRange: { kind: 'all' }, text: '' })
}

function formatParam(key: string, value: string): string {
  const quoted = /[\s"\\]/.test(value) ? `"${value.replaceAll(/["\\]/g, '\\$&')}"` : value
  return `${key.replaceAll(/\\.|[\s="]/g, (found) => (found.length > 1 ? found : `\\${found}`))}=${quoted}`
}

/** Where the `=` of a token stands that begins here, -1 if no token does. */
function findEquals(line: string, start: number): number {
  for (let i = start; i < line.length && !/\s/.test(line[i]!); i++) {
    if (line[i] === '\\') i++
    else if (line[i] === '=') return i
    else if (line[i] === '"') return -1
  }
  return -1
}

function readValue(line: string, start: number): [value: string, end: number] {
  if (line[start] !== '"') {
    const end = endOfWord(line, start)
    return [line.slice(start, end), end]
  }
  let value = ''
  for (let i = start + 1; i < line.length; i++) {
    if (line[i] === '"') return [value, i + 1]
    if (line[i] === '\\' && i + 1 < line.length) i++
    value += line[i]
  }
  // Still being typed: what is there is the value.
  return [value, line.length]
}

function endOfWord(line: string, start: number): number {
  let end = start
  while (end < line.length && !/\s/.test(line[end]!)) end++
  return end
}

function skipSpace(line: string, start: number): number {
  let at = start
  while (at < line.length && /\s/.test(line[at]!)) at++
  return at
}
