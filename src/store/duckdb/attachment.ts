import { setTimeout as pause } from 'node:timers/promises'
import type { DuckDBConnection } from '@duckdb/node-api'
import { StoreInterrupted } from '../eventStore.ts'
import { isInvalidated } from './engineErrors.ts'

/**
 * How long to wait between two attempts to attach the file, and how long to keep trying: statements
 * that are running have to end first.
 */
const ATTACH_AGAIN_MS = 20
const MAX_ATTACH_MS = 60_000

/**
 * The store's file as attached to the engine. When the engine cannot write a checkpoint, it refuses
 * every later statement on the file. What was committed is in its log: once the file is attached
 * again, everything is there, under the same ordinals.
 */
export class Attachment {
  /** Connections that are running a statement. */
  readonly busy = new Set<DuckDBConnection>()
  /** Resolves when statements may start. */
  ready: Promise<void> = Promise.resolve()
  /** How often the file was attached again. */
  times = 0
  readonly #keeper: DuckDBConnection
  readonly #attach: string | null

  /**
   * `keeper` is a connection that does not use the store: no connection can detach its default
   * database. `attach` is the statement; null for a store in memory, which cannot be attached
   * again.
   */
  constructor(keeper: DuckDBConnection, attach: string | null) {
    this.#keeper = keeper
    this.#attach = attach
  }

  /**
   * The error to report for a statement that failed. `times` is the value of `this.times` when it
   * started.
   */
  async reasonOf(error: unknown, times: number): Promise<unknown> {
    if (this.#attach === null || (this.times === times && !isInvalidated(error))) return error
    if (this.times === times) this.#renew(this.#attach)
    await this.ready
    return new StoreInterrupted()
  }

  /**
   * Throws if the file was attached again since: a result that was cut off looks like one that is
   * complete.
   */
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

/**
 * Ends whatever a connection is running. A result that nobody reads to its end is ended by starting
 * another statement.
 */
async function end(connection: DuckDBConnection): Promise<void> {
  // Repeated, since the engine ignores an interrupt that comes before a statement has started.
  const again = setInterval(() => connection.interrupt(), ATTACH_AGAIN_MS)
  connection.interrupt()
  await connection.run('SELECT 1').catch(() => {})
  clearInterval(again)
}
