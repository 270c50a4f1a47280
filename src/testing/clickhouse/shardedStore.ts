import { setTimeout } from 'node:timers/promises'
import { clickhouseAddress } from '../../store/clickhouse/address.ts'
import { Adder } from '../../store/clickhouse/adder.ts'
import { Commits, visibleSql } from '../../store/clickhouse/commits.ts'
import { ClickHouseServer, NO_DATABASE } from '../../store/clickhouse/server.ts'
import { Shapes } from '../../store/clickhouse/shapes.ts'
import { EVENT_COLUMNS, type ColumnType } from '../../store/eventColumns.ts'
import { LEAF_SEPARATOR } from '../../cloudtrail/recordShape.ts'
import { CLUSTER, type ShardUnderTest } from './debianServers.ts'

/** What a loader writes to, on servers of version 18: types that they have, and no indexes. */
const TYPES: Readonly<Record<ColumnType, string>> = {
  text: 'Nullable(String)',
  texts: 'Array(String)',
  boolean: 'Nullable(UInt8)',
  count: 'Int32',
  hash: 'UInt32',
  timeMs: 'Nullable(Int64)',
}

const SHARDED = {
  events: `(ordinal Int64, ${EVENT_COLUMNS.map(({ name, type }) => `${name} ${TYPES[type]}`).join(', ')}, logFile Nullable(Int64), shape Int64, leaves String, decodedLeaves Nullable(String), readings Nullable(String))`,
  eventHashes: '(idHash UInt32, ordinal Int64)',
} as const

const ON_ONE_NODE: readonly string[] = [
  'shapes (id Int64, text String) ENGINE = ReplacingMergeTree ORDER BY (id, text)',
  'slots (path String, shape Int64, slots Array(Int32)) ENGINE = ReplacingMergeTree ORDER BY (path, shape)',
  'loaders (number Int64, token String, at Int64 DEFAULT toUnixTimestamp(now())) ENGINE = MergeTree ORDER BY number',
  'commits (loader Int64, lastOrdinal Int64) ENGINE = MergeTree ORDER BY loader',
  'suspicions (loader Int64) ENGINE = MergeTree ORDER BY loader',
  `logFiles (id Int64, loader Int64, name String, path Nullable(String), size Int64, mtimeMs Float64,
    records Int64, added Int64, duplicates Int64, salvaged Int64, leftOut Int64, conflicts Int64,
    finished UInt8, sha256 Nullable(String), outcome Nullable(String), version Int64)
    ENGINE = ReplacingMergeTree(version) ORDER BY id`,
  'duplicates (ordinal Int64, logFile Int64) ENGINE = ReplacingMergeTree ORDER BY (ordinal, logFile)',
  'problems (id Int64, logFile String, position Nullable(String), reason String, file Int64) ENGINE = ReplacingMergeTree ORDER BY id',
]

/** Makes the tables as docs/scaling.md says: events are on both shards, everything else is on the first. */
export async function makeShardedTables(shards: readonly ShardUnderTest[], database: string): Promise<void> {
  for (const [index, shard] of shards.entries()) {
    const server = await connectTo(shard, database)
    await server.run(`CREATE DATABASE ${database}`, NO_DATABASE)
    for (const [table, columns] of Object.entries(SHARDED))
      await server.run(`CREATE TABLE ${table}_local ${columns} ENGINE = MergeTree ORDER BY (idHash, ordinal)`)
    if (index === 0) {
      for (const table of Object.keys(SHARDED))
        await server.run(
          `CREATE TABLE ${table} AS ${table}_local ENGINE = Distributed(${CLUSTER}, ${database}, ${table}_local, idHash)`,
        )
      for (const table of ON_ONE_NODE) await server.run(`CREATE TABLE ${table}`)
    }
    await server.close()
  }
}

export function connectTo(
  { address }: { readonly address: string },
  database: string,
): Promise<ClickHouseServer> {
  return ClickHouseServer.connect(clickhouseAddress(`${address}/${database}`, {}))
}

/** A stored event, as its ID and record. */
export interface FoundEvent {
  readonly id: string
  readonly text: string
}

/** A loader of a database, as the store has one; it can also say what everybody may see. */
export class LoaderUnderTest {
  readonly server: ClickHouseServer
  readonly adder: Adder
  readonly #commits: Commits
  readonly #shapes: Shapes
  #isClosed = false
  #looking: Promise<void> = Promise.resolve()

  private constructor(server: ClickHouseServer, goneMs: number | undefined) {
    this.server = server
    this.#commits = new Commits(server)
    this.#shapes = new Shapes(server)
    this.adder = new Adder(server, this.#commits, this.#shapes, { goneMs })
  }

  /** `goneMs`: after how much silence it takes another one for gone. */
  static async open(
    address: { readonly address: string },
    database: string,
    { goneMs }: { readonly goneMs?: number } = {},
  ): Promise<LoaderUnderTest> {
    const server = await connectTo(address, database)
    const loader = new LoaderUnderTest(server, goneMs)
    await loader.adder.logFiles.load()
    // As a store does, but all the time: what others commit is seen at every moment of adding a batch.
    loader.#looking = loader.#look()
    return loader
  }

  /** All visible events, as a console that starts now finds them. */
  async events(): Promise<FoundEvent[]> {
    const commits = new Commits(this.server)
    await commits.refresh()
    const isVisible = visibleSql(commits.visibleIn(commits.current))('ordinal')
    const rows = (await this.server.rows(
      `SELECT eventID, idSuffix, shape, leaves FROM events WHERE ${isVisible}`,
    )) as [string | null, string | null, number | string, string][]
    const shapes = await this.#shapes.get(rows.map(([, , shape]) => Number(shape)))
    return rows.map(([eventID, idSuffix, shapeID, leaves]) => {
      const shape = shapes.get(Number(shapeID))!
      return {
        id: `${eventID ?? ''}${idSuffix ?? ''}`,
        text: shape.join(shape.leafCount === 0 ? [] : leaves.split(LEAF_SEPARATOR)),
      }
    })
  }

  async close(): Promise<void> {
    await this.adder.close()
    this.#isClosed = true
    await this.#looking
    await this.server.close()
  }

  async #look(): Promise<void> {
    while (!this.#isClosed) {
      await this.#commits.refresh().catch(() => {})
      await setTimeout(5)
    }
  }
}
