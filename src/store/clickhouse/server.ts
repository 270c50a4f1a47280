import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { Readable } from 'node:stream'
import type { ClickHouseClient, ClickHouseSettings } from '@clickhouse/client'
import type { Row } from '../sql/sqlReader.ts'
import type { ClickHouseAddress } from './address.ts'
import { errorOf } from './serverErrors.ts'

/** How long a statement that writes may take. */
const REQUEST_MS = 10 * 60_000

/** Statements are longer than what the server reads by itself: they have lists of hashes. */
const MAX_STATEMENT_BYTES = 256 * 1024 * 1024

/** Where a table is on several nodes, a row that was inserted is there, and an answer has the rows of all of them. */
const ON_SEVERAL_NODES: ClickHouseSettings = { insert_distributed_sync: 1, skip_unavailable_shards: 0 }

/** For a statement that is asked before the database exists. */
export const NO_DATABASE = { settings: { database: '' } } as const

interface Asked {
  readonly signal?: AbortSignal | undefined
  readonly settings?: ClickHouseSettings
}

/** A ClickHouse server, or one node of a cluster, over HTTP. Errors are those of serverErrors.ts. */
export class ClickHouseServer {
  /** Of the server: `26`. */
  readonly majorVersion: number
  readonly database: string
  readonly #client: ClickHouseClient
  readonly #name: string

  private constructor(client: ClickHouseClient, name: string, database: string, majorVersion: number) {
    this.#client = client
    this.#name = name
    this.database = database
    this.majorVersion = majorVersion
  }

  /** Throws a StoreError if the server does not answer or refuses the user. */
  static async connect({ url, username, password, database }: ClickHouseAddress): Promise<ClickHouseServer> {
    const { createClient } = await import('@clickhouse/client')
    const client = createClient({
      url,
      username,
      password,
      request_timeout: REQUEST_MS,
      max_open_connections: 16,
      keep_alive: { enabled: true, idle_socket_ttl: 2000 },
      log: { level: 127 },
    })
    const server = new ClickHouseServer(client, url, database, 0)
    const [[version]] = (await server.rows('SELECT version()', NO_DATABASE)) as [[string]]
    return new ClickHouseServer(client, url, database, Number.parseInt(version, 10))
  }

  /** The rows of a result that fits into memory. */
  async rows(sql: string, asked: Asked = {}): Promise<Row[]> {
    return this.#ask(asked, async (options) => {
      const result = await this.#client.query({ ...options, query: sql, format: 'JSONCompact' })
      const { data } = await result.json<Row>()
      return data
    })
  }

  /** The rows of a result some at a time. */
  async *stream(sql: string, asked: Asked = {}): AsyncGenerator<Row[]> {
    const { options, end } = this.#options(asked)
    try {
      const result = await this.#client.query({ ...options, query: sql, format: 'JSONCompactEachRow' })
      for await (const rows of result.stream<Row>()) {
        asked.signal?.throwIfAborted()
        yield rows.map((row) => row.json())
      }
    } catch (error) {
      throw this.#reasonOf(error, asked.signal)
    } finally {
      end()
    }
  }

  /** Runs a statement that has no result. */
  async run(sql: string, asked: Asked = {}): Promise<void> {
    await this.#ask(asked, (options) => this.#client.command({ ...options, query: sql }))
  }

  /** Inserts rows, which are kept once it is resolved. Those of one call are seen together, or not at all. */
  async insert(table: string, rows: readonly object[]): Promise<void> {
    if (rows.length === 0) return
    await this.#ask({ settings: insertedAtOnce(rows.length) }, (options) =>
      this.#client.insert({
        ...options,
        table: `${this.database}.${table}`,
        values: rows,
        format: 'JSONEachRow',
      }),
    )
  }

  /** The same for many rows, as lines of tabSeparated.ts with these columns. */
  async insertLines(
    table: string,
    columns: readonly string[],
    lines: Iterable<string>,
    count: number,
  ): Promise<void> {
    await this.#ask({ settings: insertedAtOnce(count) }, (options) =>
      this.#client.insert({
        ...options,
        table: `${this.database}.${table}`,
        columns: columns as [string, ...string[]],
        values: Readable.from(lines, { objectMode: false }),
        format: 'TabSeparated',
      }),
    )
  }

  /** Deletes rows of a table that is on one node, and waits until they are gone. */
  async deleteRows(table: string, where: string): Promise<void> {
    await this.run(`ALTER TABLE ${table} DELETE WHERE ${where}`)
    const left = `SELECT count() FROM system.mutations WHERE database = '${this.database}' AND table = '${table}' AND is_done = 0`
    while (Number((await this.rows(left))[0]?.[0]) > 0) await setTimeout(50)
  }

  async close(): Promise<void> {
    await this.#client.close()
  }

  async #ask<R>(asked: Asked, ask: (options: ReturnType<typeof optionsOf>) => Promise<R>): Promise<R> {
    const { options, end } = this.#options(asked)
    try {
      return await ask(options)
    } catch (error) {
      throw this.#reasonOf(error, asked.signal)
    } finally {
      end()
    }
  }

  /** Stops the statement on the server as well once its caller is gone. */
  #options(asked: Asked) {
    asked.signal?.throwIfAborted()
    const options = optionsOf(this.database, asked)
    const stop = () =>
      void this.#client
        .command({ query: `KILL QUERY WHERE query_id = '${options.query_id}' ASYNC` })
        .catch(() => {})
    asked.signal?.addEventListener('abort', stop, { once: true })
    return { options, end: () => asked.signal?.removeEventListener('abort', stop) }
  }

  #reasonOf(error: unknown, signal: AbortSignal | undefined): unknown {
    return signal?.aborted ? signal.reason : errorOf(error, this.#name)
  }
}

/** A block of rows is inserted as a whole. */
const insertedAtOnce = (rows: number): ClickHouseSettings => ({ max_insert_block_size: String(rows) })

function optionsOf(database: string, { signal, settings }: Asked) {
  return {
    query_id: randomUUID(),
    ...(signal && { abort_signal: signal }),
    clickhouse_settings: {
      database,
      max_query_size: String(MAX_STATEMENT_BYTES),
      ...ON_SEVERAL_NODES,
      ...settings,
    },
  }
}
