import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { ByteSource } from './byteSource.ts'
import { hashWhileRead } from './hashWhileRead.ts'
import { recordTexts } from '../readForTest.ts'
import { readLogFile } from '../readLogFile.ts'
import { zip } from './zipForTest.ts'

/** The hashes of a file's contents, with its bytes arriving in chunks of the given size. */
async function hashesOf(bytes: Uint8Array, chunkSize = 64 * 1024): Promise<string[]> {
  const hashes: string[] = []
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += chunkSize) yield bytes.subarray(at, at + chunkSize)
  }
  const sink = {
    record: () => {},
    problem: () => {},
    contentEnd: async (hash: () => Promise<string>) => void hashes.push(await hash()),
  }
  await readLogFile('file', chunks(), sink)
  return hashes
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

const text = Buffer.from(`{"Records":[${recordTexts(3000).join(',')}]}`)
const lines = Buffer.from(recordTexts(10).join('\n'))

test.each([64 * 1024, 1000, Infinity])(
  'a content has one hash however it is compressed, in chunks of %s',
  async (size) => {
    const forms = [
      text,
      gzipSync(text),
      gzipSync(gzipSync(text)),
      Buffer.concat([gzipSync(text.subarray(0, 5000)), gzipSync(text.subarray(5000))]),
      zip([{ name: 'log.json', content: text, trailer: true }]),
    ]
    for (const form of forms) expect(await hashesOf(form, size)).toEqual([sha256(text)])
  },
)

test('an archive has the contents of its log files', async () => {
  const archive = zip([
    { name: 'a.json', content: text },
    { name: 'b.json.gz', content: gzipSync(lines) },
    { name: 'c.zip', content: zip([{ name: 'a.json', content: text, stored: true }]) },
    { name: 'encrypted', content: text, encrypted: true },
  ])
  expect(await hashesOf(archive)).toEqual([text, lines, text].map(sha256))
})

test.each([
  ['what follows the log file', Buffer.concat([text, Buffer.from('[[['.repeat(500_000))])],
  ['bytes that are no UTF-8', Buffer.concat([lines, Buffer.from([0xff, 0xfe, 0x0a]), lines])],
  ['rows', Buffer.from('eventName,eventTime\nA,2026-02-01T10:00:00Z\n')],
])('%s belongs to it', async (_, content) => {
  for (const form of [content, gzipSync(content)])
    expect(await hashesOf(form, 5000)).toEqual([sha256(content)])
})

test('a content that is too large to wait for its hash has the same', async () => {
  const large = Buffer.from(recordTexts(40_000).join('\n'))
  expect(large.length).toBeGreaterThan(10 * 1024 * 1024)
  for (const form of [large, gzipSync(large)]) expect(await hashesOf(form)).toEqual([sha256(large)])
})

test('unread text belongs to it, too', async () => {
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < text.length; at += 1000) yield text.subarray(at, at + 1000)
  }
  let pauses = 0
  const { bytes, hash } = hashWhileRead(new ByteSource(pieces()))
  await bytes.next()
  expect(await hash(async () => void pauses++)).toBe(sha256(text))
  expect(pauses).toBeGreaterThan(100)
})

test('of truncated compressed data it is the decompressed part', async () => {
  const packed = gzipSync(text)
  const [hash] = await hashesOf(packed.subarray(0, packed.length / 2))
  expect(hash).toMatch(/^[\da-f]{64}$/)
  expect(hash).not.toBe(sha256(text))
  expect(await hashesOf(packed.subarray(0, packed.length / 2), 1000)).toEqual([hash])
})
