import { fieldsOf } from './clauses.ts'
import { fieldNamed, RECORD_MEMBERS } from '../cloudtrail/fields.ts'
import { splitPath } from '../cloudtrail/fieldPath.ts'
import { EVERYTHING, type Filter } from './filter.ts'
import { formatToken, parseFilterText } from './text.ts'
import { token } from './edit.ts'
import { detectIdentifier } from './indicators/identifiers.ts'
import { detectAwsLink, detectQuery } from './indicators/links.ts'
import { asks, known, type Suggestion, type Indicator } from './indicators/suggestion.ts'
import { listedTexts, detectRecords } from './indicators/records.ts'
import { detectTime } from './indicators/times.ts'

/** With more values, a link could not contain the filter. */
const MOST_LISTED = 200
const LONGEST_LINE = 8000
const LONGEST_WORD = 256

/**
 * What a pasted or typed text is, and the filters that it may mean: an identifier, a time, a
 * record, a link, a line of conditions, or several of one kind. null if it is none of these and can
 * only be searched for. Never throws, and takes time in proportion to the length of the text.
 */
export function detectIndicators(text: string): Indicator | null {
  const plain = unwrap(text)
  if (plain === '') return null
  return (
    detectRecords(plain) ??
    detectAwsLink(plain) ??
    detectQuery(plain) ??
    detectOne(plain) ??
    detectMember(plain) ??
    detectLine(text.trim(), plain) ??
    detectList(plain) ??
    detectWord(plain)
  )
}

const detectOne = (text: string): Indicator | null => detectIdentifier(text) ?? detectTime(text)

const INVISIBLE = /[\u200b-\u200f\u2060\ufeff\u00ad]/g
const BRACKETS: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '`': '`',
  '(': ')',
  '<': '>',
  '“': '”',
  '‘': '’',
  '«': '»',
}

/** Without surrounding white space, quotes, brackets and comma. */
function unwrap(text: string): string {
  let plain = text.replaceAll(INVISIBLE, '').trim()
  for (let round = 0; round < 4 && plain !== ''; round++) {
    const before = plain
    if (/[,;.]$/.test(plain)) plain = plain.slice(0, -1).trimEnd()
    const close = BRACKETS[plain.charAt(0)]
    const inner = plain.slice(1, -1)
    if (close !== undefined && plain.length > 2 && plain.endsWith(close) && !inner.includes(close))
      plain = inner.trim()
    if (plain === before) break
  }
  return plain
}

/** A member of a record: `"accessKeyId": "ASIA…",`. */
function detectMember(text: string): Indicator | null {
  if (text.length > LONGEST_LINE) return null
  const match = /^"(\w{1,64})"\s{0,9}:\s{0,9}(?:"([^"\\]{1,2000})"|(true|false|\d{1,15}))$/.exec(text)
  if (!match) return null
  const [, name = '', quoted, bare] = match
  const value = quoted ?? bare ?? ''
  const isTop = fieldNamed(name) !== undefined || RECORD_MEMBERS.has(name)
  const named = isTop ? [asks(`Events with this ${name}`, [name, value])] : []
  const indicator = detectOne(value)
  const suggestions = [...named, ...(indicator?.suggestions ?? [])]
  return suggestions.length === 0 ? null : known('Part of a record', ...unique(suggestions))
}

/**
 * `eventSource=s3.amazonaws.com errorCode!=`, as typed into the filter. First exactly as written,
 * since its values may end with a comma or contain invisible characters; then without surrounding
 * characters, if that is a different filter.
 */
function detectLine(text: string, plain: string): Indicator | null {
  const suggestions = [
    { says: 'This filter', filter: lineFilter(text) },
    { says: 'This filter, without the characters around it', filter: lineFilter(plain) },
  ].flatMap(({ says, filter }): Suggestion[] => (filter ? [{ says, filter }] : []))
  return suggestions.length === 0 ? null : { ...known('Filter', ...unique(suggestions)), isWhole: true }
}

function lineFilter(text: string): Filter | null {
  if (text.length > LONGEST_LINE || !text.includes('=') || /[\r\n]/.test(text)) return null
  const filter = parseFilterText(text)
  const conditions = filter.tokens.length + (filter.timeRange.kind === 'all' ? 0 : 1)
  const isReadable = filter.tokens.every((each) => each.kind !== 'unreadable')
  return conditions > 0 && isReadable && [...fieldsOf(filter)].every(isPlace) ? filter : null
}

/**
 * Whether a path begins with a documented member of a record: nobody means a condition by `a=b`
 * alone.
 */
const isPlace = (field: string): boolean =>
  fieldNamed(field) !== undefined || RECORD_MEMBERS.has(splitPath(field)[0] ?? '')

/** Several of one kind become alternatives for the fields that all of them suggest. */
function detectList(text: string): Indicator | null {
  const texts = [...new Set((listedTexts(text) ?? text.split(/[\s,;|]+/)).map(unwrap))].filter(Boolean)
  if (texts.length < 2 || texts.length > MOST_LISTED) return null
  const each = texts.map(detectIdentifier)
  const [first] = each
  if (!first || each.some((one) => one?.what !== first.what)) return names(texts)
  const suggestions = first.suggestions.flatMap(({ says }, index): Suggestion[] => {
    const tokens = each.map((one) => one?.suggestions[index]?.filter.tokens ?? [])
    // An indicator with two conditions cannot be an alternative.
    if (tokens.some((own) => own.length !== 1)) return []
    const filter: Filter = { ...EVERYTHING, tokens: tokens.flat() }
    return filter.tokens.every((own) => own.kind === 'token' && own.operator === '=')
      ? [{ says: `${says} (any of ${texts.length})`, filter }]
      : []
  })
  return suggestions.length === 0 ? null : known(`${texts.length} × ${first.what}`, ...suggestions)
}

function names(texts: readonly string[]): Indicator | null {
  if (!texts.every((each) => EVENT_NAME.test(each))) return null
  const tokens = texts.map((each) => token('eventName', '=', each))
  return known(`${texts.length} event names`, {
    says: `Events with one of these ${texts.length} names`,
    filter: { ...EVERYTHING, tokens },
  })
}

/**
 * `DeleteTrail`, `CreateFunction20150331`, `CreateDistribution2020_05_31`; at least two capitalized
 * words.
 */
const EVENT_NAME = /^[A-Z][a-z]{1,30}[A-Z][A-Za-z]{0,90}[\d_]{0,12}$/

/** A single word may be the name of anything. The number of matching events shows which. */
function detectWord(text: string): Indicator | null {
  if (text.length > LONGEST_WORD || /=[^=]|[\s\p{Cc}\p{Cs}]/u.test(text) || !/[\p{L}\d]/u.test(text))
    return null
  const eventName = asks('Events with this name', ['eventName', text])
  const others = [
    asks('Events of the user or session with this name', ['userName', text]),
    asks('Events on the resource with this name', ['resourceName', text]),
    asks('Calls in sessions of the role with this name', [
      'userIdentity.sessionContext.sessionIssuer.userName',
      text,
    ]),
    asks('Requests to the bucket with this name', ['requestParameters.bucketName', text]),
  ]
  if (EVENT_NAME.test(text)) return { what: 'Event name', suggestions: [eventName, ...others], sure: false }
  return {
    what: 'Name',
    suggestions: /^[A-Z][a-z]+$/.test(text) ? [eventName, ...others] : others,
    sure: false,
  }
}

function unique(suggestions: readonly Suggestion[]): readonly Suggestion[] {
  const seen = new Set<string>()
  return suggestions.filter(({ filter }) => {
    const key = JSON.stringify([filter.tokens.map(formatToken), filter.timeRange])
    return !seen.has(key) && seen.add(key)
  })
}
