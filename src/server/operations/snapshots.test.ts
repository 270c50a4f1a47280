import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore } from '../../store/openStore.ts'
import type { EventStore } from '../../store/eventStore.ts'
import { servicesOf } from '../../testing/servicesOf.ts'
import { addRecords, storeOf } from '../../testing/storeOf.ts'
import { createApp } from '../app.ts'

const record = (id: string, bucketName = 'poison') =>
  `{"eventVersion":"1.08","eventID":"${id}","eventName":"GetObject","eventTime":"2026-01-01T00:00:00Z","requestParameters":{"bucketName":"${bucketName}"}}`

const asking = (store: EventStore) => {
  const app = createApp(servicesOf(store))
  return async (path: string, init?: RequestInit) => {
    const headers = { host: 'localhost:4700', 'content-type': 'application/json' }
    const response = await app.request(`http://localhost:4700${path}`, { ...init, headers })
    return { status: response.status, text: await response.text() }
  }
}
const json = (text: string) => JSON.parse(text) as Record<string, unknown>
const BUCKET = 'requestParameters.bucketName=poison'

let store: EventStore
beforeEach(async () => {
  store = await storeOf([record('e1')])
})
afterEach(() => store.close())

/** The current `asOf`, with one part changed. */
async function snapshotWith(
  part: 'store' | 'ordinal' | 'opening' | 'revision',
  value: string,
): Promise<string> {
  const parts = (json((await asking(store)('/api/status')).text)['asOf'] as string).split('-')
  parts[['store', 'ordinal', 'opening', 'revision'].indexOf(part)] = value
  return parts.join('-')
}

test('a snapshot ahead of the store is rejected, and does not affect later filters on a path', async () => {
  const ask = asking(store)
  const ahead = await snapshotWith('ordinal', 'zzzzzz')
  const refused = await ask(`/api/events/count?${BUCKET}&asOf=${ahead}`)
  expect(refused.status).toBe(410)
  expect(json(refused.text)).toMatchObject({ field: 'asOf', detail: /again without asOf/ })
  await addRecords(store, [record('e2'), record('e3')], 'later.json')
  expect(json((await ask(`/api/events/count?${BUCKET}`)).text)['count']).toBe(3)
  expect(json((await ask('/api/events/count?eventName=GetObject&text=poison')).text)['count']).toBe(3)
  const { text } = await ask(`/api/events/download?format=ndjson&${BUCKET}`)
  expect(text.trim().split('\n')).toHaveLength(3)
})

test('nor filters on the notes of an event that is loaded later', async () => {
  const ask = asking(store)
  store.noteEvents(new Map([['late', { starred: false, tags: ['late'], comment: '', changed: {} }]]))
  const ahead = await snapshotWith('ordinal', 'zzzzzz')
  expect((await ask(`/api/events/count?tag=late&asOf=${ahead}`)).status).toBe(410)
  await addRecords(store, [record('late')], 'later.json')
  expect(json((await ask('/api/events/count?tag=late')).text)['count']).toBe(1)
})

test.each([
  ['list', (asOf: string) => `/api/events?asOf=${asOf}`],
  ['list by position', (asOf: string) => `/api/events?offset=1&asOf=${asOf}`],
  ['grouped list', (asOf: string) => `/api/events?group=repeats&asOf=${asOf}`],
  ['count', (asOf: string) => `/api/events/count?asOf=${asOf}`],
  ['count of rows', (asOf: string) => `/api/events/count?group=repeats&asOf=${asOf}`],
  ['histogram', (asOf: string) => `/api/events/histogram?asOf=${asOf}`],
  ['breakdown', (asOf: string) => `/api/events/breakdown?by=userName&asOf=${asOf}`],
  ['values', (asOf: string) => `/api/events/values?field=userName&asOf=${asOf}`],
  [
    'values of a path',
    (asOf: string) => `/api/events/values?field=requestParameters.bucketName&asOf=${asOf}`,
  ],
  ['position', (asOf: string) => `/api/events/e1/position?asOf=${asOf}`],
  ['position of a row', (asOf: string) => `/api/events/e1/position?group=repeats&asOf=${asOf}`],
  ['download', (asOf: string) => `/api/events/download?asOf=${asOf}`],
  ['words', (asOf: string) => `/api/events?text=poison&asOf=${asOf}`],
])('%s: a snapshot of another store is rejected before anything is sent', async (_, path) => {
  const asOf = await snapshotWith('store', 'abcdefabcdef')
  const { status, text } = await asking(store)(path(asOf))
  expect(status).toBe(410)
  expect(json(text)).toMatchObject({ title: 'Snapshot not available', field: 'asOf' })
})

test('nextToken only works in the store that returned it', async () => {
  await addRecords(store, [record('e2')], 'second.json')
  const first = json((await asking(store)('/api/events?maxResults=1')).text)
  const next = `/api/events?maxResults=1&nextToken=${String(first['nextToken'])}`
  expect((await asking(store)(next)).status).toBe(200)
  const other = await storeOf([record('e1'), record('e2')])
  const { status, text } = await asking(other)(next)
  expect(status).toBe(410)
  expect(json(text)).toMatchObject({ field: 'nextToken' })
  await other.close()
})

test('notes belong to snapshots of the opened store in which they were made', async () => {
  const ask = asking(store)
  for (const asOf of [await snapshotWith('opening', 'abcdefabcdef'), await snapshotWith('revision', 'zz')]) {
    for (const path of [
      'count?tag=a',
      'breakdown?by=userName&and=tag',
      'count?starred=true',
      'values?field=tag',
      'histogram?comment:=x',
    ])
      expect((await ask(`/api/events/${path}&asOf=${asOf}`)).status, path).toBe(410)
    expect((await ask(`/api/events/count?asOf=${asOf}`)).status).toBe(200)
  }
})

test('on disk a snapshot survives a restart, until the simulated events are removed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'event-history-test-'))
  let kept = await openStore({ folder, name: 'account' })
  await addRecords(kept, [record('e1')])
  const { asOf } = json((await asking(kept)('/api/status')).text)
  await addRecords(kept, [record('e2')], 'later.json')
  await kept.close()
  kept = await openStore({ folder, name: 'account' })
  const counted = () => asking(kept)(`/api/events/count?asOf=${String(asOf)}`)
  expect(json((await counted()).text)['count']).toBe(1)
  await kept.forgetSimulatedEvents()
  expect((await counted()).status).toBe(410)
  await kept.close()
  kept = await openStore({ folder, name: 'account' })
  expect((await counted()).status).toBe(410)
  await kept.close()
  await rm(folder, { recursive: true })
})
