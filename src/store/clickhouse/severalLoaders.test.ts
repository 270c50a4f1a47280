import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EVERYTHING } from '../../filter/filter.ts'
import { noChdb, startChdb } from '../../testing/clickhouse/chdb.ts'
import { noDebianServers, startDebianServers } from '../../testing/clickhouse/debianServers.ts'
import { LoaderUnderTest, makeShardedTables } from '../../testing/clickhouse/shardedStore.ts'
import { addRecords, storedEvents, storeOf } from '../../testing/storeOf.ts'
import { NotRemovable, type EventStore } from '../eventStore.ts'
import { clickhouseAddress } from './address.ts'
import { openClickHouse } from './openClickHouse.ts'

/** One that adds log files to a database, and everything in it as one that starts now finds it. */
interface OpenLoader {
  readonly store: Pick<EventStore, 'add'>
  readonly found: () => Promise<readonly { readonly id: string; readonly text: string }[]>
  readonly close: () => Promise<void>
}

const anyText = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.nat(12).map((id) => `{"eventVersion":"1.08","eventID":"id-${id}","eventName":"A"}`),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.nat(12), fc.nat(2))
      .map(([id, more]) => `{"eventVersion":"1.08","eventID":"id-${id}","eventName":"B${more}"}`),
  },
  { weight: 1, arbitrary: fc.nat(1).map((n) => `{"eventVersion":"1.08","eventName":"Nameless${n}"}`) },
)
const anyLogFile = fc.array(anyText, { minLength: 1, maxLength: 12 })
const anyWork = fc.array(fc.array(anyLogFile, { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 3 })

const find = async (store: EventStore) =>
  (await storedEvents(store, { filter: EVERYTHING, asOf: store.asOf(0) })).map(({ event, record }) => ({
    id: event.id,
    text: record.text,
  }))

/** Loaders that add log files at the same time leave what one leaves that adds them one after another. */
function describeLoaders(
  cases: number,
  open: (database: string) => Promise<OpenLoader>,
  make: (database: string) => Promise<void> = () => Promise.resolve(),
): void {
  let databases = 0
  test('several that add log files at the same time leave what one does', async () => {
    await fc.assert(
      fc.asyncProperty(anyWork, async (work) => {
        const database = `several_${databases++}`
        await make(database)
        const loaders: OpenLoader[] = []
        for (const _ of work) loaders.push(await open(database))
        const one = await storeOf([])
        try {
          const reports = await Promise.all(
            work.map(async (logFiles, index) => {
              let added = 0
              for (const texts of logFiles) {
                const report = await addRecords(loaders[index]!.store, texts, texts.join())
                added += report.logFiles[0]!.added
              }
              return added
            }),
          )
          for (const texts of work.flat()) await addRecords(one, texts, texts.join())
          const expected = await find(one)
          const found = await loaders[0]!.found()
          const textsOf = (events: typeof found) => events.map(({ text }) => text).toSorted()
          expect(textsOf(found)).toEqual(textsOf(expected))
          expect(new Set(found.map(({ id }) => id)).size).toBe(found.length)
          expect(reports.reduce((sum, added) => sum + added, 0)).toBe(found.length)
        } finally {
          await one.close()
          await Promise.all(loaders.map((loader) => loader.close()))
        }
      }),
      { numRuns: cases },
    )
  }, 120_000)
}

if (noChdb) test.skip(`several loaders on chdb: ${noChdb}`, () => {})
else
  describe('loaders on chdb', () => {
    let server: Awaited<ReturnType<typeof startChdb>>
    beforeAll(async () => {
      server = await startChdb()
    }, 600_000)
    afterAll(() => server.stop())

    const openStore = (database: string) =>
      openClickHouse(clickhouseAddress(`${server.address}/${database}`, {}))

    describeLoaders(2, async (database) => {
      const store = await openStore(database)
      const found = async () => {
        const fresh = await openStore(database)
        try {
          return await find(fresh)
        } finally {
          await fresh.close()
        }
      }
      return { store, found, close: () => store.close() }
    })

    test('no log file is removed while another one loads', async () => {
      const [one, other] = [await openStore('removing'), await openStore('removing')]
      const text = '{"eventVersion":"1.08","eventID":"e1","eventName":"A"}'
      await addRecords(one, [text], 'one.json')
      await addRecords(other, [text], 'other.json')
      const wanted = { contains: '', sort: 'loaded', isDescending: false, offset: 0, limit: 1 } as const
      const { logFiles } = await one.logFiles(wanted)
      await expect(one.removeLogFile(logFiles[0]!.id)).rejects.toThrow(NotRemovable)
      expect(await find(one)).toHaveLength(1)
      // Once it has left, there is nobody to wait for.
      await other.close()
      expect(await one.removeLogFile(logFiles[0]!.id)).toMatchObject({ removed: 0, kept: 1 })
      await one.close()
    })
  })

if (noDebianServers) test.skip(`several loaders on a cluster: ${noDebianServers}`, () => {})
else
  describe('loaders on a cluster', () => {
    let servers: Awaited<ReturnType<typeof startDebianServers>>
    beforeAll(async () => {
      servers = await startDebianServers()
    }, 600_000)
    afterAll(() => servers.stop())

    describeLoaders(
      4,
      async (database) => {
        const loader = await LoaderUnderTest.open(servers.shards[0], database)
        return { store: loader.adder, found: () => loader.events(), close: () => loader.close() }
      },
      (database) => makeShardedTables(servers.shards, database),
    )
  })
