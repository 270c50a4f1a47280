import { Readable } from 'node:stream'
import type { Handler } from 'hono'
import { downloadSql, type SqlDownloadFormat } from '../../api/sql.ts'
import { readParams } from '../http/readParams.ts'
import type { Services } from '../services.ts'

const CONTENT_TYPES: Readonly<Record<SqlDownloadFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  ndjson: 'application/x-ndjson; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
}

export function answerDownloadSql(services: Services): Handler {
  return async (context) => {
    const { query, format } = readParams(downloadSql, context.req.url)
    const leave = services.downloads.takePlace()
    const release = services.keepOpen()
    const pieces = begun(services.sql.file(services, query, format, context.req.raw.signal))
    const isOver = () => {
      leave()
      release()
    }
    try {
      // What is wrong with the statement is said before a file begins.
      const stream = Readable.from(await pieces, { objectMode: false }).once('close', isOver)
      return context.body(Readable.toWeb(stream) as ReadableStream, 200, {
        'Content-Type': CONTENT_TYPES[format],
        'Content-Disposition': `attachment; filename="query_result.${format}"`,
      })
    } catch (error) {
      isOver()
      throw error
    }
  }
}

/** The same pieces, once the first of them is there. */
async function begun(pieces: AsyncGenerator<Uint8Array>): Promise<AsyncGenerator<Uint8Array>> {
  const first = await pieces.next()
  return (async function* () {
    try {
      if (first.done !== true) yield first.value
      yield* pieces
    } finally {
      await pieces.return(undefined)
    }
  })()
}
