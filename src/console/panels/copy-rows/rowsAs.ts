import { spreadsheetText } from '../../../api/downloadEvents.ts'
import type { CloudTrailEvent } from '../../../cloudtrail/event.ts'
import { NO_NOTES, noteTexts, type EventNotes } from '../../../cloudtrail/eventNotes.ts'
import { isEventField, isIntegrityField, isNoteField } from '../../../cloudtrail/fields.ts'
import { RESOURCE_COLUMN } from '../../../api/listAddress.ts'
import { columnLabel } from '../../models/address/columns.ts'
import { readRecord } from '../../../cloudtrail/record.ts'
import { formatTime, type Zone } from '../../ui/time.ts'

/** A row to copy: what the list shows of it, and its record as written. */
export interface CopiedRow {
  readonly event: CloudTrailEvent
  readonly notes: EventNotes | undefined
  readonly recordText: string
}

/** The columns of the list. */
export interface CopiedColumns {
  readonly columns: readonly string[]
  readonly zone: Zone
}

/** The record as written; several records in the form of a log file, which can be loaded again. */
export function rowsAsJson(rows: readonly CopiedRow[]): string {
  const texts = rows.map(({ recordText }) => recordText)
  return texts.length === 1 ? texts.join('') : `{"Records":[\n${texts.join(',\n')}\n]}`
}

/** Rows for a spreadsheet, with a header row. A cell is one line and never a formula. */
export function rowsAsTsv(rows: readonly CopiedRow[], shown: CopiedColumns): string {
  return tableOf(rows, shown)
    .map((cells) => cells.map(tsvCell).join('\t'))
    .join('\n')
}

/** A Markdown table, with every cell escaped so that it reads literally. */
export function rowsAsMarkdown(rows: readonly CopiedRow[], shown: CopiedColumns): string {
  const [titles = [], ...cells] = tableOf(rows, shown).map((line) => line.map(markdownCell))
  return [titles, titles.map(() => '---'), ...cells].map((line) => `| ${line.join(' | ')} |`).join('\n')
}

function tableOf(rows: readonly CopiedRow[], { columns, zone }: CopiedColumns): string[][] {
  return [
    columns.map(columnLabel),
    ...rows.map((row) => columns.map((column) => cellText(row, column, zone))),
  ]
}

function cellText({ event, notes, recordText }: CopiedRow, column: string, zone: Zone): string {
  if (isNoteField(column)) return noteTexts(column, notes ?? NO_NOTES).join(', ')
  if (isIntegrityField(column)) return event.integrity ?? ''
  if (column === RESOURCE_COLUMN) {
    return event.resources
      .map(({ resourceName, resourceType }) => [resourceName, resourceType].filter(Boolean).join(' '))
      .join(', ')
  }
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

/** Tabs and line breaks would end the cell. */
const oneLine = (text: string): string => text.replaceAll(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, ' ')
