import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createAccount } from '../../account/account.ts'
import { newAccountState } from '../../aws/accountState.ts'
import {
  newBucket,
  DEFAULT_ENCRYPTION,
  FULL_CONTROL,
  type StoredObject,
} from '../../aws/services/s3/s3State.ts'
import { readKeys } from '../../encryption/wrappingKey.ts'
import { WatchedDisk, type FailingCall } from '../../testing/watchedDisk.ts'
import { keptContents } from './keptContents.ts'
import { openAccountState } from './savedAccountState.ts'
import { removeUnusedContents } from './unusedContents.ts'

const ACCOUNT = createAccount(7, Date.parse('2026-02-04T00:00:00Z'))

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'saved-account-state-'))
})
afterEach(async () => {
  vi.restoreAllMocks()
  await rm(root, { recursive: true })
})

const pathsIn = (folder: string) => ({
  state: join(folder, 'state.json'),
  objects: join(folder, 'objects.ndjson'),
  keys: join(folder, 'keys.json'),
})

const openIn = (folder: string, disk?: WatchedDisk) => openAccountState(pathsIn(folder), ACCOUNT, disk)

type State = Awaited<ReturnType<typeof openIn>>

const object = (key: string, size: number): StoredObject => ({
  key,
  size,
  etag: 'e',
  modifiedMs: 0,
  parts: [{ size, content: 'f'.repeat(64) }],
  headers: {},
  metadata: {},
  encryption: DEFAULT_ENCRYPTION,
  checksum: { member: 'ChecksumCRC32', value: '6Le+Qw==', type: 'FULL_OBJECT' },
  grants: FULL_CONTROL,
  tags: [],
})

const BUCKETS = ['one', 'two']

/** The sizes of objects by bucket and key, of the buckets of this test. */
type Model = Readonly<Record<string, Readonly<Record<string, number>>>>

const modelOf = ({ current }: State): Model =>
  Object.fromEntries(
    BUCKETS.flatMap((name) => {
      const bucket = current.s3.buckets[name]
      return bucket === undefined
        ? []
        : [[name, Object.fromEntries(bucket.objects.sorted.map(({ key, size }) => [key, size]))]]
    }),
  )

type Change =
  | { readonly act: 'put'; readonly bucket: string; readonly key: string; readonly size: number }
  | { readonly act: 'delete'; readonly bucket: string; readonly key: string }
  | { readonly act: 'create' | 'remove'; readonly bucket: string; readonly key?: never }

function apply({ current }: State, change: Change): void {
  const { buckets } = current.s3
  const bucket = buckets[change.bucket]
  if (change.act === 'create') buckets[change.bucket] ??= newBucket(change.bucket, 'eu-central-1', 0)
  else if (change.act === 'remove') delete buckets[change.bucket]
  else if (change.act === 'put') bucket?.objects.put(object(change.key, change.size))
  else if (change.act === 'delete') bucket?.objects.remove(change.key)
}

function modelAfter(model: Model, change: Change): Model {
  const { [change.bucket]: bucket, ...others } = model
  if (change.act === 'create') return { ...others, [change.bucket]: bucket ?? {} }
  if (change.act === 'remove' || bucket === undefined) return others
  const rest = Object.fromEntries(Object.entries(bucket).filter(([key]) => key !== change.key))
  return {
    ...others,
    [change.bucket]: change.act === 'put' ? { ...rest, [change.key]: change.size } : rest,
  }
}

const anyBucket = fc.constantFrom(...BUCKETS)
const anyKey = fc.constantFrom('a', 'a/b', 'c', '__proto__', '\u{1f600}')
const anyChange: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constant('put' as const),
      bucket: anyBucket,
      key: anyKey,
      size: fc.nat(99),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ act: fc.constant('delete' as const), bucket: anyBucket, key: anyKey }),
  },
  fc.record({ act: fc.constantFrom('create' as const, 'remove' as const), bucket: anyBucket }),
)
const anyFault = fc.subarray<FailingCall>(['writeFile', 'datasync', 'sync', 'rename', 'truncate'], {
  minLength: 1,
})
/** A disk that knows what is in a folder. */
async function diskOf(folder: string): Promise<WatchedDisk> {
  const disk = new WatchedDisk()
  for (const path of [...(await readdir(folder)).map((name) => join(folder, name)), folder]) {
    const file = await disk.open(path, 'r')
    await file.sync()
    await file.close()
  }
  return disk
}

/** Some changes that are saved together, what fails meanwhile, and how the process ends afterwards. */
const anyCall = fc.record({
  changes: fc.array(anyChange, { minLength: 1, maxLength: 3 }),
  fails: fc.option(anyFault, { freq: 3 }),
  end: fc.constantFrom('goes on', 'goes on', 'killed', 'power cut'),
})

describe('the state of the account', () => {
  test(
    'has all that was saved and nothing else, wherever the process ends',
    { timeout: 60_000 },
    async () => {
      let number = 0
      await fc.assert(
        fc.asyncProperty(fc.array(anyCall, { minLength: 1, maxLength: 10 }), async (calls) => {
          let folder = join(root, String(number++))
          await mkdir(folder)
          let disk = new WatchedDisk()
          let state = await openIn(folder, disk)
          let model: Model = {}
          for (const { changes, fails, end } of calls) {
            for (const change of changes) apply(state, change)
            const after = changes.reduce(modelAfter, model)
            if (fails !== null) disk.fail(...fails)
            try {
              await state.save()
              model = after
            } catch {
              state.restore()
            }
            expect(modelOf(state)).toEqual(model)
            if (end !== 'goes on') {
              if (end === 'power cut') {
                const next = join(root, String(number++))
                await mkdir(next)
                await disk.copyWhatLasts(folder, next)
                folder = next
                disk = await diskOf(folder)
              }
              disk.recover()
              state = await openIn(folder, disk)
              // A save that failed may be there as a whole, if the disk could not take it back.
              const found = modelOf(state)
              if (fails === null) expect(found).toEqual(model)
              else expect([model, after]).toContainEqual(found)
              model = found
            }
            disk.recover()
          }
        }),
        { numRuns: 20 },
      )
    },
  )

  test('of a bucket that is created again has none of its old objects', async () => {
    const state = await openIn(root)
    const put = (key: string) => state.current.s3.buckets['one']!.objects.put(object(key, 1))
    const changes = [
      () => apply(state, { act: 'create', bucket: 'one' }),
      () => put('old'),
      () => apply(state, { act: 'remove', bucket: 'one' }),
      () => apply(state, { act: 'create', bucket: 'one' }),
      () => put('new'),
    ]
    for (const change of changes) {
      change()
      await state.save()
    }
    expect(modelOf(await openIn(root))).toEqual({ one: { new: 1 } })
  })

  test('that an older version wrote with its objects is read, and written apart from them', async () => {
    const older = newAccountState(ACCOUNT)
    const bucket = { ...newBucket('one', 'eu-central-1', 0), objects: [object('b', 2), object('a', 1)] }
    const written = { ...older, s3: { buckets: { one: bucket } } }
    await writeFile(pathsIn(root).state, JSON.stringify(written))
    const state = await openIn(root)
    expect(modelOf(state)).toEqual({ one: { a: 1, b: 2 } })
    state.restore()
    expect(modelOf(state)).toEqual({ one: { a: 1, b: 2 } })
    await state.save()
    expect(modelOf(await openIn(root))).toEqual({ one: { a: 1, b: 2 } })
    expect(await readFile(pathsIn(root).state, 'utf8')).not.toContain('ChecksumCRC32')
  })

  test('is not written again by a put, which appends one line', async () => {
    const state = await openIn(root)
    apply(state, { act: 'create', bucket: 'one' })
    await state.save()
    await rm(pathsIn(root).state)
    const before = await readFile(pathsIn(root).objects, 'utf8')
    apply(state, { act: 'put', bucket: 'one', key: 'a', size: 1 })
    await state.save()
    expect(await readdir(root)).toEqual(['keys.json', 'objects.ndjson'])
    const after = await readFile(pathsIn(root).objects, 'utf8')
    expect(after.slice(0, before.length)).toBe(before)
    expect(after.slice(before.length).split('\n')).toHaveLength(2)
  })

  test('takes no more space however often an object is replaced', async () => {
    const state = await openIn(root)
    apply(state, { act: 'create', bucket: 'one' })
    const sizes: number[] = []
    for (let round = 0; round < 6; round++) {
      // In one save, which counts all changes of its line only once.
      for (let size = 0; size < 500; size++) {
        apply(state, { act: 'put', bucket: 'one', key: String(size), size: round })
      }
      await state.save()
      sizes.push((await readFile(pathsIn(root).objects)).length)
    }
    expect(sizes[5]).toBeLessThan(sizes[0]! * 4)
    expect(Object.values(modelOf(await openIn(root))['one']!)).toEqual(Array(500).fill(5))
  })

  test.each([
    ['{', 'state cannot be read'],
    ['{"s3":{"buckets":{"one":null}}}', 'state cannot be read'],
  ])('begins again if the file is %s, and says so', async (text, said) => {
    const error = vi.spyOn(console, 'error').mockReturnValue()
    await writeFile(pathsIn(root).state, text)
    await writeFile(pathsIn(root).objects, '{"save":3,"withState":false,"changes":[]}\n')
    const state = await openIn(root)
    expect(error.mock.calls.join()).toContain(said)
    expect(state.isWhole).toBe(false)
    expect(modelOf(state)).toEqual({})
    expect((await readdir(root)).toSorted()).toEqual([
      'objects.ndjson',
      'objects.ndjson.broken',
      'state.json',
      'state.json.broken',
    ])
    await state.save()
    expect((await openIn(root)).isWhole).toBe(true)
    expect(await readFile(pathsIn(root).objects, 'utf8')).toMatch(/^\{"save":1,/)
  })

  test('is read without the lines of objects that cannot be, and says so', async () => {
    const error = vi.spyOn(console, 'error').mockReturnValue()
    const state = await openIn(root)
    apply(state, { act: 'create', bucket: 'one' })
    apply(state, { act: 'put', bucket: 'one', key: 'a', size: 1 })
    await state.save()
    const { objects } = pathsIn(root)
    await writeFile(objects, `by hand\n${await readFile(objects, 'utf8')}{"save":9,"cut`)
    const again = await openIn(root)
    expect(modelOf(again)).toEqual({ one: { a: 1 } })
    expect(again.isWhole).toBe(false)
    expect(error.mock.calls).toEqual([
      [
        'objects.ndjson has 1 lines that cannot be read, so objects may be missing. The file was copied to ' +
          `${objects}.broken.`,
      ],
    ])
  })
})

test('the keys that objects are encrypted with are in a file for the user alone', async () => {
  const state = await openIn(root)
  const { keys } = state.current.kms
  const arns = Object.keys(keys)
  await state.save()
  const listed = async () => readKeys(await readFile(pathsIn(root).keys, 'utf8')).map(({ name }) => name)
  expect(await listed()).toEqual(arns)
  if (process.platform !== 'win32') expect((await stat(pathsIn(root).keys)).mode & 0o777).toBe(0o600)
  keys[arns[0]!]!.enabled = false
  keys[arns[1]!]!.deletionMs = 1
  await state.save()
  expect(await listed()).toEqual(arns.slice(2))
})

test('contents that nothing refers to are removed', async () => {
  const folder = join(root, 'contents')
  const contents = keptContents(folder)
  const state = await openIn(root)
  const [used, partOfUpload, unused] = [
    await contents.put(Buffer.from('used')),
    await contents.put(Buffer.from('part')),
    await contents.put(Buffer.from('unused')),
  ]
  const bucket = newBucket('one', 'eu-central-1', 0)
  state.current.s3.buckets['one'] = bucket
  bucket.objects.put({ ...object('a', 4), parts: [{ size: 4, content: used }] })
  Object.assign(bucket.uploads, { upload: { parts: { 1: { content: partOfUpload } } } })
  await writeFile(join(folder, `${unused}.making`), 'half')
  await removeUnusedContents(folder, state.current)
  expect((await readdir(folder)).toSorted()).toEqual([used, partOfUpload].toSorted())
  await removeUnusedContents(join(root, 'none'), state.current)
})
