import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { zip } from '../../ingest/containers/zipForTest.ts'
import { CorruptInput } from '../../ingest/containers/corruptInput.ts'
import type { RecordBatch } from '../../store/recordBatch.ts'
import { BatchingReader } from './batchingReader.ts'

const TEXT = '{"Records":[{"eventVersion":"1.08","eventID":"a","eventName":"A"}]}'

/** How a log file of these bytes ends, given in pieces of a few bytes. */
async function endOf(
  bytes: Uint8Array,
  { uri = null as string | null, size = bytes.length, breaks = false } = {},
) {
  const batches: RecordBatch[] = []
  const reader = new BatchingReader(async (batch) => void batches.push(batch))
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += 100) yield bytes.subarray(at, at + 100)
    if (breaks) throw new CorruptInput('The upload broke off here.')
  }
  await reader.read({ uri, name: 'a', size, modifiedMs: 1 }, pieces(), () => {})
  await reader.flush()
  const [slice] = batches.flatMap(({ logFiles }) => logFiles)
  return slice!
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

test.each([
  ['as text', Buffer.from(TEXT)],
  ['compressed', gzipSync(TEXT)],
  [
    'in an archive with further files',
    zip([
      { name: 'a', content: TEXT },
      { name: 'b', content: TEXT },
    ]),
  ],
  ['cut off', gzipSync(TEXT).subarray(0, 40)],
  ['with more behind its end', Buffer.concat([gzipSync(TEXT), Buffer.alloc(1000)])],
  ['no log file, given up after its first bytes', Buffer.from(`PAR1${'x'.repeat(5000)}`)],
  ['empty', Buffer.alloc(0)],
])('the hash of a log file is that of all its bytes as they were given: %s', async (_, bytes) => {
  expect(await endOf(bytes)).toMatchObject({ end: 'read', size: bytes.length, sha256: sha256(bytes) })
})

test('a log file that breaks off or changed while it was read has no hash', async () => {
  const bytes = Buffer.from(TEXT)
  expect(await endOf(bytes, { breaks: true })).toMatchObject({ end: 'failed', sha256: null, records: 1 })
  expect(await endOf(bytes, { uri: '/a', size: 10 })).toMatchObject({ end: 'read', sha256: null, size: 10 })
  expect(await endOf(bytes, { uri: '/a' })).toMatchObject({ end: 'read', sha256: sha256(bytes) })
})
