import { DuckDBInstance } from '@duckdb/node-api'
import { expect, test } from 'vitest'
import { SharedComputations, type Computed } from '../plan/sharedComputations.ts'
import { Attachment } from './attachment.ts'
import { Connections } from './connections.ts'

test('a statement that nobody waits for is ended in the engine, so that others can run', async () => {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' })
  const connections = new Connections(
    instance,
    async () => {},
    new Attachment(await instance.connect(), null),
  )
  const endless = 'SELECT count(*) FROM range(1000000000000) a, range(1000) b'
  const computations = new SharedComputations<Computed>(10, 100)
  const leaving = new AbortController()
  const make = async (stop: AbortSignal) => {
    await connections.query(endless, [], stop, true)
    return { bytes: 1, drop: () => {} }
  }
  // As many as may read every record at once.
  const left = ['a', 'b'].map((key) => computations.acquire(key, make, leaving.signal))
  const next = connections.query('SELECT 1', [], undefined, true)
  leaving.abort(new Error('gone'))
  for (const each of left) await expect(each).rejects.toThrow('gone')
  expect(await next).toEqual([[1]])
  connections.close()
  instance.closeSync()
})
