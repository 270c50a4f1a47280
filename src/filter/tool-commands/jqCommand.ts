import { pathsOf } from '../../cloudtrail/fieldPaths.ts'
import {
  isEventField,
  isIntegrityField,
  isKeptField,
  isNoteField,
  type EventFieldName,
} from '../../cloudtrail/fields.ts'
import { parseCidr, type Cidr } from '../cidr.ts'
import type { Filter, TimeRange, Token } from '../filter.ts'
import { foldCase } from '../foldCase.ts'
import { alternativesIn, clausesOf, type Alternative, type Clause } from '../clauses.ts'
import { spellingsOf } from '../spellings.ts'
import { resolveTimeRange, writeSeconds } from '../timeRange.ts'
import { formatClause, jsonString, quoted, type ToolCommand } from './toolCommand.ts'
import { definitionsFor, jqPath } from './jqDefinitions.ts'

/** The command that selects from log files what `matches` does. */
export function jqCommand(filter: Filter): ToolCommand {
  const clauses = clausesOf(filter)
  const notes = [
    'Numbers are compared as jq prints them. Text with NUL or half a surrogate pair is not found.',
    ...(clauses.some(hasEventField)
      ? [
          'What Insights, aggregated and audit events have in other places, or a member has as JSON text, is not looked for.',
        ]
      : []),
    ...clauses
      .filter(asksKept)
      .map(
        (clause) =>
          `${missingIn(clause)}: ${formatClause(clause)} is not included, so the result may contain more events.`,
      ),
    ...(clauses.some(hasWord)
      ? [
          'Words are searched in each record as jq prints it, without whitespace, and as a person reads it. URL-encoded JSON is not opened.',
        ]
      : []),
  ]
  // `./`, so that no file name is taken for an option.
  return { text: `gunzip -c ./*.json.gz | jq -c ${quoted(jqProgram(filter))}`, notes }
}

const asks = (clause: Clause, isAsked: (field: string) => boolean): boolean =>
  clause.some((condition) => condition.kind === 'token' && isAsked(condition.field))

const asksKept = (clause: Clause): boolean => asks(clause, isKeptField)

function missingIn(clause: Clause): string {
  const missing = [
    ...(asks(clause, isNoteField) ? ['notes'] : []),
    ...(asks(clause, isIntegrityField) ? ['integrity'] : []),
  ]
  return `Log files have no ${missing.join(' or ')}`
}

const hasEventField = (clause: Clause): boolean => asks(clause, isEventField)

const hasWord = (clause: Clause): boolean => clause.some(({ kind }) => kind === 'word')

/** The program that reads log files and writes the matching records, without regard to what is kept beside them. */
export function jqProgram(filter: Filter): string {
  const folds = new Set<string>()
  const conditions = [
    ...timeConditions(filter.timeRange),
    ...clausesOf(filter)
      .filter((clause) => !asksKept(clause))
      .map((clause) => clauseOf(clause, folds)),
  ]
  const select = conditions.length === 0 ? '' : ` | select(\n  ${conditions.join('\n  and ')}\n)`
  const folding = folds.size === 0 ? [] : [foldDefinition([...folds].join(''))]
  return [...definitionsFor(conditions.join(' ')), ...folding, `.Records[]${select}`].join('\n')
}

function timeConditions(range: TimeRange): string[] {
  if (range.kind === 'all') return []
  const { startMs, endMs } = resolveTimeRange(range, 0)
  const bounds =
    range.kind === 'relative'
      ? [`. >= now * 1000 - ${-startMs!}`]
      : [
          ...(startMs === null ? [] : [`. >= ${momentText(startMs)}`]),
          ...(endMs === null ? [] : [`. <= ${momentText(endMs)}`]),
        ]
  return [`(time | . != null and ${bounds.join(' and ')})`]
}

/** Readable, to the millisecond. */
function momentText(ms: number): string {
  const rest = ((ms % 1000) + 1000) % 1000
  return `(${jsonString(writeSeconds(ms))} | fromdateiso8601 * 1000${rest === 0 ? '' : ` + ${rest}`})`
}

function clauseOf(clause: Clause, folds: Set<string>): string {
  const conditions = alternativesIn(clause).map((alternative) => conditionOn(alternative, folds))
  return conditions.length === 1 ? conditions[0]! : `(${conditions.join('\n    or ')})`
}

function conditionOn(group: Alternative, folds: Set<string>): string {
  if ('word' in group) {
    const isIn = spellingsOf(group.word).map((spelling) => `contains(${folded(spelling, folds)})`)
    const test = `([tojson, printed(.), printed(open)] | any(fold | ${isIn.join(' or ')}))`
    return group.negated ? `(${test} | not)` : test
  }
  const { field, operator, value } = group[0]
  const texts = textsOf(field)
  const any = (test: string) => `(${texts} | any(${test}))`
  const present = isEventField(field) ? `(${texts} != [])` : `present(${jqPath(field)})`
  switch (operator) {
    case '=': {
      const named = group.filter((token) => token.value !== '')
      const parts = named.length > 0 ? [any(named.map(equals).join(' or '))] : []
      if (named.length < group.length) parts.push(`(${present} | not)`)
      return parts.length === 1 ? parts[0]! : `(${parts.join(' or ')})`
    }
    case '!=':
      return value === '' ? present : `(${any(equals(group[0]))} | not)`
    case '~':
      return any(`fold == ${folded(value, folds)}`)
    case '!~':
      return `(${any(`fold == ${folded(value, folds)}`)} | not)`
    case ':':
      return any(`fold | contains(${folded(value, folds)})`)
    case '!:':
      return `(${any(`fold | contains(${folded(value, folds)})`)} | not)`
    case '^':
      return any(`fold | startswith(${folded(value, folds)})`)
    case '!^':
      return `(${any(`fold | startswith(${folded(value, folds)})`)} | not)`
    case '*':
      return any(`fold | endswith(${folded(value, folds)})`)
    case '!*':
      return `(${any(`fold | endswith(${folded(value, folds)})`)} | not)`
  }
}

function equals({ field, value }: Token): string {
  const same = `. == ${jsonString(value)}`
  const cidr = field === 'sourceIPAddress' ? parseCidr(value) : null
  if (!cidr) return same
  const [first, last] = [groupsOf(cidr, cidr.first), groupsOf(cidr, cidr.last)]
  return `${same} or ([addresses] | any(length == ${first.length} and . >= ${JSON.stringify(first)} and . <= ${JSON.stringify(last)}))`
}

/** IPv4 by its bytes, IPv6 by pairs of them. */
function groupsOf({ kind }: Cidr, bytes: readonly number[]): number[] {
  if (kind === 'ipv4') return [...bytes]
  return Array.from({ length: 8 }, (_, index) => bytes[2 * index]! * 256 + bytes[2 * index + 1]!)
}

/** The list of the field's texts, none of them empty. */
function textsOf(field: string): string {
  return isEventField(field) ? eventTexts(field) : `texts(${jqPath(field)})`
}

function eventTexts(field: EventFieldName): string {
  switch (field) {
    case 'resourceName':
      return '[resources[].name | select(. != null)]'
    case 'resourceType':
      return '[resources[].type | select(. != null)]'
    case 'userName':
      return 'list(user_name)'
    case 'readOnly':
      return 'list(read_only)'
    case 'eventCategory':
      return 'list(event_category)'
    case 'eventTime':
      return 'list(time_text)'
    default:
      return `list(${pathsOf(field)
        .filter((path) => !OF_ANOTHER_KIND.test(path))
        .map((path) => `text(${jqPath(path)})`)
        .join(' // ')})`
  }
}

/** Where records of another kind have it: a simple filter should be a simple program. */
const OF_ANOTHER_KIND = /^(?:insightDetails|eventData)\./

function folded(text: string, folds: Set<string>): string {
  const result = foldCase(text)
  folds.add(result)
  return jsonString(result)
}

/**
 * `fold` as far as it matters: ASCII letters, and every character that folds to one in the filter.
 */
function foldDefinition(sought: string): string {
  const pairs: Record<string, number> = { 304: 105, 8490: 107 }
  const others = new Set(Array.from(sought).filter((character) => character.codePointAt(0)! > 127))
  if (others.size > 0)
    for (const [code, lower] of upperCase()) if (others.has(lower)) pairs[code] = lower.codePointAt(0)!
  return `def fold: explode | map(if . >= 65 and . <= 90 then . + 32 else ${JSON.stringify(pairs)}[tostring] // . end) | implode;`
}

let found: readonly (readonly [code: number, lower: string])[] | undefined

/**
 * The characters beyond ASCII that fold to another. They are found when first needed, and once,
 * since that takes as long as several frames.
 */
function upperCase(): readonly (readonly [code: number, lower: string])[] {
  if (found) return found
  const pairs: [number, string][] = []
  for (let code = 128; code < 0x20000; code++) {
    const character = String.fromCodePoint(code)
    const lower = foldCase(character)
    if (lower !== character) pairs.push([code, lower])
  }
  return (found = pairs)
}
