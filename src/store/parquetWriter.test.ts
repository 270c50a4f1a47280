import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readParquet } from '../testing/readParquet.ts'
import { parquetFile } from './parquetWriter.ts'

const encoder = new TextEncoder()

/** Texts as Parquet lays them out. */
function plain(texts: readonly string[]): Uint8Array<ArrayBuffer> {
  const parts = texts.map((text) => encoder.encode(text))
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + 4 + part.length, 0))
  let at = 0
  for (const part of parts) {
    new DataView(bytes.buffer).setUint32(at, part.length, true)
    bytes.set(part, at + 4)
    at += 4 + part.length
  }
  return bytes
}

const anyText = fc.string({ unit: 'grapheme', maxLength: 20 })

const anyRows = fc
  .tuple(fc.array(anyText, { minLength: 1, maxLength: 300 }), fc.integer({ min: 1, max: 2000 }))
  .chain(([distinct, count]) =>
    fc.record({
      distinct: fc.constant(distinct),
      codes: fc.array(fc.nat(distinct.length - 1), { minLength: count, maxLength: count }),
      hashes: fc.array(fc.nat(0xffffffff), { minLength: count, maxLength: count }),
      times: fc.array(fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }), {
        minLength: count,
        maxLength: count,
      }),
      names: fc.array(anyText, { minLength: count, maxLength: count }),
    }),
  )

test('any columns are read by another reader as they were written', async () => {
  await fc.assert(
    fc.asyncProperty(anyRows, async ({ distinct, codes, hashes, times, names }) => {
      const pieces = parquetFile(
        [
          { name: 'hash', kind: 'uint32', values: Uint32Array.from(hashes) },
          { name: 'code', kind: 'int32', values: Uint32Array.from(codes) },
          { name: 'time', kind: 'int64', values: BigInt64Array.from(times) },
          { name: 'name', kind: 'texts', plain: plain(names) },
          {
            name: 'kind',
            kind: 'coded',
            codes: Uint32Array.from(codes),
            texts: plain(distinct),
            distinct: distinct.length,
          },
        ],
        codes.length,
      )
      const rows = await readParquet(Buffer.concat(pieces))
      expect(rows).toEqual(
        codes.map((code, row) => ({
          hash: hashes[row],
          code,
          time: times[row],
          name: names[row],
          kind: distinct[code],
        })),
      )
    }),
    { numRuns: 30 },
  )
})

test('each piece has a buffer of its own, so that it can be passed to another thread', () => {
  const columns = [{ name: 'n', kind: 'int32', values: Uint32Array.of(1, 2) }] as const
  const pieces = [...parquetFile(columns, 2), ...parquetFile(columns, 2)]
  expect(new Set(pieces.map(({ buffer }) => buffer)).size).toBe(pieces.length)
  for (const { buffer, length } of pieces) expect(buffer.byteLength).toBe(length)
})
