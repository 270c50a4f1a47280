import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { QueryTimeoutError, QueryMemoryError } from '../eventStore.ts'
import { Attachment } from './attachment.ts'
import { Connections } from './connections.ts'

const ENDLESS = 'SELECT count(*) FROM range(1000000000000) a, range(1000) b'

let instance: DuckDBInstance
let attachment: Attachment
beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:', { threads: '2' })
  attachment = new Attachment(await instance.connect(), null)
})
afterAll(() => instance.closeSync())

const connections = (maxQueryMs?: number) => new Connections(instance, async () => {}, attachment, maxQueryMs)

test('a query that takes too long is stopped with its reason', async () => {
  const asked = connections(50)
  await expect(asked.query(ENDLESS, [])).rejects.toThrow(QueryTimeoutError)
  expect(await asked.query('SELECT 1', [])).toEqual([[1]])
})

test('a query that takes too much memory is stopped with its reason', async () => {
  const small = await DuckDBInstance.create(':memory:', { memory_limit: '20MB', temp_directory: '' })
  const asked = new Connections(small, async () => {}, new Attachment(await small.connect(), null))
  const large = 'SELECT list(uuid()) FROM range(3000000)'
  await expect(asked.query(large, [])).rejects.toThrow(QueryMemoryError)
  expect(await asked.query('SELECT 1', [])).toEqual([[1]])
  asked.close()
  small.closeSync()
})

test('canceled queries make room for others', async () => {
  const asked = connections()
  const leaving = new AbortController()
  // More than may run at once, so that some are still waiting.
  const endless = Array.from({ length: 20 }, () => asked.query(ENDLESS, [], leaving.signal))
  const answers = Promise.allSettled(endless)
  const last = asked.query('SELECT 2', [])
  leaving.abort(new Error('gone'))
  expect(await last).toEqual([[2]])
  for (const answer of await answers)
    expect(answer).toMatchObject({ status: 'rejected', reason: { message: 'gone' } })
})

test('streams that are not read do not block queries', async () => {
  const asked = connections()
  const streams = Array.from({ length: 20 }, () => asked.stream('SELECT * FROM range(1000000)', []))
  await Promise.all(streams.map((stream) => stream.next()))
  expect(await asked.query('SELECT 3', [])).toEqual([[3]])
  await Promise.all(streams.map((stream) => stream.return(undefined)))
})
