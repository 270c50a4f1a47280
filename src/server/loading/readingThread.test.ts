import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import type { RecordBatch } from '../../store/recordBatch.ts'
import { ReadingThread } from './readingThread.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'event-history-test-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('after a batch that could not be stored no other is stored, so that no file without its beginning looks finished', async () => {
  const path = join(folder, 'long.json')
  const records = Array.from({ length: 70_000 }, (_, i) => `{"eventVersion":"1.08","eventID":"e${i}"}`)
  await writeFile(path, records.join('\n'))
  const { size, mtimeMs } = await stat(path)
  const given: RecordBatch[] = []
  const thread = new ReadingThread({ kind: 'local-files', paths: [path], found: [] })
  const store = async (batch: RecordBatch) => {
    given.push(batch)
    throw new Error('The disk is full')
  }
  const read = async () => {
    await thread.read({ uri: path, name: 'long.json', size, modifiedMs: mtimeMs }, store, () => {})
    await thread.flush(store)
  }
  await expect(read()).rejects.toThrow('The disk is full')
  await expect(read(), 'nor anything later').rejects.toThrow('The disk is full')
  await thread.close()
  expect(given.map(({ logFiles }) => logFiles.map(({ end }) => end))).toEqual([[null]])
})

test('reads even if Node was started with an option that threads reject, such as one for its memory', async () => {
  process.execArgv.push('--max-old-space-size=4096')
  onTestFinished(() => void process.execArgv.pop())
  const path = join(folder, 'one.json')
  await writeFile(path, '{"eventVersion":"1.08","eventID":"e"}')
  const { size, mtimeMs } = await stat(path)
  const given: RecordBatch[] = []
  const store = async (batch: RecordBatch) => void given.push(batch)
  const thread = new ReadingThread({ kind: 'local-files', paths: [path], found: [] })
  await thread.read({ uri: path, name: 'one.json', size, modifiedMs: mtimeMs }, store, () => {})
  await thread.flush(store)
  await thread.close()
  expect(given.flatMap(({ logFiles }) => logFiles)).toMatchObject([{ end: 'read' }])
})
