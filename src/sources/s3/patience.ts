import { setTimeout as pause } from 'node:timers/promises'
import type { SayWaiting } from '../logFileSource.ts'
import { mayPass } from '../awsError.ts'
import { s3Failure } from './s3Failure.ts'

/** How long a place may be gone until reading from it is given up. */
export interface Patience {
  readonly firstPauseMs: number
  readonly longestPauseMs: number
  /** In all; 0 gives up at once. */
  readonly mostMs: number
}

export const PATIENT: Patience = { firstPauseMs: 500, longestPauseMs: 15_000, mostMs: 5 * 60_000 }

/**
 * Counts the pauses between attempts, which grow. `trouble` waits for the next attempt, or throws
 * the error if it will not pass or has not passed for too long.
 */
export class Pauses {
  readonly #patience: Patience
  readonly #say: SayWaiting
  readonly #signal: AbortSignal | undefined
  #sinceMs: number | null = null
  #nextMs: number

  constructor(patience: Patience, say: SayWaiting, signal?: AbortSignal) {
    this.#patience = patience
    this.#say = say
    this.#signal = signal
    this.#nextMs = patience.firstPauseMs
  }

  /** Something arrived: the next trouble is a new one. */
  goesOn(): void {
    if (this.#sinceMs !== null) this.#say(null)
    this.#sinceMs = null
    this.#nextMs = this.#patience.firstPauseMs
  }

  async trouble(
    error: unknown,
    act: 'list' | 'read',
    what: string,
    endpointURL: string | null,
  ): Promise<void> {
    this.#signal?.throwIfAborted()
    const failure = s3Failure(error, act, what, endpointURL)
    const sinceMs = (this.#sinceMs ??= Date.now())
    if (!mayPass(error) || Date.now() - sinceMs + this.#nextMs > this.#patience.mostMs) {
      this.#say(null)
      throw failure
    }
    const until = new Date(sinceMs + this.#patience.mostMs).toISOString().slice(11, 16)
    this.#say(`Waiting until ${until} UTC at most: ${failure.message}.`)
    await pause(this.#nextMs, undefined, this.#signal && { signal: this.#signal })
    this.#nextMs = Math.min(2 * this.#nextMs, this.#patience.longestPauseMs)
  }
}
