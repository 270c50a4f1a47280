import { mkdtemp, rm } from 'node:fs/promises'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { partsOf } from '../../testing/bundleParts.ts'
import { storeOf } from '../../testing/storeOf.ts'
import { signingKey, trailFiles, writeTrailFiles } from '../../testing/trailFiles.ts'
import { addLogFiles, validatedConsole } from '../../testing/validatedConsole.ts'
import {
  DIGESTS,
  FILTER,
  LOG_FILES,
  MANIFEST,
  MANIFEST_HASH,
  PUBLIC_KEYS,
  RECORDS,
} from './bundleManifest.ts'
import { ENDS_BYTES, lengthOf } from './bundleZip.ts'
import { DIRECTORY, verifyBundle } from './verifyBundle.ts'

let folder: string
let bundle: Buffer

/** A log file, and the digest file that names it. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'changed-bytes-'))
  const signer = signingKey()
  const files = trailFiles({ signer, logFiles: [1] })
  const logs = join(folder, 'logs')
  await writeTrailFiles(logs, files)
  const store = await storeOf([])
  await addLogFiles(store, logs, files)
  const opened = validatedConsole(store, logs, signer.listed)
  await opened.validate()
  bundle = await opened.bundle()
  await store.close()
})
afterAll(() => rm(folder, { recursive: true }))

/** The parts that are named; where one byte is changed there is one. */
async function named(changed: Buffer): Promise<readonly string[]> {
  const path = join(folder, 'bundle.zip')
  writeFileSync(path, changed)
  return (await verifyBundle(path, { seal: null, digests: null })).faults.map(({ part }) => part)
}

/** Collects the positions at which another part is named than the one that has the byte. */
class Misses {
  readonly all: object[] = []
  readonly #parts = partsByPosition()

  async check(changed: Buffer, at: number): Promise<void> {
    const parts = await named(changed)
    if (parts.length !== 1 || parts[0] !== this.#parts[at]) this.all.push({ at, parts })
  }
}

/** The name of the part that has each byte. */
function partsByPosition(): readonly string[] {
  const names = partsOf(bundle).flatMap((part) => Array.from({ length: lengthOf(part) }, () => part.name))
  return [...names, ...Array.from({ length: bundle.length - names.length }, () => DIRECTORY)]
}

/** Every position of headers and directory, and some of each part's data. */
function positions(): readonly number[] {
  const isData = new Set<number>()
  const some: number[] = []
  for (const { dataAt, storedBytes } of partsOf(bundle)) {
    for (let at = dataAt; at < dataAt + storedBytes; at++) isData.add(at)
    some.push(
      ...fc.sample(fc.integer({ min: dataAt, max: dataAt + storedBytes - 1 }), { numRuns: 8, seed: 1 }),
    )
  }
  return [...bundle.keys()].filter((at) => !isData.has(at)).concat(some)
}

test('the bundle has all parts, and no faults', async () => {
  expect(partsOf(bundle).map(({ name }) => name)).toEqual([
    RECORDS,
    FILTER,
    LOG_FILES,
    DIGESTS,
    PUBLIC_KEYS,
    MANIFEST,
    MANIFEST_HASH,
  ])
  expect(await named(bundle)).toEqual([])
})

test('a byte that is changed, anywhere, is found in its part', async () => {
  const misses = new Misses()
  for (const at of positions()) {
    const changed = Buffer.from(bundle)
    changed[at]! ^= 1 << (at % 8)
    await misses.check(changed, at)
  }
  expect(misses.all).toEqual([])
})

test('so is one that is missing, one too many, and the end of the file', async () => {
  const misses = new Misses()
  for (const at of positions().filter((_, index) => index % 5 === 0)) {
    const missing = Buffer.concat([bundle.subarray(0, at), bundle.subarray(at + 1)])
    // Of equal bytes beside each other, nobody can say which one is missing.
    let last = at
    while (bundle[last + 1] === bundle[at]) last++
    await misses.check(missing, last)
    const more = Buffer.concat([bundle.subarray(0, at), Buffer.of(bundle[at]! ^ 0x55), bundle.subarray(at)])
    await misses.check(more, at)
  }
  expect(misses.all).toEqual([])
  for (const length of [0, 1, ENDS_BYTES, bundle.length >> 1, bundle.length - 1])
    expect(await named(bundle.subarray(0, length))).toEqual([DIRECTORY])
  expect(await named(Buffer.concat([bundle, Buffer.of(0)]))).toEqual([DIRECTORY])
})
