import { createReadStream } from 'node:fs'
import { appendFile, mkdtemp, rename, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { stampKey, type EventStore } from '../../store/eventStore.ts'
import { storeOf } from '../../testing/storeOf.ts'
import { BatchingReader } from './batchingReader.ts'

let folder: string
let path: string
let store: EventStore
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'event-history-test-'))
  path = join(folder, 'log.json')
  store = await storeOf([])
})
afterEach(async () => {
  await store.close()
  await rm(folder, { recursive: true })
})

const RECORDS = 6000
const record = (id: string) =>
  `{"eventVersion":"1.08","eventID":"${id}","eventTime":"2024-05-01T00:00:00Z","eventName":"A","requestID":"${'x'.repeat(200)}"}`
const records = (prefix: string) => Array.from({ length: RECORDS }, (_, i) => record(`${prefix}${i}`))
/** How many bytes the first records have. */
const lengthOf = (count: number) => records('e').slice(0, count).join('\n').length

/**
 * Reads the file as a reading thread does, in small pieces, and changes it after the first piece.
 */
async function read(change?: () => Promise<void>): Promise<void> {
  const reader = new BatchingReader(async (batch) => {
    await store.add(batch)
  })
  const { size, mtimeMs } = await stat(path).catch(() => ({ size: 1, mtimeMs: 1 }))
  async function* pieces() {
    let isFirst = true
    for await (const piece of createReadStream(path, { highWaterMark: 16 * 1024 })) {
      yield piece as Uint8Array
      if (isFirst) await change?.()
      isFirst = false
    }
  }
  await reader.read({ name: 'log.json', uri: path, size, modifiedMs: mtimeMs }, pieces(), () => {})
  await reader.flush()
}

/** Whether the next start would skip the file. */
async function isKnown(): Promise<boolean> {
  const { size, mtimeMs } = await stat(path)
  return (await store.loadedStamps()).has(stampKey({ uri: path, size, modifiedMs: mtimeMs }))
}

const held = async () => (await store.summary(store.asOf(0))).eventCount
const reasons = async () =>
  (await store.problems(0, 10)).problems.map(({ logFile, reason }) => `${logFile}: ${reason}`)

test('truncated while it is read: every complete record is loaded and the position reported; the rest is loaded when it is back', async () => {
  await writeFile(path, records('e').join('\n'))
  await read(() => truncate(path, lengthOf(3000) + 40))
  expect(await held()).toBe(3000)
  expect(await reasons()).toEqual([expect.stringMatching(/^log\.json: The file is truncated here\./)])
  expect(await isKnown()).toBe(false)
  await writeFile(path, records('e').join('\n'))
  await read()
  expect(await held()).toBe(RECORDS)
})

test('growing while it is read: every record is loaded once, and the rest the next time', async () => {
  await writeFile(path, `${records('e').join('\n')}\n`)
  await read(() => appendFile(path, `${records('late').join('\n')}\n`))
  expect(await held()).toBeGreaterThanOrEqual(RECORDS)
  expect(await isKnown()).toBe(false)
  await read()
  expect(await held()).toBe(2 * RECORDS)
  expect(await isKnown()).toBe(true)
  expect(await reasons()).toEqual([])
})

test('replaced while it is read: the old file is loaded completely, and the new one the next time', async () => {
  await writeFile(path, records('e').join('\n'))
  await read(async () => {
    await writeFile(`${path}.new`, records('new').join('\n'))
    await rename(`${path}.new`, path)
  })
  expect(await held()).toBe(RECORDS)
  expect(await isKnown()).toBe(false)
  await read()
  expect(await held()).toBe(2 * RECORDS)
  expect(await reasons()).toEqual([])
})

test('removed while it is read: it is read to the end; removed before, it is reported, and read when it is back', async () => {
  await writeFile(path, records('e').join('\n'))
  await read(() => rm(path))
  expect(await held()).toBe(RECORDS)
  expect(await reasons()).toEqual([])
  await read()
  expect(await reasons()).toEqual(['log.json: The file cannot be read: it no longer exists.'])
})

test('unreadable for a while: it does not count as loaded', async () => {
  await writeFile(path, records('e').join('\n'))
  const { size, mtimeMs } = await stat(path)
  const reader = new BatchingReader(async (batch) => {
    await store.add(batch)
  })
  // A failing disk: some bytes, then an error.
  async function* failing() {
    for await (const piece of createReadStream(path, { end: lengthOf(3000) })) yield piece as Uint8Array
    throw Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO' })
  }
  await reader.read({ name: 'log.json', uri: path, size, modifiedMs: mtimeMs }, failing(), () => {})
  await reader.flush()
  expect(await held()).toBeGreaterThan(0)
  expect(await reasons()).toEqual([expect.stringContaining('The file cannot be read: EIO')])
  expect(await isKnown()).toBe(false)
})
