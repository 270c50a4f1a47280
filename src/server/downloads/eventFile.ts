import { Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import type { DownloadFormat } from '../../api/downloadEvents.ts'
import type { Order } from '../../filter/filter.ts'
import type { EventQuery, EventStore } from '../../store/eventStore.ts'
import type { NotesFile } from '../kept/notesFile.ts'
import { downloadedNotes } from './downloadedNotes.ts'
import { csvHeader, csvRows } from './eventHistoryCsv.ts'

/** A file of the events that match a query. */
export interface EventFile {
  /** The event data store that it is read from. */
  readonly storeID: string
  readonly query: EventQuery
  readonly order: Order
  readonly format: DownloadFormat
  readonly isGzipped: boolean
  readonly hasNotes: boolean
}

interface WrittenFrom {
  readonly store: EventStore
  readonly notes: Pick<NotesFile, 'of'>
}

const CONTENT_TYPES: Readonly<Record<DownloadFormat, string>> = {
  json: 'application/json; charset=utf-8',
  ndjson: 'application/x-ndjson; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
}

/** The headers of a file; `name` is without its extension. */
export const fileHeaders = (file: EventFile, name: string) => ({
  'Content-Type': file.isGzipped ? 'application/gzip' : CONTENT_TYPES[file.format],
  'Content-Disposition': `attachment; filename="${fileName(file, name)}"`,
})

export const fileName = ({ format, isGzipped }: EventFile, name: string): string =>
  `${name}.${format}${isGzipped ? '.gz' : ''}`

/**
 * The file, written while it is read from the store. `onEvents` is told how many more events were
 * written. Ends early when `signal` is aborted.
 */
export function writeEventFile(
  file: EventFile,
  from: WrittenFrom,
  signal: AbortSignal,
  onEvents: (count: number) => void = () => undefined,
): Readable {
  const text = Readable.from(pieces(file, from, signal, onEvents), { objectMode: false })
  if (!file.isGzipped) return text
  const gzipped = text.pipe(createGzip({ level: 4 }))
  text.once('error', (error) => gzipped.destroy(error))
  gzipped.once('close', () => text.destroy())
  return gzipped
}

async function* pieces(
  { format, query, order, hasNotes }: EventFile,
  { store, notes }: WrittenFrom,
  signal: AbortSignal,
  onEvents: (count: number) => void,
): AsyncGenerator<Uint8Array | string> {
  async function* records(between: string, onOneLine: boolean): AsyncGenerator<Uint8Array> {
    for await (const block of store.downloadRecords(query, { order, between, onOneLine }, signal)) {
      yield block.bytes
      onEvents(block.records)
    }
  }
  switch (format) {
    case 'json':
      yield '{"Records":['
      yield* records(',', false)
      yield hasNotes
        ? `],"eventNotes":${JSON.stringify(await downloadedNotes(store, notes, query, order, signal))}}`
        : ']}'
      break
    case 'ndjson': {
      let isEmpty = true
      for await (const bytes of records('\n', true)) {
        isEmpty = false
        yield bytes
      }
      if (!isEmpty) yield '\n'
      break
    }
    case 'csv':
      yield csvHeader(hasNotes)
      for await (const block of store.downloadEvents(query, order, signal)) {
        yield csvRows(block, hasNotes ? notes : null)
        onEvents(block.length)
      }
      break
  }
}
