import { EVENT_COLUMNS, type ColumnType } from '../eventColumns.ts'
import { StoreError } from '../storeError.ts'
import { SORTING_KEY } from './dialect.ts'
import { NO_DATABASE, type ClickHouseServer } from './server.ts'

/** The version of the tables, which is the value `version` in `meta`. */
const VERSION = 1

/** Texts that repeat are kept once a block. */
const COLUMN_TYPES: Readonly<Record<ColumnType, string>> = {
  text: 'LowCardinality(Nullable(String))',
  texts: 'Array(String)',
  boolean: 'Nullable(Bool)',
  count: 'Int32',
  hash: 'UInt32',
  timeMs: 'Nullable(Int64)',
}

/** Texts that are different in nearly every event. */
const DIFFERENT: readonly string[] = ['eventID', 'idSuffix', 'mark']

const ONLY_ONCE = 'ENGINE = ReplacingMergeTree(version)'

/**
 * The tables of the newest version.
 *
 * - `events`: in the order in which they are listed. The columns that are asked for most have an index each that says
 *   which granules (8192 rows) can be left out. Rows beyond what `commits` has are not there yet: see commits.ts.
 * - `eventHashes`: where the events are that have the hash of an ID. Its granules are small, as a batch looks up many.
 * - `shapes`, `slots`: as in every store (cloudtrail/recordShape.ts); a shape's ID is a hash of its text, so loaders
 *   need not agree on it. Slots count from 1.
 * - `loaders`, `commits`, `suspicions`: what loaders say of themselves and of one another: see commits.ts.
 * - `logFiles`, `duplicates`, `problems`: for the load report. Of rows with one key the one of the latest version counts.
 * - `kept`: what users write, by key: see keptTexts.ts. `at` is in milliseconds since 1970.
 * - `meta`: texts by name.
 */
const TABLES: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS events (
    ordinal Int64 CODEC(DoubleDelta, ZSTD(1)),
    ${EVENT_COLUMNS.map(({ name, type }) => `${name} ${DIFFERENT.includes(name) ? 'Nullable(String)' : COLUMN_TYPES[type]} CODEC(ZSTD(1))`).join(',\n    ')},
    logFile Nullable(Int64) CODEC(ZSTD(1)),
    shape Int64 CODEC(ZSTD(1)),
    leaves String CODEC(ZSTD(3)),
    decodedLeaves Nullable(String) CODEC(ZSTD(3)),
    readings Nullable(String) CODEC(ZSTD(3)),
    INDEX times eventTimeMs TYPE minmax GRANULARITY 1,
    INDEX ordinals ordinal TYPE minmax GRANULARITY 1,
    INDEX hashes idHash TYPE bloom_filter(0.01) GRANULARITY 1,
    ${['userName', 'eventName', 'eventSource', 'accessKeyId', 'sourceIPAddress', 'accountId', 'errorCode']
      .map((name) => `INDEX ${name}s ifNull(${name}, '') TYPE bloom_filter(0.01) GRANULARITY 1`)
      .join(',\n    ')},
    INDEX logFiles ifNull(logFile, -1) TYPE bloom_filter(0.01) GRANULARITY 1
  ) ENGINE = MergeTree ORDER BY (${SORTING_KEY('').join(', ')})`,
  `CREATE TABLE IF NOT EXISTS eventHashes (idHash UInt32, ordinal Int64)
    ENGINE = MergeTree ORDER BY (idHash, ordinal) SETTINGS index_granularity = 256`,
  `CREATE TABLE IF NOT EXISTS shapes (id Int64, text String CODEC(ZSTD(3))) ENGINE = ReplacingMergeTree ORDER BY (id, text)`,
  `CREATE TABLE IF NOT EXISTS slots (path String, shape Int64, slots Array(Int32))
    ENGINE = ReplacingMergeTree ORDER BY (path, shape)`,
  `CREATE TABLE IF NOT EXISTS loaders (number Int64, token String, at Int64 DEFAULT toUnixTimestamp(now())) ENGINE = MergeTree ORDER BY number`,
  `CREATE TABLE IF NOT EXISTS commits (loader Int64, lastOrdinal Int64, at Int64 DEFAULT toUnixTimestamp(now())) ENGINE = MergeTree ORDER BY loader`,
  `CREATE TABLE IF NOT EXISTS suspicions (loader Int64, at Int64 DEFAULT toUnixTimestamp(now())) ENGINE = MergeTree ORDER BY loader`,
  `CREATE TABLE IF NOT EXISTS logFiles (
    id Int64, loader Int64, name String, path Nullable(String), size Int64, mtimeMs Float64,
    records Int64, added Int64, duplicates Int64, salvaged Int64, leftOut Int64, conflicts Int64,
    finished Bool, sha256 Nullable(String), outcome Nullable(String), version Int64
  ) ${ONLY_ONCE} ORDER BY id`,
  `CREATE TABLE IF NOT EXISTS duplicates (ordinal Int64, logFile Int64) ENGINE = ReplacingMergeTree ORDER BY (ordinal, logFile)`,
  `CREATE TABLE IF NOT EXISTS problems (id Int64, logFile String, position Nullable(String), reason String, file Int64)
    ENGINE = ReplacingMergeTree ORDER BY id`,
  `CREATE TABLE IF NOT EXISTS kept (
    kind LowCardinality(String), key String, version Int64, token String, text Nullable(String), who Nullable(String), at Int64
  ) ENGINE = MergeTree ORDER BY (kind, key, version)`,
  `CREATE TABLE IF NOT EXISTS meta (name String, value String, version Int64) ${ONLY_ONCE} ORDER BY name`,
]

/** Makes the tables, or brings those of an older version up to date. Throws a StoreError if a newer one wrote them. */
export async function makeTables(server: ClickHouseServer): Promise<void> {
  await server.run(`CREATE DATABASE IF NOT EXISTS ${server.database}`, NO_DATABASE)
  const [found] = await server.rows(
    `SELECT count() FROM system.tables WHERE database = '${server.database}' AND name = 'meta'`,
  )
  if (Number(found?.[0]) > 0) {
    const version = Number(await readMeta(server, 'version'))
    if (version > VERSION)
      throw new StoreError(
        `The database ${server.database} was written by a newer version of the console. Use that version, or another database.`,
      )
  }
  for (const table of TABLES) await server.run(table)
  await writeMeta(server, 'version', String(VERSION))
}

/** The text of a name, null if it has none. */
export async function readMeta(server: ClickHouseServer, name: string): Promise<string | null> {
  const [row] = await server.rows(`SELECT argMax(value, version), count() FROM meta WHERE name = '${name}'`)
  return Number(row?.[1]) > 0 ? (row![0] as string) : null
}

export async function writeMeta(server: ClickHouseServer, name: string, value: string): Promise<void> {
  const [row] = await server.rows(`SELECT max(version) FROM meta WHERE name = '${name}'`)
  await server.insert('meta', [{ name, value, version: Number(row?.[0] ?? 0) + 1 }])
}
