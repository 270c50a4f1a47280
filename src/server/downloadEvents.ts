import { Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import { Hono } from 'hono'
import { DOWNLOAD_EVENTS, DOWNLOAD_FORMATS, type DownloadFormat } from '../api/downloadEvents.ts'
import type { EventStore, StoredEvent } from '../store/eventStore.ts'
import { csvHeader, csvRows } from './eventHistoryCsv.ts'
import { ProblemError } from './problem.ts'
import { readAsOf, RequestParams } from './question.ts'

type Block = readonly Required<StoredEvent>[]

const CONTENT_TYPES: Readonly<Record<DownloadFormat, string>> = {
  json: 'application/json; charset=utf-8',
  ndjson: 'application/x-ndjson; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
}

/** Each holds a block of events; a client that reads slowly holds its download only. */
const MAX_DOWNLOADS = 8

/** Roughly how much text goes out at once. */
const PIECE = 256 * 1024

/** Downloads: the matching events' records as a file, written while it is read from the store. */
export function downloadRoutes(store: EventStore, now: () => number): Hono {
  let underWay = 0
  return new Hono().get(DOWNLOAD_EVENTS, async (context) => {
    const params = new RequestParams(context.req.url, ['format', 'compression', 'order', 'asOf'])
    const format = params.choice('format', DOWNLOAD_FORMATS) ?? 'json'
    const compression = params.choice('compression', ['gzip'])
    const order = params.order()
    const question = { filter: await params.filter(store), asOf: readAsOf(params.text('asOf'), store, now()) }
    if (underWay >= MAX_DOWNLOADS) {
      throw new ProblemError({
        title: 'Too many downloads',
        status: 503,
        detail: `${MAX_DOWNLOADS} downloads are under way already: wait until one has ended, or cancel one.`,
      })
    }
    const abort = new AbortController()
    context.req.raw.signal.addEventListener('abort', () => abort.abort())
    underWay++
    const text = Readable.from(pieces(format, store.downloadEvents(question, order, abort.signal)), {
      objectMode: false,
    })
    const stream = compression === 'gzip' ? text.pipe(createGzip({ level: 4 })) : text
    text.once('error', (error) => stream.destroy(error))
    stream.once('close', () => {
      underWay--
      abort.abort()
      text.destroy()
    })
    const extension = compression === 'gzip' ? `${format}.gz` : format
    return context.body(Readable.toWeb(stream) as ReadableStream, 200, {
      'Content-Type': compression === 'gzip' ? 'application/gzip' : CONTENT_TYPES[format],
      'Content-Disposition': `attachment; filename="event_history.${extension}"`,
      'Cache-Control': 'no-store',
    })
  })
}

async function* pieces(format: DownloadFormat, blocks: AsyncIterable<Block>): AsyncGenerator<string> {
  let piece = format === 'json' ? '{"Records":[' : format === 'csv' ? csvHeader() : ''
  let isFirst = true
  for await (const block of blocks) {
    for (const stored of block) {
      switch (format) {
        case 'json':
          piece += isFirst ? stored.record.text : `,${stored.record.text}`
          break
        case 'ndjson':
          // A record that was written over several lines becomes one line; a bare line break stands nowhere inside a value.
          piece += `${stored.record.text.replaceAll(/[\r\n]+\s*/g, ' ')}\n`
          break
        case 'csv':
          piece += csvRows([stored])
          break
      }
      isFirst = false
      if (piece.length >= PIECE) {
        yield piece
        piece = ''
      }
    }
  }
  yield format === 'json' ? `${piece}]}` : piece
}
