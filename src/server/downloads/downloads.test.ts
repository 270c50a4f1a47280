import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Download, DownloadManifest } from '../../api/downloads.ts'
import type { Problem } from '../../api/problem.ts'
import { readFilter } from '../../filter/params.ts'
import { parseFilterText } from '../../filter/text.ts'
import type { EventStore } from '../../store/eventStore.ts'
import { servicesOf } from '../../testing/servicesOf.ts'
import { addRecords, storeOf } from '../../testing/storeOf.ts'
import { createApp } from '../app.ts'

const NOW = Date.parse('2026-02-04T10:30:00.250Z')

/** An event a minute in the hour before now; every third is of bob. */
const RECORDS = Array.from({ length: 60 }, (_, minute) =>
  JSON.stringify({
    eventVersion: '1.08',
    eventTime: `2026-02-04T09:${String(minute).padStart(2, '0')}:00Z`,
    eventName: 'PutObject',
    userIdentity: { type: 'IAMUser', userName: minute % 3 ? 'alice' : 'bob' },
    eventID: `event-${minute}`,
  }),
)

let store: EventStore
let app: ReturnType<typeof createApp>

beforeAll(async () => {
  store = await storeOf(RECORDS)
  app = createApp(servicesOf(store, { now: () => NOW }))
})
afterAll(() => store.close())

const ask = (method: string, path: string, signal?: AbortSignal) =>
  app.request(`http://localhost${path}`, { method, signal: signal ?? null })

const start = async (query: string) =>
  (await (await ask('POST', `/api/downloads?${query}`)).json()) as Download

const progress = async (id: string) => (await (await ask('GET', `/api/downloads/${id}`)).json()) as Download

const problem = async (response: Response) => [response.status, ((await response.json()) as Problem).detail]

test('a download is counted before it starts, and its manifest says what was sent', async () => {
  const query = 'userName=bob&range=91m&format=json&compression=gzip&order=oldest'
  const started = await start(query)
  expect(started).toMatchObject({
    fileName: 'event_history_20260204T103000Z.json.gz',
    count: 20,
    state: 'waiting',
    events: 0,
    sha256: null,
  })
  const response = await ask('GET', `/api/downloads/${started.id}/file`)
  expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${started.fileName}"`)
  const bytes = Buffer.from(await response.arrayBuffer())
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  expect(await progress(started.id)).toMatchObject({
    state: 'complete',
    events: 20,
    bytes: bytes.length,
    sha256,
  })
  const plain = await (
    await ask('GET', `/api/events/download?${query.replace('&compression=gzip', '')}`)
  ).text()
  expect(gunzipSync(bytes).toString()).toBe(plain)

  const answer = await ask('GET', `/api/downloads/${started.id}/manifest`)
  expect(answer.headers.get('content-disposition')).toBe(
    `attachment; filename="${started.fileName}.manifest.json"`,
  )
  const manifest = (await answer.json()) as DownloadManifest
  expect(manifest).toMatchObject({
    fileName: started.fileName,
    bytes: bytes.length,
    sha256,
    events: 20,
    order: 'oldest',
    timeRange: { startTime: '2026-02-04T08:59:00.250Z', endTime: null },
    store: { eventCount: 60, firstEventTime: '2026-02-04T09:00:00Z' },
    startedAt: '2026-02-04T10:30:00.250Z',
    tool: { version: '1.2.3' },
  })
  const filter = readFilter(new URLSearchParams('userName=bob&range=91m'))
  expect(parseFilterText(manifest.filter)).toEqual(filter)
  expect(readFilter(new URLSearchParams(manifest.query))).toEqual(filter)
})

test('events that come after the start are not in the file', async () => {
  const later = await storeOf(RECORDS)
  const itsApp = createApp(servicesOf(later, { now: () => NOW }))
  const started = (await (
    await itsApp.request('http://localhost/api/downloads?format=ndjson', { method: 'POST' })
  ).json()) as Download
  await addRecords(later, [RECORDS[0]!.replaceAll('event-0', 'event-new')])
  const file = await itsApp.request(`http://localhost/api/downloads/${started.id}/file`)
  expect((await file.text()).trimEnd().split('\n').length).toBe(started.count)
  await later.close()
})

test('a canceled download sends nothing more, and has no manifest', async () => {
  const { id } = await start('')
  expect(await problem(await ask('GET', `/api/downloads/${id}/manifest`))).toEqual([
    409,
    'This download is not complete. Its manifest is available when it is.',
  ])
  const file = await ask('GET', `/api/downloads/${id}/file`)
  expect(await problem(await ask('GET', `/api/downloads/${id}/file`))).toEqual([
    409,
    'This download is already running.',
  ])
  expect((await ask('DELETE', `/api/downloads/${id}`)).status).toBe(204)
  await expect(file.text()).rejects.toThrow()
  expect(await progress(id)).toMatchObject({ state: 'canceled', sha256: null })
  expect(await problem(await ask('GET', `/api/downloads/${id}/file`))).toEqual([
    409,
    'This download was canceled. Start a new one.',
  ])
})

test('a browser that goes away cancels its download', async () => {
  const { id } = await start('')
  await (await ask('GET', `/api/downloads/${id}/file`)).body!.cancel()
  await expect.poll(async () => (await progress(id)).state).toBe('canceled')
})

test('an invalid filter is rejected before anything is written, and an unknown download is a 404', async () => {
  expect((await ask('POST', '/api/downloads?nosuchfield=1')).status).toBe(400)
  expect((await ask('POST', '/api/downloads?format=ndjson&notes=include')).status).toBe(400)
  for (const [method, path] of [
    ['GET', ''],
    ['GET', '/file'],
    ['GET', '/manifest'],
    ['DELETE', ''],
  ] as const)
    expect((await problem(await ask(method, `/api/downloads/none${path}`)))[0]).toBe(404)
})

test('the last hundred downloads are kept', async () => {
  const { id } = await start('')
  for (let i = 0; i < 100; i++) await start('userName=nobody')
  expect((await ask('GET', `/api/downloads/${id}`)).status).toBe(404)
})
