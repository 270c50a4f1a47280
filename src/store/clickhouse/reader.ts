import { randomBytes } from 'node:crypto'
import type { ClickHouseSettings } from '@clickhouse/client'
import PQueue from 'p-queue'
import { QueryTimeoutError } from '../eventStore.ts'
import { queueTask } from '../queueTask.ts'
import type { SqlDialect } from '../sql/sqlDialect.ts'
import type { KeptTable, Row, SqlParam, SqlReader } from '../sql/sqlReader.ts'
import { withParams } from './literal.ts'
import type { ClickHouseServer } from './server.ts'
import { ServerTimeout } from './serverErrors.ts'

/** How many queries this console asks the server at once. */
const MAX_QUERIES = 8

/** How long a query may take, and how much memory of the server. */
const BOUNDS = { seconds: 60, bytes: 4_000_000_000 }

/** How SQL is meant here: as the standard says, where ClickHouse has a meaning of its own. */
const READER_SETTINGS: ClickHouseSettings = {
  cast_keep_nullable: 1,
  join_use_nulls: 1,
  final: 1,
  prefer_column_name_to_alias: 1,
  output_format_json_quote_64bit_integers: 0,
  // Kept tables are on the node that is asked.
  prefer_global_in_and_join: 1,
}

/** Reads a ClickHouse server for queries. */
export class ClickHouseReader implements SqlReader {
  readonly dialect: SqlDialect
  readonly #server: ClickHouseServer
  readonly #bounds: typeof BOUNDS
  readonly #queries = new PQueue({ concurrency: MAX_QUERIES })
  /** Tables of this console begin with it. */
  readonly #keptName = `kept_${randomBytes(6).toString('hex')}_`
  #keptTables = 0
  readonly #kept = new Set<string>()

  constructor(server: ClickHouseServer, dialect: SqlDialect, bounds = BOUNDS) {
    this.#server = server
    this.#bounds = bounds
    this.dialect = dialect
  }

  query(sql: string, params: readonly SqlParam[], signal?: AbortSignal): Promise<Row[]> {
    return this.#bounded(signal, (stopped) =>
      this.#server.rows(withParams(sql, params), { signal: stopped, settings: this.#settings }),
    )
  }

  queryPage(sql: string, params: readonly SqlParam[], signal?: AbortSignal): Promise<Row[]> {
    return this.query(sql, params, signal)
  }

  async readChunks(
    sql: string,
    params: readonly SqlParam[],
    read: (rows: Row[]) => Promise<void>,
    signal?: AbortSignal,
  ): Promise<void> {
    await this.#bounded(signal, async (stopped) => {
      for await (const rows of this.stream(sql, params, stopped)) await read(rows)
    })
  }

  stream(sql: string, params: readonly SqlParam[], signal?: AbortSignal): AsyncGenerator<Row[]> {
    // Its reader may be slow.
    return this.#server.stream(withParams(sql, params), { signal, settings: this.#memory })
  }

  async keep(sql: string, params: readonly SqlParam[], signal?: AbortSignal): Promise<KeptTable> {
    const name = `${this.#keptName}${this.#keptTables++}`
    this.#kept.add(name)
    try {
      await this.#bounded(signal, (stopped) =>
        this.#server.run(`CREATE TABLE ${name} ENGINE = Memory AS ${withParams(sql, params)}`, {
          signal: stopped,
          settings: this.#settings,
        }),
      )
      const [[rows]] = (await this.query(`SELECT count()::DOUBLE FROM ${name}`, [])) as [[number]]
      return { name, rows }
    } catch (error) {
      this.drop(name)
      throw error
    }
  }

  drop(name: string): void {
    void this.#drop(name)
  }

  /** Drops what is kept. */
  async close(): Promise<void> {
    await Promise.all([...this.#kept].map((name) => this.#drop(name)))
  }

  /** Of a query that is waited for. */
  get #settings(): ClickHouseSettings {
    return { ...this.#memory, max_execution_time: this.#bounds.seconds }
  }

  /** What is too much for half of the memory is sorted and grouped on disk. */
  get #memory(): ClickHouseSettings {
    const spilled = String(this.#bounds.bytes / 2)
    return {
      ...READER_SETTINGS,
      max_memory_usage: String(this.#bounds.bytes),
      max_bytes_before_external_group_by: spilled,
      max_bytes_before_external_sort: spilled,
    }
  }

  async #drop(name: string): Promise<void> {
    this.#kept.delete(name)
    await this.#server.run(`DROP TABLE IF EXISTS ${name}`).catch(() => {})
  }

  async #bounded<R>(signal: AbortSignal | undefined, ask: (stopped: AbortSignal) => Promise<R>): Promise<R> {
    const maxMs = this.#bounds.seconds * 1000
    const patience = AbortSignal.timeout(maxMs)
    const stopped = signal ? AbortSignal.any([signal, patience]) : patience
    try {
      return await queueTask(this.#queries, stopped, () => ask(stopped))
    } catch (error) {
      if (signal?.aborted) throw signal.reason
      if (patience.aborted || error instanceof ServerTimeout) throw new QueryTimeoutError(maxMs)
      throw error
    }
  }
}
