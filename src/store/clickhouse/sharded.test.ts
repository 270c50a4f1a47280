import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { noDebianServers, startDebianServers } from '../../testing/clickhouse/debianServers.ts'
import { connectTo, LoaderUnderTest, makeShardedTables } from '../../testing/clickhouse/shardedStore.ts'
import { addRecords } from '../../testing/storeOf.ts'
import { whyNotRemovable } from './removal.ts'

const record = (id: number) =>
  `{"eventVersion":"1.08","eventID":"id-${id}","eventName":"Event${id % 7}","eventTime":"2026-11-20T10:00:${String(id % 60).padStart(2, '0')}Z","readOnly":${id % 2 === 0},"requestParameters":{"n":"${id}"}}`
const range = (first: number, end: number) => Array.from({ length: end - first }, (_, index) => first + index)
const inOrder = (texts: readonly string[]) => texts.toSorted()

if (noDebianServers) test.skip(`a loader writes to a cluster: ${noDebianServers}`, () => {})
else describe('a loader and a cluster of two servers', describeCluster)

function describeCluster(): void {
  let servers: Awaited<ReturnType<typeof startDebianServers>>
  let databases = 0
  const opened: LoaderUnderTest[] = []

  beforeAll(async () => {
    servers = await startDebianServers()
  }, 300_000)
  afterAll(async () => {
    await Promise.all(opened.map((loader) => loader.close()))
    await servers.stop()
  })

  async function newDatabase(): Promise<string> {
    const database = `cluster_${databases++}`
    await makeShardedTables(servers.shards, database)
    return database
  }

  async function open(database: string): Promise<LoaderUnderTest> {
    const loader = await LoaderUnderTest.open(servers.shards[0], database, { goneMs: 500 })
    opened.push(loader)
    return loader
  }

  const textsIn = async (loader: LoaderUnderTest) => inOrder((await loader.events()).map(({ text }) => text))

  test('events of a batch are on both, and are counted once', async () => {
    const database = await newDatabase()
    const loader = await open(database)
    const texts = range(0, 2000).map((id) => record(id))
    const { logFiles } = await addRecords(loader.adder, texts, 'one.json')
    expect(logFiles).toMatchObject([{ added: 2000, duplicates: 0 }])
    expect((await addRecords(loader.adder, texts.slice(500), 'two.json')).logFiles).toMatchObject([
      { added: 0, duplicates: 1500 },
    ])
    expect(await textsIn(loader)).toEqual(inOrder(texts))
    for (const shard of servers.shards) {
      const server = await connectTo(shard, database)
      for (const table of ['events_local', 'eventHashes_local']) {
        const [[rows]] = (await server.rows(`SELECT count() FROM ${table}`)) as [[string]]
        expect(Number(rows)).toBeGreaterThan(900)
        expect(Number(rows)).toBeLessThan(1100)
      }
      await server.close()
    }
  })

  test('without one of them a batch fails with a sentence and nothing of it is seen; with it, the same batch is added', async () => {
    const database = await newDatabase()
    const loader = await open(database)
    const before = range(0, 100).map((id) => record(id))
    const texts = range(50, 600).map((id) => record(id))
    await addRecords(loader.adder, before, 'before.json')
    await servers.shards[1].kill()
    await expect(addRecords(loader.adder, texts, 'batch.json')).rejects.toThrow(
      'the ClickHouse server does not reach another node of its cluster. Check that all nodes run, and try again. Data that was stored before is safe',
    )
    await servers.shards[1].start()
    expect(await textsIn(await open(database))).toEqual(inOrder(before))
    expect((await addRecords(loader.adder, texts, 'batch.json')).logFiles).toMatchObject([
      { added: 500, duplicates: 50 },
    ])
    expect(await textsIn(loader)).toEqual(inOrder([...before, ...texts.slice(50)]))
  })

  test('single log files cannot be removed, which is said in a sentence', async () => {
    const { server } = await open(await newDatabase())
    expect(await whyNotRemovable(server, null)).toMatch(
      /^The events are on several nodes of a ClickHouse cluster/,
    )
  })
}
