import { setTimeout as pause } from 'node:timers/promises'
import type { DuckDBConnection } from '@duckdb/node-api'
import { StoreInterrupted } from '../eventStore.ts'
import { isInvalidated } from './engineErrors.ts'

/** Between two attempts to attach the file, and for how long: what was begun before has to end first. */
const ATTACH_AGAIN_MS = 20
const MAX_ATTACH_MS = 60_000

/**
 * The store's file as the engine has it attached. When the engine cannot write a checkpoint it refuses all that is asked of the
 * file from then on. What was committed is in its log: attached anew it has everything, under the same ordinals.
 */
export class Attachment {
  /** Connections with a statement under way. */
  readonly busy = new Set<DuckDBConnection>()
  /** Resolves when statements may begin. */
  ready: Promise<void> = Promise.resolve()
  /** How often the file was attached anew. */
  times = 0
  readonly #keeper: DuckDBConnection
  readonly #attach: string | null

  /**
   * `keeper` keeps away from the store: nobody detaches a database that is his default. `attach` is the statement; null where the
   * store is in memory and cannot be attached again.
   */
  constructor(keeper: DuckDBConnection, attach: string | null) {
    this.#keeper = keeper
    this.#attach = attach
  }

  /** What to tell of a statement that failed, and was begun when the file had been attached so many times. */
  async reasonOf(error: unknown, times: number): Promise<unknown> {
    if (this.#attach === null || (this.times === times && !isInvalidated(error))) return error
    if (this.times === times) this.#renew(this.#attach)
    await this.ready
    return new StoreInterrupted()
  }

  /** Throws where the file was attached anew meanwhile: an answer that was cut off looks like one that has ended. */
  checkWhole(times: number): void {
    if (this.times !== times) throw new StoreInterrupted()
  }

  close(): void {
    this.#keeper.closeSync()
  }

  #renew(attach: string): void {
    this.times++
    this.ready = (async () => {
      await this.#keeper.run('DETACH DATABASE IF EXISTS store')
      const patience = AbortSignal.timeout(MAX_ATTACH_MS)
      for (;;) {
        await Promise.all([...this.busy].map(end))
        try {
          await this.#keeper.run(attach)
          return
        } catch (error) {
          if (patience.aborted || !/already attached/i.test((error as Error).message)) throw error
          await pause(ATTACH_AGAIN_MS)
        }
      }
    })()
    this.ready.catch(() => {})
  }
}

/** Ends what a connection is doing: also an answer of which nobody reads the rest, which another statement takes the place of. */
async function end(connection: DuckDBConnection): Promise<void> {
  // Again and again, since the engine forgets an interrupt that comes before a statement has begun.
  const again = setInterval(() => connection.interrupt(), ATTACH_AGAIN_MS)
  connection.interrupt()
  await connection.run('SELECT 1').catch(() => {})
  clearInterval(again)
}
