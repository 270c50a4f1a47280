import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { readPublicKeys } from '../../integrity/publicKeys.ts'
import { LocalFiles } from '../../sources/localFiles.ts'
import { EVERYTHING } from '../../filter/filter.ts'
import type { EventStore } from '../../store/eventStore.ts'
import { deliveringAccount } from '../../testing/deliveringAccount.ts'
import { storedEvents, storeOf } from '../../testing/storeOf.ts'
import { decryptedFiles } from '../integrity/decryptedFiles.ts'
import type { FilesToValidate } from '../integrity/readFoundFile.ts'
import { validateSource } from '../integrity/validateSource.ts'
import { decryptionKeys } from '../decryptionKeys.ts'
import { LogFileLoader } from '../loading/logFileLoader.ts'
import { folderBuckets } from './folderBuckets.ts'

const START_MS = Date.parse('2026-02-04T10:00:00Z')

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'folder-buckets-'))
})
afterEach(() => rm(folder, { recursive: true }))

const file = (bucket: string, key: string, metadata: Record<string, string> = {}) => ({
  bucket,
  key,
  bytes: Buffer.from('bytes'),
  metadata,
  trailArn: 'arn:aws:cloudtrail:eu-central-1:111122223333:trail/a',
  kmsKeyId: null,
})

const filesIn = async (within: string) =>
  (await readdir(within, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(within, join(parentPath, name)))

/** What a store has, in one order. */
const eventsOf = async (store: EventStore) =>
  (await storedEvents(store, { filter: EVERYTHING, asOf: store.asOf(0) }))
    .map(({ record }) => record.text)
    .toSorted()

test('what trails deliver into a folder is valid, and loads as the same events', async () => {
  const delivered = join(folder, 'delivered')
  const data = join(folder, 'data')
  const made = await deliveringAccount({
    startMs: START_MS,
    folder: data,
    otherBuckets: folderBuckets(delivered),
  })
  onTestFinished(() => made.stop())
  // In one Region, to be quick.
  const own = { Name: made.account.resources.trail, IsMultiRegionTrail: false }
  expect((await made.call('cloudtrail', 'UpdateTrail', own)).failure).toBeNull()
  const trail = { Name: 'into-a-folder', S3BucketName: 'any-bucket', EnableLogFileValidation: true }
  expect((await made.call('cloudtrail', 'CreateTrail', trail)).failure).toBeNull()
  await made.call('cloudtrail', 'StartLogging', { Name: trail.Name })
  await made.deliverHourly([true, true, false, true])
  const { PublicKeyList } = (await made.call('cloudtrail', 'ListPublicKeys', {})).output

  const validated = (source: FilesToValidate) =>
    validateSource(source, {
      publicKeys: async () => readPublicKeys(JSON.stringify({ PublicKeyList })),
      nowMs: made.nowMs,
      sinceMs: null,
      signal: new AbortController().signal,
      onProgress: () => {},
    })
  const { hasProblems, digests, logFiles } = await validated(new LocalFiles([join(delivered, 'any-bucket')]))
  expect(hasProblems).toBe(false)
  expect(digests.map(({ verdict }) => verdict)).toEqual(Array(5).fill('verified'))
  expect(logFiles.map(({ verdict }) => verdict)).toEqual(Array(3).fill('valid'))

  // The account's own trail has logged all calls, encrypted with its key.
  const keys = await decryptionKeys([], data)
  const encrypted = new LocalFiles([join(delivered, made.account.resources.trailBucket)])
  expect((await validated(decryptedFiles(encrypted, keys))).hasProblems).toBe(false)
  expect((await validated(decryptedFiles(encrypted, []))).logFiles[0]).toMatchObject({
    file: { problem: expect.stringContaining('--decryption-key FILE') as string },
  })
  const store = await storeOf([])
  const loader = new LogFileLoader(store, undefined, keys)
  onTestFinished(async () => {
    await loader.close()
    await store.close()
  })
  await made.aws.deliver()
  await loader.load(new LocalFiles([delivered]), () => {})
  const loaded = await eventsOf(store)
  expect(loaded).toEqual(await eventsOf(made.store))
  expect(loaded.length).toBeGreaterThanOrEqual(6)
}, 60_000)

test('a file has its metadata beside it, hidden, and nothing else is left', async () => {
  const { put, check } = folderBuckets(folder)
  expect(await check('a-bucket')).toBeNull()
  const files = [file('a-bucket', 'some/key.json.gz', { signature: '00' }), file('a-bucket', 'key')]
  expect(await put([...files, ...files])).toEqual([null, null, null, null])
  expect((await filesIn(folder)).toSorted()).toEqual([
    'a-bucket/key',
    'a-bucket/some/.key.json.gz.metadata.json',
    'a-bucket/some/key.json.gz',
  ])
  const source = new LocalFiles([folder])
  expect(await source.metadata(join(folder, 'a-bucket/some/key.json.gz'))).toEqual({ signature: '00' })
})

test('nothing is written outside the folder, whatever the key is', async () => {
  const within = join(folder, 'some', 'folder')
  const { put } = folderBuckets(within)
  const part = fc.constantFrom('..', '.', '', 'a', '...', '..\\..', 'C:', '\u0000', 'AWSLogs')
  await fc.assert(
    fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 6 }), async (parts) => {
      const key = parts.join('/')
      const [failure] = await put([file('a-bucket', key)])
      const mayBe = parts.every((each) => ['a', '...', 'AWSLogs'].includes(each))
      if (!mayBe) expect(failure?.code).toBe('InvalidArgument')
      for (const name of await filesIn(folder)) expect(name).toMatch(/^some\/folder\/a-bucket\//)
    }),
    { numRuns: 60 },
  )
})

test('says why a file cannot be written', async () => {
  await writeFile(join(folder, 'a-bucket'), 'a file')
  expect(await folderBuckets(folder).put([file('a-bucket', 'key')])).toEqual([
    { code: 'InternalError', message: expect.stringContaining('key cannot be written: ') as string },
  ])
})
