import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { noChdb, startChdb, type ServerUnderTest } from '../../testing/clickhouse/chdb.ts'
import { noDebianServers, startDebianServers } from '../../testing/clickhouse/debianServers.ts'
import { QueryMemoryError, QueryTimeoutError } from '../eventStore.ts'
import { clickhouseAddress } from './address.ts'
import { clickhouseDialect } from './dialect.ts'
import { ClickHouseReader } from './reader.ts'
import { ClickHouseServer, NO_DATABASE } from './server.ts'

const ENDLESS = 'SELECT count() FROM system.numbers WHERE cityHash64(number) = 1'

const connect = (address: string) => ClickHouseServer.connect(clickhouseAddress(`${address}/system`, {}))

if (noChdb) test.skip(`queries are bounded: ${noChdb}`, () => {})
else
  describe('a query', () => {
    let chdb: ServerUnderTest
    let server: ClickHouseServer
    const readerWith = (bounds: { seconds: number; bytes: number }) =>
      new ClickHouseReader(
        server,
        clickhouseDialect(() => 'events'),
        bounds,
      )

    beforeAll(async () => {
      chdb = await startChdb()
      server = await connect(chdb.address)
    }, 600_000)
    afterAll(async () => {
      await server.close()
      await chdb.stop()
    })

    test('that takes too long is stopped by the server', async () => {
      const reader = readerWith({ seconds: 1, bytes: 1e9 })
      await expect(reader.query(ENDLESS, [])).rejects.toThrow(QueryTimeoutError)
      expect(await reader.query('SELECT 1', [])).toEqual([[1]])
    })

    test('that needs too much memory is stopped by the server', async () => {
      const reader = readerWith({ seconds: 60, bytes: 30_000_000 })
      const much = 'SELECT length(groupArray(number)) FROM numbers(100000000)'
      await expect(reader.query(much, [])).rejects.toThrow(QueryMemoryError)
    })
  })

if (noDebianServers) test.skip(`queries are canceled: ${noDebianServers}`, () => {})
else
  test('a statement that nobody waits for any more is stopped on the server', async () => {
    const { shards, stop } = await startDebianServers()
    const server = await connect(shards[0].address)
    const running = async () =>
      Number((await server.rows(`SELECT count() FROM system.processes WHERE query LIKE '%= 1%'`))[0]![0]) - 1
    const leaving = new AbortController()
    const asked = server.rows(ENDLESS, { ...NO_DATABASE, signal: leaving.signal })
    const refused = expect(asked).rejects.toThrow('has left')
    await expect.poll(running, { timeout: 20_000 }).toBe(1)
    leaving.abort(new Error('has left'))
    await refused
    await expect.poll(running, { timeout: 20_000 }).toBe(0)
    await server.close()
    await stop()
  }, 120_000)
