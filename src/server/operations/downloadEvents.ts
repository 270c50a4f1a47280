import { Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import type { Handler } from 'hono'
import { downloadEvents, type DownloadFormat } from '../../api/downloadEvents.ts'
import type { EventStore, EventQuery } from '../../store/eventStore.ts'
import type { Order } from '../../filter/filter.ts'
import { csvHeader, csvRows } from './eventHistoryCsv.ts'
import { downloadedNotes } from './downloadedNotes.ts'
import type { NotesFile } from '../kept/notesFile.ts'
import { badRequest, busy } from '../http/problem.ts'
import { readParams } from '../http/readParams.ts'
import { readAsOf } from '../query/asOf.ts'
import { checkFilter } from '../query/checkFilter.ts'
import type { Services } from '../services.ts'

const CONTENT_TYPES: Readonly<Record<DownloadFormat, string>> = {
  json: 'application/json; charset=utf-8',
  ndjson: 'application/x-ndjson; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
}

/**
 * Each keeps a block of events in memory; a client that reads slowly only holds up its own
 * download.
 */
const MAX_DOWNLOADS = 8

/** The matching events' records as a file, written while they are read from the store. */
export function answerDownloadEvents({ store, notes: kept, now }: Services): Handler {
  let underWay = 0
  return async (context) => {
    const { filter, format, compression, order, ...params } = readParams(downloadEvents, context.req.url)
    const notes = params.notes === 'include' ? kept : null
    if (notes && format === 'ndjson')
      throw badRequest('notes', 'NDJSON is one record a line and has no place for notes: take json or csv.')
    await checkFilter(store, filter)
    const query = { filter, asOf: readAsOf(params.asOf, store, now()) }
    store.checkSnapshot(query)
    const extension = compression === 'gzip' ? `${format}.gz` : format
    const headers = {
      'Content-Type': compression === 'gzip' ? 'application/gzip' : CONTENT_TYPES[format],
      'Content-Disposition': `attachment; filename="event_history.${extension}"`,
    }
    if (context.req.raw.method === 'HEAD') return context.body(null, 200, headers)
    if (underWay >= MAX_DOWNLOADS) {
      throw busy(
        'Too many downloads',
        `${MAX_DOWNLOADS} downloads are under way already: wait until one has ended, or cancel one.`,
        10,
      )
    }
    const abort = new AbortController()
    context.req.raw.signal.addEventListener('abort', () => abort.abort())
    context.req.raw.signal.throwIfAborted()
    underWay++
    const text = Readable.from(pieces(format, store, notes, query, order, abort.signal), {
      objectMode: false,
    })
    const stream = compression === 'gzip' ? text.pipe(createGzip({ level: 4 })) : text
    text.once('error', (error) => stream.destroy(error))
    stream.once('close', () => {
      underWay--
      abort.abort()
      text.destroy()
    })
    return context.body(Readable.toWeb(stream) as ReadableStream, 200, headers)
  }
}

/** The file, piece by piece, with the notes on its events if they are given. */
async function* pieces(
  format: DownloadFormat,
  store: EventStore,
  notes: Pick<NotesFile, 'of'> | null,
  query: EventQuery,
  order: Order,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array | string> {
  switch (format) {
    case 'json':
      yield '{"Records":['
      yield* store.downloadRecords(query, { order, between: ',', onOneLine: false }, signal)
      yield notes
        ? `],"eventNotes":${JSON.stringify(await downloadedNotes(store, notes, query, order, signal))}}`
        : ']}'
      break
    case 'ndjson': {
      let isEmpty = true
      for await (const records of store.downloadRecords(
        query,
        { order, between: '\n', onOneLine: true },
        signal,
      )) {
        isEmpty = false
        yield records
      }
      if (!isEmpty) yield '\n'
      break
    }
    case 'csv':
      yield csvHeader(notes !== null)
      for await (const block of store.downloadEvents(query, order, signal)) yield csvRows(block, notes)
      break
  }
}
