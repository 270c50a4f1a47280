import { ENDS_LIKE_OPERATOR, joinPath, splitPath } from '../cloudtrail/fieldPath.ts'
import { ACCESS_TOKEN } from './accessToken.ts'
import { OPERATORS, type Filter, type FilterToken, type Operator, type TimeRange } from './filter.ts'
import { readTime, readTimeRange, writeTimeRange } from './timeRange.ts'

/** What follows the field in a URL key: the operator without its `=`. */
const KEY_SUFFIX: Readonly<Record<Operator, string>> = {
  '=': '',
  '!=': '!',
  ':': ':',
  '!:': '!:',
  '^': '^',
  '!^': '!^',
}

/** `!:` must not be taken for `:`; `=`, which adds nothing to the key, is the last. */
const LONGEST_FIRST = OPERATORS.toSorted((a, b) => KEY_SUFFIX[b].length - KEY_SUFFIX[a].length)

/** Keys of the filter itself, which are not tokens. */
export type TimeOrTextKey = 'startTime' | 'endTime' | 'range' | 'text'

const TIME_AND_TEXT: ReadonlySet<string> = new Set<TimeOrTextKey>(['startTime', 'endTime', 'range', 'text'])

export const isTimeOrText = (key: string): key is TimeOrTextKey => TIME_AND_TEXT.has(key)

type Params = Iterable<readonly [string, string]>

/**
 * The filter in a URL's parameters. Every parameter becomes part of it, except those named in
 * `others`, which have another meaning. What cannot be understood becomes an unreadable token;
 * nothing is dropped.
 */
export function readFilter(params: Params, others: readonly string[] = []): Filter {
  return readParams([...params].filter(([key]) => !others.includes(key))).filter
}

/**
 * The same with the reason why each parameter cannot be understood. If a time is given several
 * times, the last one counts, which is where `filterParams` writes it.
 */
export function readParams(params: readonly (readonly [string, string])[]): {
  readonly filter: Filter
  readonly reasons: readonly (string | null)[]
} {
  const reasons = params.map(([key, value]) => problemOfParam(key, value))
  const valueAt = (i: number): string | undefined => params[i]?.[1]
  const last = (name: string): number => {
    const found = params.findLastIndex(([key], i) => key === name && reasons[i] === null)
    params.forEach(([key], i) => {
      if (key === name && i !== found) reasons[i] ??= `${name} is given twice.`
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
  const tokens = params.flatMap(([key, value], i): FilterToken | [] => {
    const reason = reasons[i]!
    if (reason !== null) return { kind: 'unreadable', key, value, reason }
    return isTimeOrText(key) ? [] : readableToken(key, value)
  })
  const text = params.flatMap(([key, value]) => (key === 'text' ? value.trim() : []))
  return {
    filter: {
      tokens,
      timeRange: timeRangeOf(valueAt(range), valueAt(start), valueAt(end)),
      text: text.filter(Boolean).join(' '),
    },
    reasons,
  }
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

function problemOfRange(value: string): string | null {
  return readTimeRange(value) ? null : `“${value}” is not a range: write 30m, 12h, 7d, 4w or all.`
}

function problemOfTime(key: string, value: string): string | null {
  if (readTime(value) !== null) return null
  return `${key} “${value}” is not a time: write ISO 8601 UTC, as 2026-02-09T22:27:53Z.`
}

function problemOfParam(key: string, value: string): string | null {
  if (key === 'text') return null
  if (key === 'range') return problemOfRange(value)
  if (key === 'startTime' || key === 'endTime') return problemOfTime(key, value)
  const { field, operator } = splitKey(key)
  return problemOf(field, operator, value)
}

function readableToken(key: string, value: string): FilterToken {
  const { field, operator } = splitKey(key)
  return { kind: 'token', field: joinPath(splitPath(field)), operator, value }
}

/** A URL's key is the field followed by the operator without its `=`. */
export function splitKey(key: string): { readonly field: string; readonly operator: Operator } {
  const operator =
    LONGEST_FIRST.find(
      (each) => key.endsWith(KEY_SUFFIX[each]) && !endsEscaped(key, KEY_SUFFIX[each].length),
    ) ?? '='
  return { field: key.slice(0, key.length - KEY_SUFFIX[operator].length), operator }
}

function problemOf(field: string, operator: Operator, value: string): string | null {
  if (field === '') return 'There is no field before the operator.'
  if (isTimeOrText(field)) return `${field} takes no other operator than =.`
  if (field === ACCESS_TOKEN)
    return 'token is no field, but opens a console: write \\token for a member of a record that is called so.'
  if (ENDS_LIKE_OPERATOR.test(field.replaceAll(/\\./gs, 'x'))) {
    return `“${keyOf(field, operator)}” has an operator that does not exist: use =, !=, :=, !:=, ^= or !^=.`
  }
  if (splitPath(field).includes('')) return `“${field}” is not a path: a name is missing beside a dot.`
  if (value === '' && operator !== '=' && operator !== '!=') return `${field}${operator} needs a value.`
  return null
}

function keyOf(field: string, operator: Operator): string {
  return `${field}${KEY_SUFFIX[operator]}`
}

/** Whether the operator at the key's end is escaped, and so belongs to the name. */
function endsEscaped(key: string, length: number): boolean {
  const before = /\\*$/.exec(key.slice(0, key.length - length))![0]
  return before.length % 2 === 1
}

/**
 * The filter as URL parameters, in the order of its tokens; reading them gives the same filter. A
 * member of a record with the name of one of the `others` (see readFilter), of a key for time or
 * text, or of the access token is written with an escape.
 */
export function filterParams(filter: Filter, others: readonly string[] = []): [string, string][] {
  const params = filter.tokens.map((token): [string, string] => {
    if (token.kind !== 'token') return [token.key, token.value]
    const key = token.field + KEY_SUFFIX[token.operator]
    const isTaken = others.includes(key) || isTimeOrText(token.field) || token.field === ACCESS_TOKEN
    return [isTaken ? `\\${key}` : key, token.value]
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
