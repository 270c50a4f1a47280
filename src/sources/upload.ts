import { CorruptInput } from '../ingest/containers/corruptInput.ts'
import type { LogFile } from './logFileSource.ts'

/**
 * A log file sent by a client. Its bytes arrive once, piece by piece, and are read as they arrive.
 */
export class Upload {
  readonly logFile: LogFile
  readonly #onTaken: () => void
  readonly #canceling = new AbortController()
  #pieces: (Uint8Array | 'end' | 'broken off')[] = []
  #wake = () => {}

  /** `onTaken`: a piece is being read, and the next one may come. */
  constructor(name: string, onTaken: () => void) {
    this.logFile = { uri: null, name, size: 0, modifiedMs: 0 }
    this.#onTaken = onTaken
  }

  receive(piece: Uint8Array): void {
    this.#push(piece)
  }

  end(): void {
    this.#push('end')
  }

  /** Nothing more will arrive, though the upload is incomplete. */
  breakOff(): void {
    this.#push('broken off')
  }

  /** Aborts when it is canceled. */
  get signal(): AbortSignal {
    return this.#canceling.signal
  }

  /** Nothing more of it is read, not even what has arrived. */
  cancel(): void {
    this.#canceling.abort(new Error('The upload was canceled'))
    this.#pieces = []
    this.#wake()
  }

  async *open(): AsyncGenerator<Uint8Array> {
    for (;;) {
      this.signal.throwIfAborted()
      const piece = this.#pieces.shift()
      if (piece === 'end') return
      // What arrived before is kept, as with a file that is cut off.
      if (piece === 'broken off') throw new CorruptInput('The upload was cut off here. Send the file again.')
      if (piece) {
        this.#onTaken()
        yield piece
      } else await new Promise<void>((resolve) => (this.#wake = resolve))
    }
  }

  #push(piece: Uint8Array | 'end' | 'broken off'): void {
    this.#pieces.push(piece)
    this.#wake()
  }
}
