import { Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import type { DownloadFormat } from '../../api/downloadEvents.ts'
import type { Order } from '../../filter/filter.ts'
import type { EventQuery } from '../../store/eventStore.ts'
import { eventBundle, type BundledFrom } from '../evidence/eventBundle.ts'
import type { KeptNotes } from '../kept/keptNotes.ts'
import { downloadedNotes } from './downloadedNotes.ts'
import { parquetFile } from './parquetFile.ts'
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

interface WrittenFrom extends BundledFrom {
  readonly notes: Pick<KeptNotes, 'of'>
}

/** What is told while a file is written. */
export interface WritingProgress {
  /** How many more events were written. */
  readonly onEvents: (count: number) => void
  /** Of an evidence bundle: the SHA-256 of its manifest. */
  readonly onManifest: (sha256: string) => void
}

const CONTENT_TYPES: Readonly<Record<DownloadFormat, string>> = {
  json: 'application/json; charset=utf-8',
  ndjson: 'application/x-ndjson; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
  evidence: 'application/zip',
}

/** The headers of a file; `name` is without its extension. */
export const fileHeaders = (file: EventFile, name: string) => ({
  'Content-Type': file.isGzipped ? 'application/gzip' : CONTENT_TYPES[file.format],
  'Content-Disposition': `attachment; filename="${fileName(file, name)}"`,
})

export const fileName = ({ format, isGzipped }: EventFile, name: string): string =>
  format === 'evidence' ? `${name}.evidence.zip` : `${name}.${format}${isGzipped ? '.gz' : ''}`

/**
 * The file, written while it is read from the store. Ends early when `signal` is aborted.
 */
export function writeEventFile(
  file: EventFile,
  from: WrittenFrom,
  signal: AbortSignal,
  progress: WritingProgress = { onEvents: () => {}, onManifest: () => {} },
): Readable {
  const text = Readable.from(pieces(file, from, signal, progress), { objectMode: false })
  if (!file.isGzipped) return text
  const gzipped = text.pipe(createGzip({ level: 4 }))
  text.once('error', (error) => gzipped.destroy(error))
  gzipped.once('close', () => text.destroy())
  return gzipped
}

async function* pieces(
  file: EventFile,
  from: WrittenFrom,
  signal: AbortSignal,
  { onEvents, onManifest }: WritingProgress,
): AsyncGenerator<Uint8Array | string> {
  const { format, query, order, hasNotes } = file
  const { store, notes } = from
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
    case 'evidence': {
      let events = 0
      const counting = { onEvents: (count: number) => onEvents(((events += count), count)), onManifest }
      const bundled = { query, order, events: () => events }
      const log = pieces({ ...file, format: 'json' }, from, signal, counting)
      yield* eventBundle({ ...bundled, records: log }, from, signal, onManifest)
      break
    }
    case 'parquet':
      yield* parquetFile(store, query, order, onEvents, signal)
      break
    case 'csv':
      yield csvHeader(hasNotes)
      for await (const block of store.downloadEvents(query, order, signal)) {
        yield csvRows(block, hasNotes ? notes : null)
        onEvents(block.length)
      }
      break
  }
}
