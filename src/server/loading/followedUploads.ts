import type { Upload } from '../../api/uploads.ts'
import { conflict, notFound, ProblemError } from '../http/problem.ts'

/** An upload, which can be followed by its ID and canceled. */
export class FollowedUpload {
  readonly id: string
  /** How many bytes its client announced; 0 if it did not. */
  readonly size: number
  readonly #canceling = new AbortController()
  readonly #ended: Promise<void>
  #end = () => {}
  #state: Upload['state'] = 'waiting'
  bytesRead = 0
  bytesStored = 0
  records = 0
  added = 0

  constructor(id: string, size: number) {
    this.id = id
    this.size = size
    this.#ended = new Promise((resolve) => (this.#end = resolve))
  }

  get progress(): Upload {
    const { id, bytesRead, bytesStored, records, added } = this
    return { id, state: this.#state, bytesRead, bytesStored, records, added }
  }

  /** Aborts when it is canceled, with the problem that its request is answered with. */
  get signal(): AbortSignal {
    return this.#canceling.signal
  }

  begin(): void {
    this.#state = 'loading'
  }

  end(): void {
    this.#state = 'ended'
    this.#end()
  }

  /** Resolves when nothing more of it will be stored. */
  async cancel(): Promise<void> {
    this.#canceling.abort(
      new ProblemError(
        {
          title: 'Canceled',
          status: 409,
          detail: 'The upload was canceled. Records that were already stored are kept.',
        },
        { Connection: 'close' },
      ),
    )
    await this.#ended
  }
}

/** Their progress is small. */
const MAX_KEPT = 100

/** The uploads of this server that are followed, and what became of the last ones. */
export class FollowedUploads {
  readonly #uploads = new Map<string, FollowedUpload>()

  follow(id: string, size: number): FollowedUpload {
    if (this.#uploads.has(id))
      throw conflict('This upload ID is already in use. Use a different ID for each upload.')
    const upload = new FollowedUpload(id, size)
    this.#uploads.set(id, upload)
    const [oldest] = this.#uploads.keys()
    if (this.#uploads.size > MAX_KEPT) this.#uploads.delete(oldest!)
    return upload
  }

  get(id: string): FollowedUpload {
    const upload = this.#uploads.get(id)
    if (upload) return upload
    throw notFound(
      `There is no upload “${id}”. The server remembers the last ${MAX_KEPT} until it is stopped.`,
    )
  }
}
