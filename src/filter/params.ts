import { ENDS_LIKE_OPERATOR, joinPath, splitPath } from '../cloudtrail/fieldPath.ts'
import { OPERATORS, type Filter, type FilterToken, type Operator, type TimeRange } from './filter.ts'
import { readTime, readTimeRange, writeTimeRange } from './timeRange.ts'

/** What stands behind the field in a URL key: the operator without its `=`. */
const KEY_SUFFIX: Readonly<Record<Operator, string>> = {
  '=': '',
  '!=': '!',
  ':': ':',
  '!:': '!:',
  '^': '^',
  '!^': '!^',
}

/** Keys that are the filter's own and no token. */
const TIME_AND_TEXT: ReadonlySet<string> = new Set(['startTime', 'endTime', 'range', 'text'])

type Params = Iterable<readonly [string, string]>

/**
 * The filter in a URL's parameters. Every parameter becomes part of it, but for those named in `others`, which belong to
 * somebody else. What cannot be understood becomes an unreadable token; nothing is dropped.
 */
export function readFilter(params: Params, others: readonly string[] = []): Filter {
  const tokens: FilterToken[] = []
  const text: string[] = []
  const times: Partial<Record<'startTime' | 'endTime' | 'range', string>> = {}
  const unreadable = (key: string, value: string, reason: string) =>
    tokens.push({ kind: 'unreadable', key, value, reason })
  for (const [key, value] of params) {
    if (others.includes(key)) continue
    if (key === 'text') {
      if (value.trim()) text.push(value.trim())
    } else if (key === 'range' || key === 'startTime' || key === 'endTime') {
      const problem = key === 'range' ? problemOfRange(value) : problemOfTime(key, value)
      if (problem) unreadable(key, value, problem)
      else if (times[key] !== undefined) unreadable(key, value, `${key} is given twice.`)
      else times[key] = value
    } else tokens.push(readToken(key, value))
  }
  if (times.range !== undefined && (times.startTime !== undefined || times.endTime !== undefined)) {
    unreadable('range', times.range, 'A range cannot be combined with startTime or endTime.')
    delete times.range
  }
  const timeRange = timeRangeOf(times)
  if (timeRange.kind === 'absolute' && isBackwards(timeRange)) {
    unreadable(
      'startTime',
      timeRange.startTime!,
      `The start ${timeRange.startTime} is after the end ${timeRange.endTime}.`,
    )
    return { tokens, timeRange: { kind: 'absolute', endTime: timeRange.endTime! }, text: text.join(' ') }
  }
  return { tokens, timeRange, text: text.join(' ') }
}

function timeRangeOf(times: { startTime?: string; endTime?: string; range?: string }): TimeRange {
  if (times.range !== undefined) return readTimeRange(times.range) ?? { kind: 'all' }
  if (times.startTime === undefined && times.endTime === undefined) return { kind: 'all' }
  return {
    kind: 'absolute',
    ...(times.startTime !== undefined && { startTime: times.startTime }),
    ...(times.endTime !== undefined && { endTime: times.endTime }),
  }
}

function isBackwards({ startTime, endTime }: { startTime?: string; endTime?: string }): boolean {
  return startTime !== undefined && endTime !== undefined && readTime(startTime)! > readTime(endTime, 'end')!
}

function problemOfRange(value: string): string | null {
  return readTimeRange(value) ? null : `“${value}” is not a range: write 30m, 12h, 7d, 4w or all.`
}

function problemOfTime(key: string, value: string): string | null {
  if (readTime(value) !== null) return null
  return `${key} “${value}” is not a time: write ISO 8601 UTC, as 2026-02-09T22:27:53Z.`
}

/** A token from one URL parameter: the key is the field followed by the operator without its `=`. */
export function readToken(key: string, value: string): FilterToken {
  // Longest first, so that `!:` is not taken for `:`.
  const operator =
    OPERATORS.filter((candidate) => KEY_SUFFIX[candidate] && key.endsWith(KEY_SUFFIX[candidate]))
      .toSorted((a, b) => b.length - a.length)
      .find((candidate) => !endsEscaped(key, KEY_SUFFIX[candidate].length)) ?? '='
  const field = key.slice(0, key.length - KEY_SUFFIX[operator].length)
  const reason = problemOf(field, operator, value)
  if (reason) return { kind: 'unreadable', key, value, reason }
  return { kind: 'token', field: joinPath(splitPath(field)), operator, value }
}

function problemOf(field: string, operator: Operator, value: string): string | null {
  if (field === '') return 'There is no field before the operator.'
  if (TIME_AND_TEXT.has(field)) return `${field} takes no other operator than =.`
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
 * The filter as URL parameters, in the order of its tokens; reading them gives the same filter. Where a member of a record is
 * called as one of the `others` (see readFilter), its name is escaped.
 */
export function filterParams(filter: Filter, others: readonly string[] = []): [string, string][] {
  const params = filter.tokens.map((token): [string, string] => {
    if (token.kind !== 'token') return [token.key, token.value]
    const key = token.field + KEY_SUFFIX[token.operator]
    return [others.includes(key) ? `\\${key}` : key, token.value]
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

/** The filter as a query string without its `?`. One filter has one such text. */
export function printFilter(filter: Filter): string {
  return printParams(filterParams(filter))
}

export function printParams(params: Params): string {
  return [...params].map(([key, value]) => `${encode(key)}=${encode(value)}`).join('&')
}

/** Percent-encodes what must be, and leaves readable what may stay. A lone surrogate becomes U+FFFD, as in any URL. */
function encode(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\u{fffd}'))
    .replaceAll('%3A', ':')
    .replaceAll('%2F', '/')
    .replaceAll('%2C', ',')
    .replaceAll('%40', '@')
}
