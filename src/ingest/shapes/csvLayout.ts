import { parse } from 'csv-parse/sync'

/** How the rows of a CSV file represent records. Numbers are indices of columns. */
export type CsvLayout =
  /** The AWS console's download of Event history, now or before 2021: a part of each record. */
  | { readonly kind: 'console'; readonly delimiter: string; readonly columns: readonly string[] }
  /** One column has the whole record: CloudTrail Lake with eventJson, Logs Insights, Splunk. */
  | { readonly kind: 'text'; readonly delimiter: string; readonly column: number }
  /** The columns of Athena's or CloudTrail Lake's table. */
  | { readonly kind: 'table'; readonly delimiter: string; readonly columns: readonly string[] }

/** The layout according to a text's header line; null if the header is not known. */
export function csvLayout(start: string): CsvLayout | null {
  const line = /[^\r\n]+/.exec(start.slice(0, LONGEST_HEADER))?.[0] ?? ''
  if (/^\s*[[{]/.test(line) || line.length === LONGEST_HEADER) return null
  for (const delimiter of [',', ';', '\t']) {
    const columns = cellsOf(line, delimiter)?.map((cell) => cell.trim())
    if (!columns) continue
    const lower = columns.map((column) => column.toLowerCase())
    if (lower.includes('event name') && lower.includes('event time'))
      return { kind: 'console', delimiter, columns: lower }
    const column = TEXT_COLUMNS.map((name) => lower.indexOf(name)).find((index) => index >= 0)
    if (column !== undefined) return { kind: 'text', delimiter, column }
    if (lower.includes('eventname') && (lower.includes('eventsource') || lower.includes('eventid')))
      return { kind: 'table', delimiter, columns: lower }
  }
  return null
}

function cellsOf(line: string, delimiter: string): string[] | null {
  try {
    return parse(line, { delimiter, relax_quotes: true, record_delimiter: '\n' })[0] ?? null
  } catch {
    return null
  }
}

/** Columns that contain a record's text, the most certain first. */
const TEXT_COLUMNS = [
  'eventjson',
  'cloudtrailevent',
  'event.original',
  '@message',
  '_raw',
  'message',
  '_source',
]
const LONGEST_HEADER = 16 * 1024
