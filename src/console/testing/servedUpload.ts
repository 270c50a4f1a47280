/** What the page waits for. */
export interface Waiting {
  readonly resolve: (response: Response) => void
  readonly reject: (reason: unknown) => void
  readonly onSent?: (bytes: number) => void
}

type Receive = (url: URL, method: string, signal: AbortSignal | null, waiting: Waiting) => void

/** An XMLHttpRequest, as far as uploads use it, whose requests are received by the test. */
export function servedUpload(receive: Receive): typeof XMLHttpRequest {
  class ServedUpload extends EventTarget {
    readonly upload = new EventTarget()
    readonly #aborting = new AbortController()
    #method = ''
    #address = ''
    status = 0
    responseText = ''

    open(method: string, address: string): void {
      this.#method = method
      this.#address = address
    }

    send(): void {
      const end = (how: 'load' | 'error' | 'abort') => {
        this.dispatchEvent(new Event(how))
        this.dispatchEvent(new Event('loadend'))
      }
      receive(new URL(this.#address, location.href), this.#method, this.#aborting.signal, {
        resolve: (response) => {
          this.status = response.status
          void response.text().then((text) => {
            this.responseText = text
            end('load')
          })
        },
        reject: () => end(this.#aborting.signal.aborted ? 'abort' : 'error'),
        onSent: (loaded) => this.upload.dispatchEvent(new ProgressEvent('progress', { loaded })),
      })
    }

    abort(): void {
      this.#aborting.abort()
    }
  }
  return ServedUpload as unknown as typeof XMLHttpRequest
}
