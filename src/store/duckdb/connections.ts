import type {
  DuckDBAppender,
  DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  DuckDBValue,
} from '@duckdb/node-api'
import PQueue from 'p-queue'
import { QueryTimeoutError, QueryMemoryError } from '../eventStore.ts'
import { queueTask } from '../queueTask.ts'
import type { KeptTable, Row, SqlReader } from '../sql/sqlReader.ts'
import type { Attachment } from './attachment.ts'
import { CommitGate } from './commitGate.ts'
import { DUCKDB } from './dialect.ts'
import { loadEngine } from './engine.ts'
import { isOutOfMemory, whyNotRead } from './engineErrors.ts'

/**
 * How many queries the engine runs at once, and how many of them may read every record: each of
 * those uses all cores.
 */
const MAX_QUERIES = 6
const MAX_COSTLY = 2

/** How long a query may take, including the time it waits. */
const MAX_QUERY_MS = 60_000

/** How many rows are appended at once: as many as the engine works on. */
const ROWS_OF_CHUNK = 2048

/**
 * How long to wait before trying again to stop a statement: the engine ignores an interrupt that
 * comes before the statement has started.
 */
const STOP_AGAIN_MS = 100

/**
 * Connections for reading. Each serves one query at a time, which is stopped when its caller is
 * gone.
 */
export class Connections implements SqlReader {
  readonly dialect = DUCKDB
  /** Every commit to the store goes through it. */
  readonly commitGate = new CommitGate()
  readonly #instance: DuckDBInstance
  readonly #prepare: (connection: DuckDBConnection) => Promise<void>
  readonly #attachment: Attachment
  readonly #maxQueryMs: number
  readonly #idle: DuckDBConnection[] = []
  readonly #queries = new PQueue({ concurrency: MAX_QUERIES })
  readonly #costly = new PQueue({ concurrency: MAX_COSTLY })
  #keptTables = 0

  constructor(
    instance: DuckDBInstance,
    prepare: (connection: DuckDBConnection) => Promise<void>,
    attachment: Attachment,
    maxQueryMs = MAX_QUERY_MS,
  ) {
    this.#instance = instance
    this.#prepare = prepare
    this.#attachment = attachment
    this.#maxQueryMs = maxQueryMs
  }

  /**
   * The rows of the result. Throws `QueryTimeoutError` or `QueryMemoryError` when it takes more
   * than a query may. BIGINT arrives as bigint, so statements cast count and sum to DOUBLE.
   * `isCostly`: the statement reads every record.
   */
  query(sql: string, params: readonly DuckDBValue[], signal?: AbortSignal, isCostly = false): Promise<Row[]> {
    return this.#query(sql, params, signal, isCostly, (read) => read())
  }

  /** The same for a statement with ORDER BY and LIMIT on a table of the store. */
  queryPage(
    sql: string,
    params: readonly DuckDBValue[],
    signal?: AbortSignal,
    isCostly = false,
  ): Promise<Row[]> {
    return this.#query(sql, params, signal, isCostly, (read) => this.commitGate.read(read))
  }

  async #query(
    sql: string,
    params: readonly DuckDBValue[],
    signal: AbortSignal | undefined,
    isCostly: boolean,
    when: (read: () => Promise<Row[]>) => Promise<Row[]>,
  ): Promise<Row[]> {
    const { stopped, reasonOf } = this.#bounds(signal)
    const ask = () =>
      queueTask(this.#queries, stopped, () =>
        this.#lend(stopped, (connection) =>
          when(async () => {
            stopped.throwIfAborted()
            const reader = await connection.runAndReadAll(sql, [...params])
            return reader.getRowsJS()
          }),
        ),
      )
    try {
      return await (isCostly ? queueTask(this.#costly, stopped, ask) : ask())
    } catch (error) {
      throw reasonOf(error)
    }
  }

  async keep(
    sql: string,
    params: readonly DuckDBValue[],
    signal?: AbortSignal,
    isCostly = false,
  ): Promise<KeptTable> {
    const name = `memory.main.kept_${this.#keptTables++}`
    const [[rows]] = (await this.query(
      `CREATE TABLE ${name} AS ${sql}`,
      params,
      signal,
      isCostly,
    )) as unknown as [[bigint]]
    return { name, rows: Number(rows) }
  }

  /** Appends rows, given by their columns, to a table in memory. Bounded as a query is. */
  async append(table: string, columns: readonly ArrayLike<DuckDBValue>[]): Promise<void> {
    const [database, schema, name] = table.split('.') as [string, string, string]
    const { stopped, reasonOf } = this.#bounds(undefined)
    const appended = async (connection: DuckDBConnection) => {
      const appender = await connection.createAppender(name, schema, database)
      for (let first = 0; first < columns[0]!.length; first += ROWS_OF_CHUNK) {
        stopped.throwIfAborted()
        appender.appendDataChunk(chunkOf(appender, columns, first))
      }
      appender.closeSync()
    }
    try {
      await queueTask(this.#queries, stopped, () => this.#lend(stopped, appended))
    } catch (error) {
      throw reasonOf(error)
    }
  }

  /** Reads the rows of a costly query a chunk at a time. */
  async readChunks(
    sql: string,
    params: readonly DuckDBValue[],
    read: (rows: Row[]) => Promise<void>,
    signal?: AbortSignal,
  ): Promise<void> {
    const { stopped, reasonOf } = this.#bounds(signal)
    try {
      await queueTask(this.#costly, stopped, async () => {
        for await (const rows of this.stream(sql, params, stopped)) await read(rows)
      })
    } catch (error) {
      throw reasonOf(error)
    }
  }

  /**
   * The result a chunk of rows at a time, for results too large to hold in memory. It does not
   * count as one of the MAX_QUERIES, since its reader may be slow; callers must limit how many run
   * at once.
   */
  async *stream(sql: string, params: readonly DuckDBValue[], signal?: AbortSignal): AsyncGenerator<Row[]> {
    const connection = await this.#take()
    const { times } = this.#attachment
    const stopping = stopWhen(signal, connection)
    try {
      const result = await connection.stream(sql, [...params])
      for await (const rows of result.yieldRowsJs()) {
        signal?.throwIfAborted()
        this.#attachment.checkWhole(times)
        yield rows
      }
      this.#attachment.checkWhole(times)
    } catch (error) {
      throw await this.#attachment.reasonOf(whyNotRead(error), times)
    } finally {
      stopping.end()
      this.#giveBack(connection)
    }
  }

  /** The signal that stops a query, and the error to report once it is stopped. */
  #bounds(signal: AbortSignal | undefined) {
    const patience = AbortSignal.timeout(this.#maxQueryMs)
    return {
      stopped: signal ? AbortSignal.any([signal, patience]) : patience,
      reasonOf: (error: unknown): unknown => {
        if (signal?.aborted) return signal.reason
        if (patience.aborted) return new QueryTimeoutError(this.#maxQueryMs)
        return isOutOfMemory(error) ? new QueryMemoryError() : error
      },
    }
  }

  async #lend<T>(stopped: AbortSignal, use: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    const connection = await this.#take()
    const { times } = this.#attachment
    const stopping = stopWhen(stopped, connection)
    try {
      return await use(connection)
    } catch (error) {
      throw await this.#attachment.reasonOf(whyNotRead(error), times)
    } finally {
      stopping.end()
      this.#giveBack(connection)
    }
  }

  async #take(): Promise<DuckDBConnection> {
    await this.#attachment.ready
    const connection = this.#idle.pop() ?? (await this.#make())
    this.#attachment.busy.add(connection)
    return connection
  }

  async #make(): Promise<DuckDBConnection> {
    const { times } = this.#attachment
    const connection = await this.#instance.connect()
    try {
      await this.#prepare(connection)
    } catch (error) {
      throw await this.#attachment.reasonOf(error, times)
    }
    return connection
  }

  #giveBack(connection: DuckDBConnection): void {
    this.#attachment.busy.delete(connection)
    this.#idle.push(connection)
  }

  /** Drops a table or view that no query uses. */
  drop(name: string, kind: 'TABLE' | 'VIEW' = 'TABLE'): void {
    void this.query(`DROP ${kind} IF EXISTS ${name}`, []).catch(() => {})
  }

  close(): void {
    for (const connection of this.#idle) connection.closeSync()
  }
}

function chunkOf(
  appender: DuckDBAppender,
  columns: readonly ArrayLike<DuckDBValue>[],
  first: number,
): DuckDBDataChunk {
  const types = columns.map((_, index) => appender.columnType(index))
  const count = Math.min(ROWS_OF_CHUNK, columns[0]!.length - first)
  const chunk = loadEngine().DuckDBDataChunk.create(types, count)
  for (const [index, values] of columns.entries()) {
    const vector = chunk.getColumnVector(index)
    for (let row = 0; row < count; row++) vector.setItem(row, values[first + row]!)
    vector.flush()
  }
  return chunk
}

/** Interrupts the connection when the signal aborts, until `end` is called. */
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
