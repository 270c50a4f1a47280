import { DuckDBInstance } from '@duckdb/node-api'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Attachment } from './attachment.ts'
import { Connections } from './connections.ts'
import { MACROS, TABLES } from './schema.ts'
import { addSegmentFunction } from './segmentFunction.ts'
import { LARGE_RECORD_BYTES, TextLengths } from './textLengths.ts'

class CountingConnections extends Connections {
  statements = 0

  override query(...statement: Parameters<Connections['query']>) {
    this.statements++
    return super.query(...statement)
  }
}

let instance: DuckDBInstance
let connections: CountingConnections
let lengths: TextLengths
beforeEach(async () => {
  instance = await DuckDBInstance.create(':memory:', { threads: '2' })
  const writer = await instance.connect()
  await writer.run(`ATTACH ':memory:' AS store; USE store; ${TABLES}`)
  addSegmentFunction(writer, () => undefined)
  connections = new CountingConnections(
    instance,
    async (connection) => void (await connection.run(`USE store; ${MACROS}`)),
    new Attachment(await instance.connect(), null),
  )
  lengths = new TextLengths(connections)
})
afterEach(() => {
  connections.close()
  instance.closeSync()
})

async function store(ordinal: number, { leaves = 'a', userAgent = 'aws-cli' }): Promise<void> {
  await connections.query('INSERT INTO events (ordinal, shape, leaves, userAgent) VALUES ($1, 0, $2, $3)', [
    ordinal,
    leaves,
    userAgent,
  ])
  connections.statements = 0
}

test('the engine is queried once for each snapshot, for both kinds of long texts', async () => {
  await store(1, {})
  const asked = [1, 1, 1].flatMap((state) => [lengths.hasLongValues(state), lengths.hasLargeRecords(state)])
  expect(new Set(await Promise.all(asked))).toEqual(new Set([false]))
  expect(await lengths.hasLargeRecords(1)).toBe(false)
  expect(connections.statements).toBe(1)
})

test('a later snapshot has its new long texts', async () => {
  await store(1, {})
  expect(await lengths.hasLongValues(1)).toBe(false)
  await store(2, { userAgent: 'x'.repeat(2000) })
  expect(await lengths.hasLongValues(2)).toBe(true)
  expect(await lengths.hasLargeRecords(2)).toBe(false)
  await store(3, { leaves: 'x'.repeat(LARGE_RECORD_BYTES + 1) })
  expect(await lengths.hasLargeRecords(3)).toBe(true)
})

test('once there are long texts of both kinds, later snapshots do not query the engine', async () => {
  await store(1, { leaves: 'x'.repeat(LARGE_RECORD_BYTES + 1), userAgent: 'x'.repeat(2000) })
  expect([await lengths.hasLongValues(1), await lengths.hasLargeRecords(1)]).toEqual([true, true])
  await store(2, {})
  expect([await lengths.hasLongValues(2), await lengths.hasLargeRecords(2)]).toEqual([true, true])
  expect(connections.statements).toBe(0)
})
