import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import Busboy from '@fastify/busboy'
import { Hono } from 'hono'
import { LOAD_LOG_FILE, type LoadLogFileResponse, type LoadLogFilesResponse } from '../api/loadLogFile.ts'
import type { LogFileLoader } from './loading/logFileLoader.ts'
import { badRequest, notStored, ProblemError } from './problem.ts'
import { steadily } from './uploadBody.ts'

/** `POST /api/log-files`: one raw body, or a form with any number of files. */
export function logFileRoutes(loader: LogFileLoader): Hono {
  return new Hono().post(LOAD_LOG_FILE, async (context) => {
    const { body } = context.req.raw
    const type = context.req.header('content-type') ?? ''
    if (!body)
      throw badRequest(
        'body',
        'The request has no body: send the log file as the body, or as a multipart form.',
      )
    const bytes = steadily(Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]))
    if (!/^multipart\/form-data/i.test(type)) {
      const name = context.req.query('name') ?? 'upload'
      return context.json<LoadLogFileResponse>(await stored(() => loader.upload(name, bytes)))
    }
    const logFiles = await stored(() => loadForm(loader, type, bytes))
    if (logFiles.length === 0) throw badRequest('body', 'The form has no file: add at least one file field.')
    const [only] = logFiles
    return logFiles.length === 1
      ? context.json<LoadLogFileResponse>(only!)
      : context.json<LoadLogFilesResponse>({ logFiles })
  })
}

/** The files of a form, each loaded while it comes in. */
async function loadForm(
  loader: LogFileLoader,
  contentType: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<LoadLogFileResponse[]> {
  const loads: Promise<LoadLogFileResponse>[] = []
  const files: Readable[] = []
  const form = formOf(contentType)
  form.on('file', (field, stream, name) => {
    const load = loader.upload(name || field, stream)
    load.catch(() => stream.resume())
    loads.push(load)
    files.push(stream)
  })
  try {
    await pipeline(bytes, form)
  } catch (error) {
    // The parser leaves a file open that is cut off, and whoever reads it waiting.
    for (const file of files) file.destroy(error as Error)
    await Promise.allSettled(loads)
    throw error instanceof ProblemError ? error : unreadableForm(error)
  }
  return Promise.all(loads)
}

function formOf(contentType: string): InstanceType<typeof Busboy> {
  try {
    return new Busboy({ headers: { 'content-type': contentType }, preservePath: true })
  } catch (error) {
    throw unreadableForm(error)
  }
}

function unreadableForm(error: unknown): ProblemError {
  return badRequest('body', `The form cannot be read: ${(error as Error).message}.`)
}

/** A store that cannot take the events says why, and what was stored before stays. */
async function stored<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load()
  } catch (error) {
    if (error instanceof ProblemError) throw error
    throw notStored('The log file', error)
  }
}
