import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { EventDataStore } from '../../api/stores.ts'
import type { EventStore } from '../../store/eventStore.ts'
import { FollowedUpload } from '../loading/followedUploads.ts'
import { servicesOf } from '../../testing/servicesOf.ts'
import { storeOf } from '../../testing/storeOf.ts'
import { createApp } from '../app.ts'
import { EventDataStores } from './eventDataStores.ts'

const NOW = Date.parse('2026-03-02T00:00:00Z')

const record = (eventID: string) =>
  JSON.stringify({ eventVersion: '1.08', eventID, eventTime: '2026-03-01T00:00:00Z', eventName: 'PutObject' })

let folder: string
let store: EventStore
let running: EventDataStores[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stores-'))
  store = await storeOf([record('default')])
  running = []
})
afterEach(async () => {
  for (const stores of running) await stores.close()
  await store.close()
  await rm(folder, { recursive: true })
})

/** A console on these folders, as one that is started. */
function started({
  source = 'log-files',
  dataFolder = folder,
}: { source?: EventDataStore['source']; dataFolder?: string | null } = {}) {
  const stores = new EventDataStores(dataFolder, { id: 'default', source, name: 'Default', store }, () => NOW)
  running.push(stores)
  const app = createApp(servicesOf(store, { stores, source, now: () => NOW }))
  const ask = async (method: string, path: string, body?: string) => {
    const response = await app.request(`http://localhost${path}`, {
      method,
      ...(body !== undefined && { body }),
    })
    const text = await response.text()
    const json = text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {}
    return { status: response.status, text, json }
  }
  return {
    stores,
    ask,
    make: async (name: string) =>
      (await ask('POST', '/api/stores', JSON.stringify({ name }))).json as unknown as EventDataStore,
    names: async () =>
      ((await ask('GET', '/api/stores')).json['stores'] as EventDataStore[]).map(({ name }) => name),
    count: async (id: string) => (await ask('GET', `/api/events/count?store=${id}`)).json['count'],
  }
}

test.each(['on disk', 'in memory'])(
  'stores are apart: events, notes, problems and status (%s)',
  async (where) => {
    const { ask, make, count } = started({ dataFolder: where === 'on disk' ? folder : null })
    const { id } = await make('Incident 42')
    const loaded = await ask('POST', `/api/log-files?store=${id}&name=a.json`, record('mine'))
    expect(loaded.json).toMatchObject({ added: 1, store: id })
    expect(await count(id)).toBe(1)
    expect(await count('default')).toBe(1)
    expect((await ask('GET', `/api/events/mine?store=${id}`)).text).toBe(record('mine'))
    expect((await ask('GET', '/api/events/mine')).status).toBe(404)
    await ask('PUT', `/api/events/mine/notes?store=${id}`, '{"starred":true}')
    expect((await ask('GET', `/api/notes?store=${id}`)).json['eventNotes']).toHaveLength(1)
    expect((await ask('GET', '/api/notes')).json['eventNotes']).toEqual([])
    expect((await ask('GET', `/api/events/download?store=${id}&format=ndjson`)).text).toBe(
      `${record('mine')}\n`,
    )
    expect((await ask('GET', `/api/status?store=${id}`)).json).toMatchObject({
      store: { id, name: 'Incident 42', isDefault: false },
      source: 'log-files',
      eventCount: 1,
    })
    expect((await ask('GET', '/api/status')).json).toMatchObject({
      store: { id: 'default', isDefault: true },
    })
  },
)

test('a store, its events, its notes and its name are there after a restart', async () => {
  const first = started()
  const { id } = await first.make('Incident 42')
  await first.ask('POST', `/api/log-files?store=${id}`, record('mine'))
  await first.ask('PUT', `/api/events/mine/notes?store=${id}`, '{"comment":"Ask Alice"}')
  expect((await first.ask('PATCH', `/api/stores/${id}`, '{"name":" Incident 43 "}')).json).toMatchObject({
    name: 'Incident 43',
  })
  await first.stores.close()
  const second = started()
  expect(await second.names()).toEqual(['Default', 'Incident 43'])
  expect(await second.count(id)).toBe(1)
  expect((await second.ask('GET', `/api/events/mine/notes?store=${id}`)).json).toMatchObject({
    comment: 'Ask Alice',
  })
})

test('a deleted store is gone with everything in it', async () => {
  const { ask, make, names } = started()
  const { id } = await make('Incident 42')
  await ask('POST', `/api/log-files?store=${id}`, record('mine'))
  expect((await ask('DELETE', `/api/stores/${id}`)).status).toBe(204)
  expect(await names()).toEqual(['Default'])
  expect(await readdir(join(folder, 'stores'))).toEqual([])
  const gone = await ask('GET', `/api/events?store=${id}`)
  expect(gone.status).toBe(404)
  expect(gone.json).toMatchObject({ field: 'store', detail: expect.stringContaining(id) })
})

test('a log file is removed with its events for good, and earlier snapshots are rejected', async () => {
  const first = started()
  const { id } = await first.make('Incident 42')
  await first.ask('POST', `/api/log-files?store=${id}&name=a.json`, `${record('a')}\n${record('both')}`)
  await first.ask('POST', `/api/log-files?store=${id}&name=b.json`, `${record('both')}\n${record('b')}`)
  const { asOf } = (await first.ask('GET', `/api/status?store=${id}`)).json
  expect((await first.ask('GET', `/api/log-files?store=${id}`)).json).toMatchObject({
    logFiles: [
      { name: 'a.json', added: 2, ownEvents: 1 },
      { name: 'b.json', added: 1, ownEvents: 1 },
    ],
  })
  expect((await first.ask('DELETE', `/api/log-files/7?store=${id}`)).status).toBe(404)
  expect((await first.ask('DELETE', `/api/log-files/x?store=${id}`)).status).toBe(404)
  expect((await first.ask('DELETE', `/api/log-files/0?store=${id}`)).json).toEqual({
    name: 'a.json',
    removed: 1,
    kept: 1,
  })
  for (const path of ['events?', 'events/count?', 'events/download?'])
    expect((await first.ask('GET', `/api/${path}store=${id}&asOf=${String(asOf)}`)).status, path).toBe(410)
  await first.stores.close()
  const { ask, count } = started()
  expect(await count(id)).toBe(2)
  expect((await ask('GET', `/api/events/both?store=${id}`)).text).toBe(record('both'))
  expect((await ask('GET', `/api/log-files?store=${id}`)).json).toMatchObject({
    logFiles: [{ name: 'b.json', added: 2, duplicates: 0 }],
  })
})

test('no log file is removed while others are being loaded', async () => {
  const { stores, ask, make } = started()
  const { id } = await make('Busy')
  await ask('POST', `/api/log-files?store=${id}&name=a.json`, record('a'))
  let end = () => {}
  const loading = stores.use(id, ({ loader }) =>
    loader.uploads.take(
      { signal: new AbortController().signal, followed: new FollowedUpload('', 0) },
      (async function* () {})(),
      () => new Promise<void>((resolve) => (end = resolve)),
    ),
  )
  await stores.use(id, ({ loader }) => vi.waitUntil(() => loader.isLoading))
  expect((await ask('DELETE', `/api/log-files/0?store=${id}`)).status).toBe(409)
  end()
  await loading
  expect((await ask('DELETE', `/api/log-files/0?store=${id}`)).status).toBe(200)
})

test('the default store cannot be deleted, and can be renamed', async () => {
  const { ask, names } = started({ source: 'simulated' })
  const refused = await ask('DELETE', '/api/stores/default')
  expect(refused.status).toBe(409)
  expect(refused.json).toMatchObject({ detail: expect.stringContaining('The account') })
  await ask('PATCH', '/api/stores/default', '{"name":"Brightlane"}')
  expect(await names()).toEqual(['Brightlane'])
})

test('deleting waits for requests in progress', async () => {
  const { stores, ask, make, names } = started()
  const { id } = await make('Busy')
  let end = () => {}
  const work = stores.use(id, () => new Promise<void>((resolve) => (end = resolve)))
  expect((await ask('GET', `/api/status?store=${id}`)).status).toBe(200)
  let isDeleted = false
  const deleting = ask('DELETE', `/api/stores/${id}`).then(({ status }) => {
    isDeleted = true
    return status
  })
  expect(await names()).toEqual(['Default', 'Busy'])
  expect(isDeleted).toBe(false)
  end()
  await work
  expect(await deleting).toBe(204)
  expect(await names()).toEqual(['Default'])
})

test.each([
  ['nothing', ' ', 400],
  ['81 characters', 'x'.repeat(81), 400],
  ['the name of another', 'Default', 409],
])('a name of %s is rejected', async (_, name, status) => {
  const { ask, names } = started()
  expect((await ask('POST', '/api/stores', JSON.stringify({ name }))).status).toBe(status)
  expect(await names()).toEqual(['Default'])
})

test('a name is any text of 80 characters', async () => {
  const { make, names } = started()
  const name = `🙂../\u202e${'x'.repeat(75)}`
  await make(name)
  expect(await names()).toEqual(['Default', name])
})

describe('in a console of the simulated account', () => {
  test('log files without a store are loaded into a store of their own, which the answer names', async () => {
    const { ask, names, count } = started({ source: 'simulated' })
    const loaded = await ask('POST', '/api/log-files?name=a.json', record('mine'))
    expect(loaded.json).toMatchObject({ logFile: 'a.json', added: 1, store: 'uploads' })
    await ask('POST', '/api/log-files?name=b.json', record('more'))
    expect(await names()).toEqual(['Default', 'Log files'])
    expect(await count('uploads')).toBe(2)
    expect(await count('default')).toBe(1)
  })

  test('log files for the simulated account itself are rejected', async () => {
    const { ask, count } = started({ source: 'simulated' })
    expect((await ask('POST', '/api/log-files?store=default', record('mine'))).status).toBe(409)
    expect(await count('default')).toBe(1)
  })
})

test('any number of stores can be used in turn, with only a few open', async () => {
  const { ask, make, count } = started()
  const ids: string[] = []
  for (const name of ['a', 'b', 'c', 'd']) {
    const { id } = await make(name)
    ids.push(id)
    await ask('POST', `/api/log-files?store=${id}`, record(name))
  }
  for (const id of ids) expect(await count(id)).toBe(1)
})

test('a store that is in use is not closed for another', async () => {
  const { stores, ask, make } = started()
  const ids = await Promise.all(['a', 'b', 'c'].map(async (name) => (await make(name)).id))
  const ends: (() => void)[] = []
  for (const id of ids.slice(0, 2)) await stores.use(id, async ({ keepOpen }) => void ends.push(keepOpen()))
  expect((await ask('GET', `/api/events?store=${ids[2]}`)).status).toBe(503)
  expect((await ask('GET', `/api/events?store=${ids[0]}`)).status).toBe(200)
  ends[1]!()
  expect((await ask('GET', `/api/events?store=${ids[2]}`)).status).toBe(200)
})

test('leftovers of a process that was killed while it created or deleted a store are removed', async () => {
  for (const name of ['.making-aa', '.deleted-bb']) {
    await mkdir(join(folder, 'stores', name), { recursive: true })
    await writeFile(join(folder, 'stores', name, 'store.json'), '{}')
  }
  const stores = new EventDataStores(
    folder,
    { id: 'default', source: 'log-files', name: 'Default', store },
    () => Date.now() + 120_000,
  )
  expect(await stores.list()).toHaveLength(1)
  await stores.clean()
  expect(await readdir(join(folder, 'stores'))).toEqual([])
})

test('a store that cannot be opened says so, and can be deleted', async () => {
  const { ask, make, names } = started()
  const { id } = await make('Damaged')
  await writeFile(join(folder, 'stores', id, 'events.duckdb'), 'x'.repeat(100_000))
  expect((await ask('GET', `/api/events?store=${id}`)).status).toBe(503)
  expect((await ask('DELETE', `/api/stores/${id}`)).status).toBe(204)
  expect(await names()).toEqual(['Default'])
})

test('a store that another process has open is neither shown nor deleted', async () => {
  const { stores, ask, make, names } = started()
  const { id } = await make('Shared')
  await stores.close()
  const other = fork(new URL('holdStoreForTest.mjs', import.meta.url), [
    join(folder, 'stores', id, 'events.duckdb'),
  ])
  onTestFinished(() => void other.kill())
  await once(other, 'message')
  const refused = await ask('GET', `/api/events?store=${id}`)
  expect(refused).toMatchObject({ status: 503, json: { detail: expect.stringContaining('another process') } })
  expect((await ask('DELETE', `/api/stores/${id}`)).status).toBe(503)
  expect(await names()).toEqual(['Default', 'Shared'])
})
