import type { DuckDBConnection, DuckDBInstance, DuckDBValue } from '@duckdb/node-api'

/** One row of an answer, columns in the order of the SELECT. */
export type Row = readonly unknown[]

/** How many questions the engine works on at once; further ones wait their turn. */
const MAX_READERS = 6

/** Connections that ask: lent to one question at a time, and stopped when nobody waits for the answer any more. */
export class Connections {
  readonly #instance: DuckDBInstance
  readonly #prepare: (connection: DuckDBConnection) => Promise<void>
  readonly #idle: DuckDBConnection[] = []
  readonly #waiting: (() => void)[] = []
  #open = 0

  constructor(instance: DuckDBInstance, prepare: (connection: DuckDBConnection) => Promise<void>) {
    this.#instance = instance
    this.#prepare = prepare
  }

  /** Rows of the answer. BIGINT comes as bigint, so count and sum are cast to DOUBLE where they are asked. */
  query(sql: string, params: readonly DuckDBValue[], signal?: AbortSignal): Promise<Row[]> {
    return this.#lend(async (connection) => {
      const reader = await connection.runAndReadAll(sql, [...params])
      return reader.getRowsJS()
    }, signal)
  }

  /** The answer a chunk of rows at a time, for what is too large to hold. */
  async *stream(sql: string, params: readonly DuckDBValue[], signal?: AbortSignal): AsyncGenerator<Row[]> {
    const connection = await this.#take()
    const stop = () => connection.interrupt()
    signal?.addEventListener('abort', stop)
    try {
      const result = await connection.stream(sql, [...params])
      for await (const rows of result.yieldRowsJs()) {
        signal?.throwIfAborted()
        yield rows
      }
    } finally {
      signal?.removeEventListener('abort', stop)
      this.#giveBack(connection)
    }
  }

  async #lend<T>(
    use: (connection: DuckDBConnection) => Promise<T>,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    const connection = await this.#take()
    const stop = () => connection.interrupt()
    try {
      signal?.throwIfAborted()
      signal?.addEventListener('abort', stop)
      return await use(connection)
    } catch (error) {
      signal?.throwIfAborted()
      throw error
    } finally {
      signal?.removeEventListener('abort', stop)
      this.#giveBack(connection)
    }
  }

  async #take(): Promise<DuckDBConnection> {
    while (this.#idle.length === 0 && this.#open >= MAX_READERS) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
    const idle = this.#idle.pop()
    if (idle) return idle
    this.#open++
    const connection = await this.#instance.connect()
    await this.#prepare(connection)
    return connection
  }

  #giveBack(connection: DuckDBConnection): void {
    this.#idle.push(connection)
    this.#waiting.shift()?.()
  }

  close(): void {
    for (const connection of this.#idle) connection.closeSync()
  }
}
