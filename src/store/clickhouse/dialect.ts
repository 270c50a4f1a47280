import { LEAF_SEPARATOR } from '../../cloudtrail/recordShape.ts'
import { newerLetters } from '../../filter/foldCase.ts'
import { SHOWN_CHARACTERS } from '../../filter/shown.ts'
import { LIST_SEPARATOR, type GivenColumn, type SqlDialect } from '../sql/sqlDialect.ts'
import { literal } from './literal.ts'

/** Numbers that sort events without time before all others. */
const NO_TIME = '-9223372036854775808'

/** The key by which events are stored, oldest first: see schema.ts. */
export const SORTING_KEY = (row: string): readonly string[] => [
  `ifNull(${row}eventTimeMs, ${NO_TIME})`,
  `ifNull(${row}eventID, '')`,
  `${row}ordinal`,
]

const TYPES: Readonly<Record<GivenColumn['type'], string>> = {
  INTEGER: 'Int32',
  UINTEGER: 'UInt32',
  BIGINT: 'Int64',
  VARCHAR: 'String',
}

/** Years are counted in periods after which the calendar repeats itself: the engine knows those from 1900 to 2299. */
const PERIOD_MS = 146_097 * 86_400_000
const PERIOD_YEARS = 400
const FIRST_MS = Date.UTC(1900)

/** Letters that no version of Unicode before 16 lowers. */
const NEWER_LETTERS = newerLetters().join('')

/** As many code points that are no characters, so that no text has them. */
const STAND_INS = newerLetters()
  .map((_, index) =>
    String.fromCodePoint(
      index < 32 ? 0xfdd0 + index : 0x1fffe + ((index - 32) >> 1) * 0x10000 + ((index - 32) & 1),
    ),
  )
  .join('')

/** ClickHouse's SQL. `events` is the table of events as it is now, to follow FROM. */
export function clickhouseDialect(events: () => string): SqlDialect {
  return {
    get events() {
      return events()
    },
    param: (number) => `$${number}`,
    listParam,
    asText: (value) => `toString(${value})`,
    asInteger: (number) => `${number}::BIGINT`,
    quotient: (number, divisor) => `intDiv(${number}, ${divisor})`,
    beginningOfSha256: (text, digits) => `lower(substring(hex(SHA256(${text})), 1, ${digits}))`,
    hash: (values) =>
      `cityHash64(${values.map((value) => `isNull(${value}), ifNull(toString(${value}), '')`).join(', ')})`,

    fold: foldSql,
    shown: (text) =>
      `if(lengthUTF8(${text}) > ${SHOWN_CHARACTERS}, concat(substringUTF8(${text}, 1, ${SHOWN_CHARACTERS}), '…'), ${text})`,
    timeText,
    contains: (text, part) => `(position(${text}, ${part}) > 0)`,
    startsWith: (text, beginning) => `startsWith(${text}, ${beginning})`,
    endsWith: (text, ending) => `endsWith(${text}, ${ending})`,
    matchesPattern: (text, pattern) => `match(${text}, ${pattern})`,

    listContains: (list, item) => `has(${list}, ${item})`,
    itemsWhere: (list, test) => `arrayFilter(x -> ${test('x')}, ${list})`,
    anyItem: (list, test) => `arrayExists(x -> ${test('x')}, ${list})`,
    distinctItems: (list) => `arrayDistinct(${list})`,
    firstItems: (list, count) => `arraySlice(${list}, 1, ${count})`,
    mapItems: (list, write) => `arrayMap(x -> ${write('x')}, ${list})`,
    positionIn: (list, item) => `indexOf(${list}, ${item})`,
    unnest: (list) => `arrayJoin(${list})`,
    givenRows: (columns) =>
      `SELECT ${columns.map(({ name, type }) => `CAST(${name}_text, '${TYPES[type]}') AS ${name}`).join(', ')} FROM (` +
      `SELECT ${columns.map(({ name, param }) => `${listParam(param)} AS ${name}_texts`).join(', ')}) ` +
      `ARRAY JOIN ${columns.map(({ name }) => `${name}_texts AS ${name}_text`).join(', ')}`,
    distinctList: (value) => `groupUniqArray(${value})`,
    sortedPairs: (first, second, condition) =>
      `arrayMap(pair -> [pair.1, pair.2], arraySort(groupArrayIf((toFloat64(${first}), toFloat64(${second})), ${condition})))`,
    sortItems: (list) => `arraySort(${list})`,
    joinItems: (list, separator) => `arrayStringConcat(${list}, ${separator})`,

    newestFirst: SORTING_KEY('e.')
      .map((key) => `${key} DESC`)
      .join(', '),
    oldestFirst: SORTING_KEY('e.').join(', '),

    leaves: 'e.leaves',
    wholeLeaves: 'e.leaves',
    readings: 'e.readings',
    shape: 'e.shape',
    leafTexts: (slots) =>
      `arrayFilter((text, slot) -> text <> '' AND has(${slots}, slot), ${LEAVES_AS_LIST}, arrayEnumerate(${LEAVES_AS_LIST}))`,
    slotsOfPath: (path) => `(SELECT shape, slots FROM slots WHERE path = ${path})`,
    shapesWithPathFrom: (beginning) => `(SELECT shape FROM slots WHERE startsWith(path, ${beginning}))`,
    shapesContaining: (word) => `(SELECT id FROM shapes WHERE position(${foldSql('text')}, ${word}) > 0)`,
    compactShapesContaining: (word) =>
      `(SELECT id FROM shapes WHERE match(text, '[ \\t\\n\\r]') AND position(${foldSql(COMPACT)}, ${word}) > 0)`,
  }
}

/** The decoded leaves of an event. */
const LEAVES_AS_LIST = `splitByChar(${literal(LEAF_SEPARATOR)}, ifNull(e.decodedLeaves, e.leaves))`

/** A shape without white space between values. */
const COMPACT = `replaceRegexpAll(text, ${literal(String.raw`("[^"\\]*(?:\\.[^"\\]*)*")|[ \t\n\r]+`)}, ${literal(String.raw`\1`)})`

function listParam(param: string): string {
  return `splitByChar(${literal(LIST_SEPARATOR)}, ${param})`
}

/**
 * See foldCase.ts. The server lowers texts as a language would: a final Σ to ς, İ to two characters, and letters of
 * newer Unicode versions. These are put out of its way.
 */
function foldSql(text: string): string {
  const isASCII = `length(${text}) = lengthUTF8(${text})`
  const lowered = `lowerUTF8(translateUTF8(${text}, ${literal(`Σİ${NEWER_LETTERS}`)}, ${literal(`σi${STAND_INS}`)}))`
  return `if(${isASCII}, lower(${text}), translateUTF8(${lowered}, ${literal(STAND_INS)}, ${literal(NEWER_LETTERS)}))`
}

/** See writeTime.ts. */
function timeText(ms: string): string {
  const periods = `toInt64(floor((${ms} - ${FIRST_MS}) / ${PERIOD_MS}))`
  const known = `fromUnixTimestamp64Milli(${ms} - ${periods} * ${PERIOD_MS}, 'UTC')`
  const year = `leftPad(toString(toYear(${known}) + ${PERIOD_YEARS} * ${periods}), 4, '0')`
  const rest = `formatDateTime(${known}, '-%m-%dT%H:%i:%S')`
  const fraction = `if(${ms} % 1000 = 0, '', concat('.', leftPad(toString((${ms} % 1000 + 1000) % 1000), 3, '0')))`
  return `concat(${year}, ${rest}, ${fraction}, 'Z')`
}
