import { parse } from 'csv-parse/sync'
import { columnsOf, plain } from './columns.ts'
import { hasRecordText, TEXT_COLUMNS } from './recordText.ts'

/** How a text represents a table. */
export interface TableLayout {
  readonly delimiter: string
  /** Characters and lines before the header, or before the first row if there is none. */
  readonly skip: number
  readonly skippedLines: number
  readonly hasHeader: boolean
  /** Whether quotes in cells are escaped with a backslash, and not doubled. */
  readonly hasBackslashes: boolean
  /** Whether there are spaces around the delimiters. */
  readonly isSpaced: boolean
}

/**
 * The layout of a text that is a table of events, or of anything if nothing in it may be a record;
 * null for any other text. The header decides, or records in quoted cells: docs/cloudtrail.md#tables
 *
 * `start`: the beginning of the text.
 */
export function tableLayout(start: string): TableLayout | null {
  // JSON, which may be one long line.
  if (/^\s*[[{]/.test(start)) return null
  const lines = linesOf(start)
  const named = /^sep=(.)\s*$/i.exec(lines[0]?.text ?? '')?.[1]
  const delimiters = named === undefined ? DELIMITERS : [named]
  // PowerShell's `#TYPE …` says what the objects were.
  const first = lines.findIndex(({ text }) => !/^(?:sep=.\s*|#TYPE\b.*|[\s+=|:-]*)$/i.test(text))
  if (first < 0 || /^\s*[[{]/.test(lines[first]!.text)) return null
  const found = (i: number, layout: Found): TableLayout => ({
    ...layout,
    skip: lines[i]!.start,
    skippedLines: i,
    hasBackslashes: hasBackslashes(start.slice(lines[i]!.start)),
  })
  const lastTitle = Math.min(lines.length, first + MOST_TITLE_LINES)
  for (let i = first; i < lastTitle; i++) {
    const layout = headerOf(lines[i]!.text, start.slice(lines[i]!.end), delimiters, i === first)
    if (layout) return found(i, layout)
  }
  if (hasQuotedRecord(lines[first]!.text))
    return found(first, {
      delimiter: delimiterBefore(lines[first]!.text),
      hasHeader: false,
      isSpaced: false,
    })
  // The last line above the first record. If that is in the first line, and no quotes make it a
  // cell, these are log lines, or text of the AWS CLI.
  const place = placeOfRecord(start.slice(lines[first]!.start))
  const record = place < 0 ? -1 : lines.findLastIndex((line) => line.start <= lines[first]!.start + place)
  const names = lines.findLastIndex(({ text }, i) => i < record && i >= first && text.trim() !== '')
  const column =
    names < 0 ? null : columnOfRecords(lines[names]!.text, start.slice(lines[names]!.end), delimiters)
  if (column) return found(names, column)
  const other = otherTable(lines.slice(first), start, delimiters)
  return other && found(first, other)
}

type Found = Pick<TableLayout, 'delimiter' | 'hasHeader' | 'isSpaced'>

/** A line with the names of members of records. */
function headerOf(line: string, rest: string, delimiters: readonly string[], isFirst: boolean): Found | null {
  let best: { readonly found: Found; readonly count: number } | null = null
  for (const delimiter of delimiters) {
    const header = cellsOf(line, delimiter)
    if (!header || !isHeader(header, isFirst)) continue
    if (hasBareRecords(rest, header.length > 1 ? delimiter : null)) continue
    const count = columnsOf(header).filter(({ path }) => path !== null).length
    if (best && best.count >= count) continue
    best = { found: { delimiter, hasHeader: true, isSpaced: isSpaced(line, delimiter) }, count }
  }
  return best && best.found
}

/**
 * Whether these are names of members of records. `isFirst`: nothing is above them; if there are
 * titles, more names are needed to be sure.
 */
export function isHeader(names: readonly string[], isFirst: boolean): boolean {
  if (names.some((name) => name.length > LONGEST_NAME)) return false
  const columns = columnsOf(names).filter(({ path }) => path !== null)
  if (columns.some(({ path }) => path![0] === 'eventName' || path![0] === 'eventID'))
    return columns.length >= (isFirst ? 2 : 3)
  return columns.length >= 3 || (isFirst && names.some((name) => TEXT_COLUMNS.has(plain(name))))
}

/**
 * Whether the next line has a record without the quotes that a cell with commas needs. Such lines
 * are read as lines with text before their JSON.
 */
function hasBareRecords(rest: string, delimiter: string | null): boolean {
  const line = /[^\r\n]+/.exec(rest)?.[0] ?? ''
  const isBare = delimiter === null ? /^\s*\{\s*"/.test(line) : /^[^"{]*[,;]\s*\{\s*"/.test(line)
  return isBare && delimiter !== '\t' && delimiter !== '|' && hasRecordText(line)
}

/** A line of names before rows with records in their cells. */
function columnOfRecords(line: string, rest: string, delimiters: readonly string[]): Found | null {
  if (/[{}]/.test(line) || line.length > LONGEST_HEADER) return null
  const best = delimiters
    .map((delimiter) => ({ delimiter, count: cellsOf(line, delimiter)?.length ?? 0 }))
    .reduce((most, one) => (one.count > most.count ? one : most))
  const isBare = best.count > 1 && '\t|'.includes(best.delimiter) && BARE_RECORD.test(rest)
  if (!isBare && !hasQuotedRecord(rest)) return null
  return { delimiter: best.delimiter, hasHeader: true, isSpaced: best.delimiter === '|' }
}

/** An index in the line on which the first record begins; -1 if there is none. */
function placeOfRecord(text: string): number {
  const bare = text.search(BARE_RECORD)
  const quoted = hasQuotedRecord(text) ? text.search(QUOTED_JSON) : -1
  // The match may begin with the line break before it.
  return Math.max(bare, quoted) < 0 ? -1 : Math.min(...[bare, quoted].filter((at) => at >= 0)) + 1
}

function hasQuotedRecord(text: string): boolean {
  return QUOTED_JSON.test(text) && QUOTED_MEMBER.test(text)
}

/**
 * A table of something else, so that it can be refused by its columns: rows of as many cells as
 * names, and no JSON.
 */
function otherTable(lines: readonly Line[], start: string, delimiters: readonly string[]): Found | null {
  const texts = lines.slice(0, 5).map(({ text }) => text)
  while (texts.at(-1) === '') texts.pop()
  if (texts.length < 2 || start.includes('{')) return null
  for (const delimiter of delimiters) {
    const [names, ...rows] = texts.map((text) => cellsOf(text, delimiter) ?? [])
    if (names!.length < 2 || rows.some((row) => row.length !== names!.length)) continue
    const isNamed = names!.every((name) => /^[\p{L}_@#][\p{L}\p{N}_@. /()[\]#%-]{0,60}$/u.test(name))
    const hasEvents = texts.every((text) => /\.amazonaws\.com|\d{4}-\d\d-\d\d/.test(text))
    if (isNamed && !hasEvents) return { delimiter, hasHeader: true, isSpaced: isSpaced(texts[0]!, delimiter) }
    if (hasEvents) return { delimiter, hasHeader: false, isSpaced: false }
  }
  return null
}

function cellsOf(line: string, delimiter: string): string[] | null {
  try {
    const cells = parse(line, { delimiter, relax_quotes: true, trim: true, record_delimiter: '\n' })[0]
    return cells?.map((cell) => cell.trim()) ?? null
  } catch {
    return null
  }
}

function isSpaced(line: string, delimiter: string): boolean {
  return delimiter === '|' || (delimiter !== '\t' && line.includes(`${delimiter} `))
}

/** `"{\"eventVersion\":…}"` rather than `"{""eventVersion"":…}"`. */
function hasBackslashes(text: string): boolean {
  return /[{,]\s*\\"[\w.:-]+\\"\s*:/.test(text) && !/[{,]\s*""[\w.:-]+""\s*:/.test(text)
}

interface Line {
  readonly text: string
  readonly start: number
  readonly end: number
}

function linesOf(start: string): Line[] {
  return Array.from(start.matchAll(/([^\r\n]*)(?:\r\n|\n|\r|$)/g), (match) => ({
    text: match[1]!,
    start: match.index,
    end: match.index + match[0].length,
  })).slice(0, MOST_TITLE_LINES + 5)
}

/** The delimiter of a line without names: the one around its quoted cells. */
function delimiterBefore(line: string): string {
  return /(?:^|")([,;\t|])"/.exec(line)?.[1] ?? /([,;\t|])"/.exec(line)?.[1] ?? ','
}

/** JSON that begins a quoted cell, perhaps with text before it. */
const QUOTED_JSON = /(?:^|[,;\t|\r\n])"[^"]{0,200}[{[]\s*(?:\\*""|\\")/
const QUOTED_MEMBER = /(?:\\*""|\\")(?:eventVersion|eventSource|eventName|CloudTrailEvent)(?:\\*""|\\")\s*:/
const BARE_RECORD = /[\t|]\s*\{\s*"(?:[^\r\n]*")?(?:eventVersion|eventSource|eventName)\\*"\s*:/

const DELIMITERS = [',', ';', '\t', '|']
const MOST_TITLE_LINES = 20
const LONGEST_NAME = 300
const LONGEST_HEADER = 8 * 1024
