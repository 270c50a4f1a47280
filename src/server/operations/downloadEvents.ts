import { Readable } from 'node:stream'
import type { Handler } from 'hono'
import { COMPRESSED_FORMATS, downloadEvents, type DownloadFormat } from '../../api/downloadEvents.ts'
import type { ParamsOf } from '../../api/operation.ts'
import { fileHeaders, writeEventFile, type EventFile } from '../downloads/eventFile.ts'
import { badRequest } from '../http/problem.ts'
import { readParams } from '../http/readParams.ts'
import { readAsOf } from '../query/asOf.ts'
import { checkFilter } from '../query/checkFilter.ts'
import { parquetFolderOf } from '../../store/eventStore.ts'
import type { Services } from '../services.ts'

/** The matching events' records as a file, written while they are read from the store. */
export function answerDownloadEvents(services: Services): Handler {
  return async (context) => {
    const file = await checkedFile(readParams(downloadEvents, context.req.url), services)
    const headers = fileHeaders(file, 'event_history')
    const { raw } = context.req
    if (raw.method === 'HEAD') return context.body(null, 200, headers)
    const leave = services.downloads.takePlace()
    const release = services.keepOpen()
    const abort = new AbortController()
    raw.signal.addEventListener('abort', () => abort.abort())
    if (raw.signal.aborted) abort.abort()
    const stream = writeEventFile(file, services, abort.signal)
    stream.once('close', () => {
      leave()
      release()
      abort.abort()
    })
    return context.body(Readable.toWeb(stream) as ReadableStream, 200, headers)
  }
}

/** Why a format has no notes. */
const WITHOUT_NOTES: Readonly<Partial<Record<DownloadFormat, string>>> = {
  ndjson: 'NDJSON has one record per line and no place for notes.',
  parquet: 'A Parquet file has the columns of the table of CloudTrail logs, and none for notes.',
  evidence: 'An evidence bundle has records as they were written, without notes.',
}

/** The file that a request asks for, whose filter the store can answer. */
export async function checkedFile(
  params: ParamsOf<typeof downloadEvents>,
  { storeID, store, now }: Services,
): Promise<EventFile> {
  const { filter, format, compression, order, notes } = params
  const noNotes = WITHOUT_NOTES[format]
  if (notes === 'include' && noNotes !== undefined) throw badRequest('notes', `${noNotes} Use json or csv.`)
  if (compression !== undefined && COMPRESSED_FORMATS.includes(format))
    throw badRequest('compression', `The format ${format} is compressed already. Omit compression.`)
  if (format === 'parquet') parquetFolderOf(store)
  await checkFilter(store, filter)
  const query = { filter, asOf: readAsOf(params.asOf, store, now()) }
  store.checkSnapshot(query)
  return { storeID, query, order, format, isGzipped: compression === 'gzip', hasNotes: notes === 'include' }
}
