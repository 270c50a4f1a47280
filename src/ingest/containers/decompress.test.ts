import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { find } from '../readForTest.ts'
import { bombForTest } from './bombsForTest.ts'
import { COMPRESSED_KINDS, COMPRESSED_TEXT, compressedForTest } from './compressedForTest.ts'
import { tar } from './tarForTest.ts'
import { zip } from './zipForTest.ts'

const texts = COMPRESSED_TEXT.trimEnd().split('\n')
const reasonsOf = ({ problems }: { problems: readonly { reason: string }[] }) =>
  problems.map(({ reason }) => reason)
/** Long lists of records are only compared as a whole: a difference would be shown at length. */
const isPrefix = (records: readonly string[]) => COMPRESSED_TEXT.startsWith(records.join('\n'))

describe.each(COMPRESSED_KINDS)('%s', (kind) => {
  const bytes = compressedForTest(kind)

  test('is read whole, in chunks of any size, also in another layer and in archives', async () => {
    const forms: [Buffer, number][] = [
      [bytes, 7],
      [bytes, 1_000_000],
      [gzipSync(bytes), 1000],
      [zip([{ name: 'a', content: bytes }]), 1000],
      [tar([{ name: 'a', content: bytes }]), 1000],
    ]
    for (const [form, chunkSize] of forms) {
      const found = await find(form, { chunkSize })
      expect(found.problems).toEqual([])
      expect(found.records.join('\n') === texts.join('\n')).toBe(true)
    }
  })

  test('that is cut off has everything before, and one problem', async () => {
    for (let part = 1; part < 6; part++) {
      const cut = bytes.subarray(0, 14 + Math.floor(((bytes.length - 14) * part) / 6))
      const found = await find(cut)
      expect(isPrefix(found.records)).toBe(true)
      expect(found.problems).toHaveLength(found.records.length === texts.length ? found.problems.length : 1)
      if (found.records.length < texts.length) expect(reasonsOf(found)[0]).toMatch(/cut off|truncated|empty/)
      expect(await find(cut, { chunkSize: 10 })).toEqual(found)
    }
  })

  test('that is damaged gives no record that it does not have without a problem', async () => {
    for (let i = 1; i < 10; i++) {
      const damaged = Buffer.from(bytes)
      const at = 14 + Math.floor(((bytes.length - 15) * i) / 10)
      damaged[at] = damaged[at]! ^ 0x5a
      const found = await find(damaged)
      const isWhole = found.records.join('\n') === texts.join('\n')
      // Without a checksum, zstd and lzma cannot tell.
      if (!isWhole && kind !== 'zstdInFrames' && kind !== 'lzma')
        expect(found.problems.length).toBeGreaterThan(0)
      expect(await find(damaged, { chunkSize: 10 })).toEqual(found)
    }
  })

  test('with other bytes behind it is read, and one problem says how many', async () => {
    const found = await find(Buffer.concat([bytes, Buffer.from('\r\nbye')]))
    expect(found.records).toHaveLength(texts.length)
    expect(reasonsOf(found)).toEqual([expect.stringContaining('The last 5 bytes of the file') as string])
    const padded = await find(Buffer.concat([bytes, Buffer.alloc(512)]))
    expect([padded.records.length, padded.problems]).toEqual([texts.length, []])
    const more = await find(Buffer.concat([bytes, Buffer.from(`{"Records":[${texts[0]}]}`)]))
    expect([more.records.length, more.problems]).toEqual([texts.length + 1, []])
  })
})

test.each(['bzip2', 'xz', 'zstd'] as const)('reading stops in a bomb of %s', async (kind) => {
  const found = await find(bombForTest(kind, 200))
  expect(reasonsOf(found).at(-1)).toMatch(/decompresses to more than 250 times its size/)
})

test('the blocks of bzip2 around a damaged one are read', async () => {
  const damaged = compressedForTest('bzip2')
  const at = damaged.length >> 1
  damaged.fill(0xff, at, at + 12)
  const found = await find(damaged)
  expect(found.records.length).toBeGreaterThan(texts.length / 2)
  expect(found.records.length).toBeLessThan(texts.length)
  expect(reasonsOf(found).join()).toContain('Reading continued with the next block')
})

test('data that needs too much memory says so', async () => {
  const zstd = Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x04, 0xa8]), Buffer.alloc(20)])
  expect(reasonsOf(await find(zstd))).toEqual([expect.stringContaining('zstd -d --long=31') as string])
  const lzma = compressedForTest('lzma')
  lzma.writeUInt32LE(2 ** 30, 1)
  expect(reasonsOf(await find(lzma))).toEqual([expect.stringContaining('more memory') as string])
})

test('a dictionary that is not in the file is named', async () => {
  const zstd = Buffer.concat([
    Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x03, 0x50, 1, 2, 3, 4]),
    Buffer.alloc(20),
  ])
  expect(reasonsOf(await find(zstd))).toEqual([expect.stringContaining('with a dictionary') as string])
})
