import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import Busboy from '@fastify/busboy'
import type { Handler } from 'hono'
import { loadLogFile, type LoadLogFileResponse, type LoadLogFilesResponse } from '../../api/loadLogFile.ts'
import { readParams } from '../http/readParams.ts'
import { FollowedUpload } from '../loading/followedUploads.ts'
import type { LoadUpload } from '../loading/uploads.ts'
import type { Services } from '../services.ts'
import { badRequest, notStored, ProblemError } from '../http/problem.ts'
import { brokenOff, requestBody } from '../http/requestBody.ts'

/** How large a decompressed log file may be. */
const MOST_BYTES = 64 * 1024 ** 3
const MOST_FILES = 10_000

/** One raw body, or a form with any number of files. */
export function answerLoadLogFile({
  loader: { uploads },
  source,
  storeID,
  stores,
  bodyPace,
  followedUploads,
}: Services): Handler {
  const where = stores.isDefault(storeID) ? {} : { store: storeID }
  return async (context) => {
    if (source !== 'log-files') throw takesNoLogFiles()
    const { name, upload } = readParams(loadLogFile, context.req.url)
    const request = context.req.raw
    const type = context.req.header('content-type') ?? ''
    if (!request.body)
      throw badRequest(
        'body',
        'The request has no body. Send the log file as the body, or as a multipart form.',
      )
    const size = Number(context.req.header('content-length') ?? 0)
    const followed =
      upload === undefined ? new FollowedUpload('', size) : followedUploads.follow(upload, size)
    const body = requestBody(request, MOST_BYTES, bodyPace)
    try {
      const bytes = await begun(body)
      const load = <T>(work: Parameters<typeof uploads.take<T>>[2]) =>
        stored(() => uploads.take({ signal: request.signal, followed }, bytes, work), request)
      if (!/^multipart\/form-data/i.test(type)) {
        return context.json<LoadLogFileResponse>({
          ...(await load((paced, loadOne) => loadOne(name, paced))),
          ...where,
        })
      }
      const loaded = await load((paced, loadOne) => loadForm(loadOne, type, paced))
      const logFiles = loaded.map((logFile) => ({ ...logFile, ...where }))
      if (logFiles.length === 0)
        throw badRequest('body', 'The form has no file. Add at least one file field.')
      const [only] = logFiles
      return logFiles.length === 1
        ? context.json<LoadLogFileResponse>(only!)
        : context.json<LoadLogFilesResponse>({ logFiles })
    } finally {
      followed.end()
      void body.return(undefined)
    }
  }
}

/**
 * The same bytes, once the first of them have arrived: a client that sends nothing takes no place.
 */
async function begun(bytes: AsyncGenerator<Uint8Array>): Promise<AsyncGenerator<Uint8Array>> {
  const first = await bytes.next()
  return (async function* () {
    if (first.done) return
    yield first.value
    yield* bytes
  })()
}

/** If the store cannot take the events, the response says why; what was stored before stays. */
async function stored<T>(upload: () => Promise<T>, { signal }: Request): Promise<T> {
  try {
    return await upload()
  } catch (error) {
    if (error instanceof ProblemError) throw error
    if (signal.aborted) throw brokenOff()
    throw notStored('The log file', error)
  }
}

/** The files of a form, one after another, each loaded while it arrives. */
async function loadForm(
  load: LoadUpload,
  contentType: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<LoadLogFileResponse[]> {
  const reports: LoadLogFileResponse[] = []
  let loaded = Promise.resolve()
  /** All files but the latest, which may wait for more bytes. */
  let loadedBefore = loaded
  let notLoaded: Error | undefined
  let last: Readable | undefined
  const form = formOf(contentType)
  form.on('error', ignore)
  form.on('filesLimit', () => form.destroy(tooManyFiles()))
  form.on('file', (field, file, name) => {
    // Also while it waits for others, when nothing else listens.
    file.on('error', ignore)
    last = file
    loadedBefore = loaded
    loaded = loaded.then(async () => void reports.push(await load(name || field, file)))
    loaded.catch((error: Error) => form.destroy((notLoaded ??= error)))
  })
  try {
    await pipeline(async function* () {
      for await (const chunk of bytes) {
        yield chunk
        // The parser keeps small files in memory until they are read.
        await loadedBefore
      }
    }, form)
  } catch (error) {
    const reason = notLoaded ?? (error instanceof ProblemError ? error : unreadableForm(error))
    // When a file is cut off, the parser leaves it open and its reader waiting.
    last?.destroy(reason)
    await loaded.catch(ignore)
    throw reason
  }
  await loaded
  return reports
}

const takesNoLogFiles = (): ProblemError =>
  new ProblemError({
    title: 'Event data store of an account',
    status: 409,
    detail:
      'Log files cannot be loaded into the event data store of an account. Load them into another one: omit store, or use an ID from /api/stores.',
    field: 'store',
  })

const ignore = () => {}

function formOf(contentType: string): InstanceType<typeof Busboy> {
  try {
    const limits = { files: MOST_FILES }
    return new Busboy({ headers: { 'content-type': contentType }, preservePath: true, limits })
  } catch (error) {
    throw unreadableForm(error)
  }
}

function tooManyFiles(): ProblemError {
  return new ProblemError(
    {
      title: 'Too large',
      status: 413,
      detail: `The form has more than ${MOST_FILES} files. The first ${MOST_FILES} were loaded; send the others in another form.`,
    },
    { Connection: 'close' },
  )
}

function unreadableForm(error: unknown): ProblemError {
  return badRequest('body', `The form cannot be read: ${(error as Error).message}.`)
}
