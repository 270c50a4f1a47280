import { loadLogFile as loadOperation, type LoadLogFileResponse } from '../../../api/loadLogFile.ts'
import { requestAddress } from '../../../api/requestAddress.ts'
import { cancelUpload, getUpload, type Upload } from '../../../api/uploads.ts'
import { queryClient } from './queryClient.ts'
import { send, ServerUnreachable } from './request.ts'
import { uploadFile } from './uploadFile.ts'

/** The progress of a log file, in bytes. */
export interface LoadProgress {
  readonly sent: number
  readonly read: number
  readonly stored: number
}

/** The user canceled the loading of a log file. */
export class LoadingCanceled extends Error {
  /** How many of its records were already stored, and are kept; null if the server did not say. */
  readonly records: number | null
  constructor(records: number | null) {
    super('Loading was canceled')
    this.records = records
  }
}

const LOOK_AGAIN_MS = 400
/** How long the server may take to end a canceled upload before its request is cut off. */
const ENDS_WITHIN_MS = 10_000

/**
 * Loads one log file into an event data store; null is the default one. Its bytes are the body, so
 * that the browser streams them from the disk. Throws {@link LoadingCanceled} when `signal` aborts.
 */
export async function loadLogFile(
  file: File,
  name: string,
  store: string | null,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (progress: LoadProgress) => void },
): Promise<LoadLogFileResponse> {
  const upload = newID()
  let progress: LoadProgress = { sent: 0, read: 0, stored: 0 }
  const advance = (further: Partial<LoadProgress>) => onProgress((progress = { ...progress, ...further }))
  const following = setInterval(
    () =>
      void send(getUpload, { id: upload }).then(
        ({ bytesRead, bytesStored }) => {
          if (bytesStored > progress.stored) void queryClient.invalidateQueries({ queryKey: ['status'] })
          advance({ read: bytesRead, stored: bytesStored })
        },
        // Not started yet, or the request for the file itself fails.
        () => {},
      ),
    LOOK_AGAIN_MS,
  )
  const transfer = new AbortController()
  let canceling: Promise<Upload | null> | undefined
  const cancel = () => {
    canceling = canceled(upload).finally(() => transfer.abort())
  }
  signal.addEventListener('abort', cancel)
  try {
    const address = requestAddress(loadOperation, { name, store: store ?? undefined, upload })
    const onSent = (sent: number) => advance({ sent })
    // Each file has one report.
    return (await uploadFile(address, file, { signal: transfer.signal, onSent })) as LoadLogFileResponse
  } catch (error) {
    if (canceling) throw new LoadingCanceled((await canceling)?.records ?? null)
    if (error instanceof ServerUnreachable && !(await canBeRead(file)))
      throw new Error('The browser can no longer read this file. It was changed or moved: load it again.', {
        cause: error,
      })
    throw error
  } finally {
    signal.removeEventListener('abort', cancel)
    clearInterval(following)
  }
}

/** Ends an upload and resolves to its report, or to null if the server did not say. */
function canceled(id: string): Promise<Upload | null> {
  return send(cancelUpload, { id }, AbortSignal.timeout(ENDS_WITHIN_MS)).catch(() => null)
}

/** A file that changed since it was selected fails like a server that cannot be reached. */
function canBeRead(file: File): Promise<boolean> {
  return file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    )
}

/** `crypto.randomUUID` is missing where the console is reached over plain HTTP. */
function newID(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}
