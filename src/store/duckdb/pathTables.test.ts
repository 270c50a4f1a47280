import { DuckDBInstance } from '@duckdb/node-api'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { LEAF_SEPARATOR } from '../../cloudtrail/recordShape.ts'
import { Attachment } from './attachment.ts'
import { Connections } from './connections.ts'
import { PathTables } from './pathTables.ts'
import { RecordSegments } from './recordSegments.ts'
import { MACROS, TABLES } from './schema.ts'
import { addSegmentFunction } from './segmentFunction.ts'
import { TextLengths } from './textLengths.ts'

let instance: DuckDBInstance
let connections: Connections
let tables: PathTables
beforeEach(async () => {
  instance = await DuckDBInstance.create(':memory:', { threads: '2' })
  const writer = await instance.connect()
  addSegmentFunction(writer, () => undefined)
  await writer.run(`ATTACH ':memory:' AS store; USE store; ${TABLES}`)
  connections = new Connections(
    instance,
    async (connection) => void (await connection.run(`USE store; ${MACROS}`)),
    new Attachment(await instance.connect(), null),
  )
  const segments = await RecordSegments.open(null, writer)
  tables = new PathTables(connections, new TextLengths(connections), segments)
})
afterEach(() => {
  connections.close()
  instance.closeSync()
})

/** Stores events of one shape, which has a leaf at each of these paths. */
async function hold(paths: readonly string[], records: readonly (readonly string[])[]): Promise<void> {
  for (const [slot, path] of paths.entries())
    await connections.query(`INSERT INTO slots VALUES ($1, 0, [${slot + 1}])`, [path])
  for (const [index, leaves] of records.entries())
    await connections.query(`INSERT INTO events (ordinal, shape, leaves) VALUES (${index + 1}, 0, $1)`, [
      leaves.join(LEAF_SEPARATOR),
    ])
}

const valuesIn = async (name: string | null) =>
  (await connections.query(`SELECT value FROM ${name} ORDER BY ordinal`, [])).map(([value]) => value)

test('a table has the values up to the snapshot that was queried, and more for a later one', async () => {
  await hold(['p'], [['a'], ['b'], ['a'], ['c']])
  const early = await tables.acquire('p', 2)
  expect(await valuesIn(early.name)).toEqual(['a', 'b'])
  early.release()
  const late = await tables.acquire('p', 4)
  expect(late.name).toBe(early.name)
  expect(await valuesIn(late.name)).toEqual(['a', 'b', 'a', 'c'])
  late.release()
})

test('the least recently used of many paths are dropped, except those in use', async () => {
  const paths = Array.from({ length: 40 }, (_, index) => `p${index}`)
  await hold(paths, [paths.map((path) => `value of ${path}`)])
  const used = await tables.acquire('p0', 1)
  for (const path of paths.slice(1)) (await tables.acquire(path, 1)).release()
  expect(await valuesIn(used.name)).toEqual(['value of p0'])
  used.release()
  const held = async () =>
    (
      await connections.query(
        "SELECT count(*)::INTEGER FROM duckdb_views() WHERE view_name LIKE 'path_%'",
        [],
      )
    )[0]
  await expect.poll(held, { timeout: 15_000 }).toEqual([32])
})

test('a path whose values would take too much memory never has a table', async () => {
  await hold(
    ['p', 'q'],
    Array.from({ length: 10 }, (_, index) => [`${index}${'x'.repeat(20_000_000)}`, 'y']),
  )
  for (const lastOrdinal of [10, 10, 5]) {
    const { name, release } = await tables.acquire('p', lastOrdinal)
    expect(name).toBe(null)
    release()
  }
})
