import fc from 'fast-check'
import { expect, test } from 'vitest'
import { KnownHashes } from './knownHashes.ts'

const anyHash = fc.oneof(
  fc.nat(9),
  fc
    .nat(0xffffffff)
    .map((hash) => hash & 0xff0000ff)
    .map((hash) => hash >>> 0),
)
const anyHashes = fc.array(anyHash, { maxLength: 200 })

/** 0 and 1 cannot be told apart. */
const keyOf = (hash: number) => hash || 1

test('a hash is known if the store, an earlier batch or the same batch has it', async () => {
  await fc.assert(
    fc.asyncProperty(anyHashes, fc.array(anyHashes), async (stored, batches) => {
      const known = new KnownHashes(async (take) => stored.forEach(take))
      const seen = new Set(stored.map(keyOf))
      for (const batch of batches) {
        const expected = new Set<number>()
        for (const hash of batch) {
          if (seen.has(keyOf(hash))) expected.add(hash)
          seen.add(keyOf(hash))
        }
        expect(await known.knownAmong(Uint32Array.from(batch))).toEqual(expected)
      }
    }),
  )
})

test('a million hashes are known, and none besides', async () => {
  const known = new KnownHashes(async () => {})
  // Odd numbers: each is there once.
  const hashes = Uint32Array.from({ length: 1_000_000 }, (_, index) => 2 * index + 1)
  expect((await known.knownAmong(hashes))?.size).toBe(0)
  expect((await known.knownAmong(hashes.map((hash) => hash + 1)))?.size).toBe(0)
  expect((await known.knownAmong(hashes))?.size).toBe(hashes.length)
})

test('of more hashes than are kept, none is said to be new', async () => {
  const known = new KnownHashes(async (take) => [1, 2, 3].forEach(take), 1 << 16)
  const hashes = Uint32Array.from({ length: 200_000 }, (_, index) => index + 5)
  expect(await known.knownAmong(Uint32Array.of(7))).toEqual(new Set())
  expect(await known.knownAmong(hashes)).toBeNull()
  expect(await known.knownAmong(Uint32Array.of(4))).toBeNull()
})
