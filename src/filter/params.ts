import { formatAlternatives, readClauses, type Clauses } from './expression.ts'
import type { Filter, FilterToken, TimeRange } from './filter.ts'
import { readTime, readTimeRange, writeTimeRange } from './timeRange.ts'
import { ANY_OF, keyOf, readToken } from './tokenForm.ts'
import { writeWord } from './words.ts'

type Params = Iterable<readonly [string, string]>

/**
 * The filter in the parameters of a URL. Every parameter becomes part of it, except those named in
 * `others`, which have another meaning. Invalid parameters become unreadable tokens; none is
 * dropped.
 */
export function readFilter(params: Params, others: readonly string[] = []): Filter {
  return readParams([...params].filter(([key]) => !others.includes(key))).filter
}

/**
 * The same, with the reason why each invalid parameter cannot be read. If a time is given several
 * times, the last one counts, since `filterParams` writes times last.
 */
export function readParams(params: readonly (readonly [string, string])[]): {
  readonly filter: Filter
  readonly reasons: readonly (string | null)[]
} {
  const parts = params.map(([key, value]) => readParam(key, value))
  const reasons = parts.map((part) => ('reason' in part ? part.reason : null))
  const valueAt = (i: number): string | undefined => params[i]?.[1]
  const last = (name: string): number => {
    const found = params.findLastIndex(([key], i) => key === name && reasons[i] === null)
    params.forEach(([key], i) => {
      if (key === name && i !== found) reasons[i] ??= `${name} can be given only once.`
    })
    return found
  }
  let range = last('range')
  let start = last('startTime')
  const end = last('endTime')
  if (range >= 0 && (start >= 0 || end >= 0)) {
    reasons[range] = 'A range cannot be combined with startTime or endTime.'
    range = -1
  }
  if (isBackwards(valueAt(start), valueAt(end))) {
    reasons[start] = `The start ${valueAt(start)} is after the end ${valueAt(end)}.`
    start = -1
  }
  const tokens: FilterToken[] = []
  const texts: string[] = []
  parts.forEach((part, i) => {
    const [key, value] = params[i]!
    const reason = reasons[i]!
    if (reason !== null) tokens.push({ kind: 'unreadable', key, value, reason })
    else if ('tokens' in part) {
      tokens.push(...part.tokens)
      if (part.text.trim()) texts.push(part.text.trim())
    }
  })
  const timeRange = timeRangeOf(valueAt(range), valueAt(start), valueAt(end))
  return { filter: { tokens, timeRange, text: texts.join(' ') }, reasons }
}

/** What a parameter adds to a filter, without its time; or why it cannot be read. */
type ReadParam =
  | { readonly tokens: readonly FilterToken[]; readonly text: string }
  | { readonly reason: string }

const NOTHING: ReadParam = { tokens: [], text: '' }

function readParam(key: string, value: string): ReadParam {
  switch (key) {
    case 'text':
      return { tokens: [], text: value }
    case 'range':
      return readTimeRange(value)
        ? NOTHING
        : { reason: `Invalid time range “${value}”. Use 30m, 12h, 7d, 4w or all.` }
    case 'startTime':
    case 'endTime':
      return readTime(value) !== null
        ? NOTHING
        : { reason: `Invalid ${key} “${value}”. Use ISO 8601 UTC, such as 2026-02-09T22:27:53Z.` }
    case ANY_OF: {
      const clauses = readClauses(value)
      return 'reason' in clauses ? clauses : partsOf(clauses)
    }
    default: {
      const token = readToken(key, value)
      return 'reason' in token ? token : { tokens: [token], text: '' }
    }
  }
}

/**
 * A group with one condition becomes a token or free text, unless that would mean something else.
 */
function partsOf(clauses: Clauses): ReadParam {
  const tokens: FilterToken[] = []
  const words: string[] = []
  for (const conditions of clauses) {
    const [condition, other] = conditions
    const isAlone = condition !== undefined && other === undefined
    if (isAlone && condition.kind === 'word' && !condition.negated) words.push(writeWord(condition.word))
    else if (isAlone && condition.kind === 'token' && condition.operator !== '=') tokens.push(condition)
    else tokens.push({ kind: 'anyOf', conditions })
  }
  return { tokens, text: words.join(' ') }
}

function timeRangeOf(range?: string, startTime?: string, endTime?: string): TimeRange {
  if (range !== undefined) return readTimeRange(range) ?? { kind: 'all' }
  if (startTime === undefined && endTime === undefined) return { kind: 'all' }
  return {
    kind: 'absolute',
    ...(startTime !== undefined && { startTime }),
    ...(endTime !== undefined && { endTime }),
  }
}

function isBackwards(startTime: string | undefined, endTime: string | undefined): boolean {
  return startTime !== undefined && endTime !== undefined && readTime(startTime)! > readTime(endTime, 'end')!
}

/**
 * The filter as URL parameters, in the order of its tokens; reading them gives the same filter. A
 * member of a record with the name of one of the `others` (see readFilter), of a key for time or
 * text, or of the access token is written with an escape.
 */
export function filterParams(filter: Filter, others: readonly string[] = []): [string, string][] {
  const params = filter.tokens.map((token): [string, string] => {
    switch (token.kind) {
      case 'token':
        return [keyOf(token, others), token.value]
      case 'anyOf':
        return [ANY_OF, formatAlternatives(token.conditions)]
      case 'unreadable':
        return [token.key, token.value]
    }
  })
  const { timeRange } = filter
  if (timeRange.kind === 'relative') params.push(['range', writeTimeRange(timeRange)])
  if (timeRange.kind === 'absolute') {
    if (timeRange.startTime !== undefined) params.push(['startTime', timeRange.startTime])
    if (timeRange.endTime !== undefined) params.push(['endTime', timeRange.endTime])
  }
  if (filter.text) params.push(['text', filter.text])
  return params
}

/** The filter as a query string without its `?`. Equal filters have equal texts. */
export function printFilter(filter: Filter): string {
  return printParams(filterParams(filter))
}

export function printParams(params: Params): string {
  return [...params].map(([key, value]) => `${encode(key)}=${encode(value)}`).join('&')
}

/**
 * Percent-encodes what must be and leaves the rest readable. A lone surrogate becomes U+FFFD, as in
 * any URL.
 */
function encode(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\u{fffd}'))
    .replaceAll('%3A', ':')
    .replaceAll('%2F', '/')
    .replaceAll('%2C', ',')
    .replaceAll('%40', '@')
}
