import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { parquetFolderOf, PASSING_FILES, type EventStore } from '../../store/eventStore.ts'

/** The bytes of a file that is written as a whole, then read, and removed. */
export async function* passingFile(
  store: Pick<EventStore, 'parquetFolder'>,
  write: (file: string) => Promise<unknown>,
): AsyncGenerator<Uint8Array> {
  const folder = join(parquetFolderOf(store), PASSING_FILES)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, randomUUID())
  try {
    await write(file)
    yield* createReadStream(file) as AsyncIterable<Uint8Array>
  } finally {
    await rm(file, { force: true })
  }
}
