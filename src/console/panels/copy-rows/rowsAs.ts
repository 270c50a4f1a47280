import { spreadsheetText } from '../../../api/downloadEvents.ts'
import type { CloudTrailEvent } from '../../../cloudtrail/event.ts'
import { NO_NOTES, noteTexts, type EventNotes } from '../../../cloudtrail/eventNotes.ts'
import { isEventField, isNoteField, labelOf } from '../../../cloudtrail/fields.ts'
import { readRecord } from '../../../cloudtrail/record.ts'
import { formatTime, type Zone } from '../../ui/time.ts'

/** A row that is to be copied: what the list shows of it, and its record as written. */
export interface CopiedRow {
  readonly event: CloudTrailEvent
  readonly notes: EventNotes | undefined
  readonly recordText: string
}

/** The list's columns as it shows them. */
export interface CopiedColumns {
  readonly columns: readonly string[]
  readonly zone: Zone
}

/** The record as it was written; several as a log file has them, which can be loaded again. */
export function rowsAsJson(rows: readonly CopiedRow[]): string {
  const texts = rows.map(({ recordText }) => recordText)
  return texts.length === 1 ? texts.join('') : `{"Records":[\n${texts.join(',\n')}\n]}`
}

/** Rows for a spreadsheet, under their titles. A cell is one line, and never a formula. */
export function rowsAsTsv(rows: readonly CopiedRow[], shown: CopiedColumns): string {
  return tableOf(rows, shown)
    .map((cells) => cells.map(tsvCell).join('\t'))
    .join('\n')
}

/** A table of Markdown, in which every cell says just what it says. */
export function rowsAsMarkdown(rows: readonly CopiedRow[], shown: CopiedColumns): string {
  const [titles = [], ...cells] = tableOf(rows, shown).map((line) => line.map(markdownCell))
  return [titles, titles.map(() => '---'), ...cells].map((line) => `| ${line.join(' | ')} |`).join('\n')
}

function tableOf(rows: readonly CopiedRow[], { columns, zone }: CopiedColumns): string[][] {
  return [columns.map(labelOf), ...rows.map((row) => columns.map((column) => cellText(row, column, zone)))]
}

function cellText({ event, notes, recordText }: CopiedRow, column: string, zone: Zone): string {
  if (isNoteField(column)) return noteTexts(column, notes ?? NO_NOTES).join(', ')
  if (!isEventField(column)) return readRecord(recordText).values(column).filter(Boolean).join(', ')
  if (column === 'eventTime') return event.eventTime === null ? '' : formatTime(event.eventTime, zone)
  if (column === 'resourceType' || column === 'resourceName') {
    return event.resources.flatMap((resource) => resource[column] ?? []).join(', ')
  }
  if (column === 'userName') return event.userName ?? event.invokedBy ?? ''
  return String(event[column] ?? '')
}

const tsvCell = (text: string): string => spreadsheetText(oneLine(text))

const markdownCell = (text: string): string =>
  oneLine(text)
    .replaceAll('&', '&amp;')
    .replaceAll(/[\\`*_[\]<>|~#]/g, '\\$&')

/** Tabs and line breaks would end a cell. */
const oneLine = (text: string): string => text.replaceAll(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, ' ')
