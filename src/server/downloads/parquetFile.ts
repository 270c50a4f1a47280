import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Order } from '../../filter/filter.ts'
import { PASSING_FILES, type EventQuery, type EventStore } from '../../store/eventStore.ts'

/**
 * The bytes of a Parquet file of the matching events. The end of such a file says where its parts are, so it is written
 * before it is sent.
 */
export async function* parquetFile(
  store: EventStore,
  query: EventQuery,
  order: Order,
  onEvents: (count: number) => void,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const folder = join(store.parquetFolder, PASSING_FILES)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, `${randomUUID()}.parquet`)
  try {
    await store.writeParquet(query, { order, file, onEvents }, signal)
    yield* createReadStream(file) as AsyncIterable<Uint8Array>
  } finally {
    await rm(file, { force: true })
  }
}
