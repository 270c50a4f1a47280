import type { DuckDBConnection, DuckDBInstance, DuckDBValue } from '@duckdb/node-api'
import { TookTooLong } from '../eventStore.ts'

/** One row of an answer, columns in the order of the SELECT. */
export type Row = readonly unknown[]

/** How many questions the engine works on at once; further ones wait their turn. */
const MAX_READERS = 6

/** How long a question may take, its turn included. */
const MAX_QUESTION_MS = 60_000

/** Between two attempts to stop a statement: the engine forgets one that comes before it has begun. */
const STOP_AGAIN_MS = 100

/** Connections that ask: lent to one question at a time, and stopped when nobody waits for the answer any more. */
export class Connections {
  readonly #instance: DuckDBInstance
  readonly #prepare: (connection: DuckDBConnection) => Promise<void>
  readonly #maxQuestionMs: number
  readonly #idle: DuckDBConnection[] = []
  readonly #waiting: (() => void)[] = []
  #readers = 0

  constructor(
    instance: DuckDBInstance,
    prepare: (connection: DuckDBConnection) => Promise<void>,
    maxQuestionMs = MAX_QUESTION_MS,
  ) {
    this.#instance = instance
    this.#prepare = prepare
    this.#maxQuestionMs = maxQuestionMs
  }

  /**
   * Rows of the answer; throws `TookTooLong` when it takes longer than a question may. BIGINT comes as bigint, so count and sum are
   * cast to DOUBLE where they are asked.
   */
  async query(sql: string, params: readonly DuckDBValue[], signal?: AbortSignal): Promise<Row[]> {
    const patience = AbortSignal.timeout(this.#maxQuestionMs)
    const stopped = signal ? AbortSignal.any([signal, patience]) : patience
    try {
      await this.#turn(stopped)
      try {
        return await this.#lend(stopped, async (connection) => {
          const reader = await connection.runAndReadAll(sql, [...params])
          return reader.getRowsJS()
        })
      } finally {
        this.#readers--
        this.#waiting.shift()?.()
      }
    } catch (error) {
      signal?.throwIfAborted()
      throw patience.aborted ? new TookTooLong(this.#maxQuestionMs) : error
    }
  }

  /**
   * The answer a chunk of rows at a time, for what is too large to hold. It takes no question's turn, since whoever reads it may be
   * slow: how many there are at once is for the caller to bound.
   */
  async *stream(sql: string, params: readonly DuckDBValue[], signal?: AbortSignal): AsyncGenerator<Row[]> {
    const connection = await this.#take()
    const stopping = stopWhen(signal, connection)
    try {
      const result = await connection.stream(sql, [...params])
      for await (const rows of result.yieldRowsJs()) {
        signal?.throwIfAborted()
        yield rows
      }
    } finally {
      stopping.end()
      this.#idle.push(connection)
    }
  }

  /** Waits until one of the readers is free, and is it from then on. */
  async #turn(stopped: AbortSignal): Promise<void> {
    while (this.#readers >= MAX_READERS) {
      await new Promise<void>((resolve, reject) => {
        const proceed = () => {
          stopped.removeEventListener('abort', leave)
          resolve()
        }
        const leave = () => {
          this.#waiting.splice(this.#waiting.indexOf(proceed), 1)
          reject(stopped.reason as Error)
        }
        this.#waiting.push(proceed)
        stopped.addEventListener('abort', leave, { once: true })
      })
    }
    this.#readers++
  }

  async #lend<T>(stopped: AbortSignal, use: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    const connection = await this.#take()
    const stopping = stopWhen(stopped, connection)
    try {
      stopped.throwIfAborted()
      return await use(connection)
    } finally {
      stopping.end()
      this.#idle.push(connection)
    }
  }

  async #take(): Promise<DuckDBConnection> {
    const idle = this.#idle.pop()
    if (idle) return idle
    const connection = await this.#instance.connect()
    await this.#prepare(connection)
    return connection
  }

  close(): void {
    for (const connection of this.#idle) connection.closeSync()
  }
}

/** Stops what a connection does once the signal is aborted, until `end`. */
function stopWhen(signal: AbortSignal | undefined, connection: DuckDBConnection): { end: () => void } {
  let again: NodeJS.Timeout | undefined
  const stop = () => {
    connection.interrupt()
    again = setTimeout(stop, STOP_AGAIN_MS)
  }
  if (signal?.aborted) stop()
  else signal?.addEventListener('abort', stop, { once: true })
  return {
    end: () => {
      clearTimeout(again)
      signal?.removeEventListener('abort', stop)
    },
  }
}
