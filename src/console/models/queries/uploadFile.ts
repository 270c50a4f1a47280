import { ServerUnreachable, successful } from './request.ts'

export interface UploadOptions {
  readonly signal: AbortSignal
  /** How many bytes of the file were sent. */
  readonly onSent: (bytes: number) => void
}

/**
 * Sends a file as the body of a POST request and resolves to the JSON of its response.
 * XMLHttpRequest reports how much was sent, which `fetch` does not, and also streams the file from
 * the disk.
 */
export async function uploadFile(address: string, file: File, options: UploadOptions): Promise<unknown> {
  const response = await successful(await sentFile(address, file, options))
  return await response.json()
}

function sentFile(address: string, file: File, { signal, onSent }: UploadOptions): Promise<Response> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const request = new XMLHttpRequest()
    const abort = () => request.abort()
    request.upload.addEventListener('progress', ({ loaded }) => onSent(loaded))
    request.addEventListener('load', () =>
      resolve(new Response(request.responseText, { status: request.status })),
    )
    request.addEventListener('error', () => reject(new ServerUnreachable()))
    request.addEventListener('abort', () => reject(signal.reason as Error))
    request.addEventListener('loadend', () => signal.removeEventListener('abort', abort))
    signal.addEventListener('abort', abort)
    request.open('POST', address)
    request.send(file)
  })
}
