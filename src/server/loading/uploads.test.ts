import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openStore } from '../../store/openStore.ts'
import type { EventStore } from '../../store/eventStore.ts'
import { storeOf } from '../../testing/storeOf.ts'
import { FollowedUpload } from './followedUploads.ts'
import { LogFileLoader } from './logFileLoader.ts'

let store: EventStore
let loader: LogFileLoader
beforeEach(async () => {
  store = await storeOf([])
  loader = new LogFileLoader(store, { patienceMs: 20, bytesASecond: 1e9, mostMs: Infinity })
})
afterEach(async () => {
  await loader.close()
  await store.close()
})

/** A promise, and the function that resolves it. */
function promised() {
  let keep = () => {}
  const promise = new Promise<void>((resolve) => (keep = resolve))
  return { promise, keep }
}

const record = (id: string) =>
  `{"eventVersion":"1.08","eventID":"${id}","eventTime":"2024-05-01T00:00:00Z","eventName":"A"}`

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

async function* bytesOf(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text)
}

/** Uploads that end when told to, in the order in which they came. */
function uploads(count: number) {
  const order: number[] = []
  return {
    order,
    all: Array.from({ length: count }, (_, number) => {
      const { promise: work, keep: finish } = promised()
      const leaving = new AbortController()
      const done = loader.uploads.take(
        { signal: leaving.signal, followed: anyUpload() },
        bytesOf(),
        async () => {
          order.push(number)
          await work
        },
      )
      done.catch(() => {})
      return { done, finish, leave: () => leaving.abort(new Error('gone')) }
    }),
  }
}

const anyUpload = (size = 0) => new FollowedUpload('upload-1', size)

const send = (name: string, bytes: AsyncIterable<Uint8Array>, { to = loader, followed = anyUpload() } = {}) =>
  to.uploads.take({ signal: new AbortController().signal, followed }, bytes, (paced, load) =>
    load(name, paced),
  )

const load = (name: string, ...texts: readonly string[]) => send(name, bytesOf(...texts))

test('two are loaded at once, twenty wait, and others are rejected until one leaves', async () => {
  const { order, all } = uploads(22)
  await nextTurn()
  expect(order).toEqual([0, 1])
  const refusal = { problem: { status: 503, title: 'Too many uploads' }, headers: { 'Retry-After': '10' } }
  await expect(load('late.json', record('late'))).rejects.toMatchObject(refusal)
  all[7]!.leave()
  await expect(all[7]!.done).rejects.toThrow('gone')
  const last = load('late.json', record('late'))
  for (const { finish } of all) finish()
  expect(await last).toMatchObject({ added: 1 })
  expect(order).toEqual(Array.from({ length: 22 }, (_, number) => number).filter((number) => number !== 7))
})

test('one whose client is already gone is not queued', async () => {
  const gone = { signal: AbortSignal.abort(new Error('gone')), followed: anyUpload() }
  await expect(loader.uploads.take(gone, bytesOf(), async () => {})).rejects.toThrow('gone')
  expect(await load('a.json', record('a'))).toMatchObject({ added: 1 })
})

test('one of two that stall is cut off when another waits, and what arrived of it is loaded', async () => {
  const stalling = [0, 1].map((number) => {
    const begun = promised()
    const done = send(
      `stalling-${number}.json`,
      (async function* () {
        yield Buffer.from(`${record(`stalling-${number}`)}\n`)
        begun.keep()
        await new Promise(() => {})
      })(),
    )
    done.catch(() => {})
    return { begun: begun.promise, done }
  })
  await Promise.all(stalling.map(({ begun }) => begun))
  expect(await load('honest.json', record('honest'))).toMatchObject({ added: 1 })
  await expect(Promise.race(stalling.map(({ done }) => done))).rejects.toMatchObject({
    problem: { status: 408 },
  })
  // Both kept it waiting for as long.
  expect([2, 3]).toContain((await store.summary(store.asOf(0))).eventCount)
})

test('an upload without records is told why, listed in the import report, and counts as skipped', async () => {
  await load('good.json', record('a'), '\n', record('b'))
  for (let i = 1; i <= 3; i++) {
    expect(await load('notes.txt', 'Buy milk.\n', 'And bread.')).toMatchObject({
      outcome: 'skipped',
      sha256: sha256('Buy milk.\nAnd bread.'),
      records: 0,
      added: 0,
      problems: [{ reason: expect.stringContaining('Not a CloudTrail log file') }],
    })
    expect(await store.loadReport()).toMatchObject({ logFiles: 2, skipped: i, records: 2 })
    expect(await store.problems(0, 100)).toMatchObject({ total: i })
  }
})

test('the list of problems of all uploads is limited, even when the store is opened again; each answer has all of its own', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'event-history-test-'))
  const listed = async (uploaded: number) => {
    const kept = await openStore({ folder, name: 'test' })
    const uploading = new LogFileLoader(kept)
    for (let i = 0; i < uploaded; i++) {
      const text = `${record('again')}\n${'{not JSON\n'.repeat(990)}`
      const report = await send(`${i}.json`, bytesOf(text), { to: uploading })
      expect(report.problems).toHaveLength(990)
    }
    const { problems, total } = await kept.problems(9990, 100)
    await uploading.close()
    await kept.close()
    return { total, last: problems.at(-1)?.reason }
  }
  expect(await listed(12)).toEqual({
    total: 10_001,
    last: expect.stringContaining('More than 10000 problems of uploads are not listed'),
  })
  expect(await listed(2)).toMatchObject({ total: 10_001 })
  await rm(folder, { recursive: true })
})

const lines = (count: number) => Array.from({ length: count }, (_, i) => record(`line-${i}`)).join('\n')

test('a followed upload tells how much of it was read and stored', async () => {
  const text = lines(100)
  const followed = anyUpload()
  expect(followed.progress).toMatchObject({ state: 'waiting', bytesRead: 0 })
  await send('a.json', bytesOf(text), { followed })
  expect(followed.progress).toMatchObject({
    state: 'loading',
    bytesRead: text.length,
    bytesStored: text.length,
    records: 100,
    added: 100,
  })
})

test('one that is canceled while its bytes are awaited ends at once; what arrived is kept, and the report says so', async () => {
  const followed = anyUpload(1000)
  const arrived = promised()
  const done = send(
    'a.json',
    (async function* () {
      yield Buffer.from(`${record('a')}\n`)
      arrived.keep()
      await new Promise(() => {})
    })(),
    { followed },
  )
  await arrived.promise
  expect(loader.status).toMatchObject({ from: 'uploads', files: 1, bytes: 1000 })
  const canceled = followed.cancel()
  await expect(done).rejects.toMatchObject({ problem: { status: 409, title: 'Canceled' } })
  expect(loader.status).toBeNull()
  followed.end()
  await canceled
  const report = await store.loadReport()
  expect(report).toMatchObject({ failed: 1, records: followed.records })
  expect((await store.problems(0, 10)).problems).toMatchObject([
    { logFile: 'a.json', reason: 'Loading was canceled here. Load the file again to get the rest.' },
  ])
})

test('one that is canceled when all of it has arrived is read no further', async () => {
  const followed = anyUpload()
  const text = gzipSync(lines(150_000))
  const done = send('a.json.gz', Readable.from([text]), { followed })
  done.catch(() => {})
  await vi.waitUntil(() => followed.bytesRead > 0, { interval: 1, timeout: 15_000 })
  void followed.cancel()
  await expect(done).rejects.toMatchObject({ problem: { status: 409 } })
  expect(followed.bytesRead).toBeLessThan(text.length)
  expect((await store.summary(store.asOf(0))).eventCount).toBe(followed.records)
  expect(followed.records).toBeLessThan(150_000)
})

test('one that is canceled while it waits leaves the queue', async () => {
  const { all } = uploads(2)
  const followed = anyUpload()
  const done = send('a.json', bytesOf(record('a')), { followed })
  void followed.cancel()
  await expect(done).rejects.toMatchObject({ problem: { status: 409 } })
  for (const { finish } of all) finish()
})
