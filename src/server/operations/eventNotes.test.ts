import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { EventStore } from '../../store/eventStore.ts'
import { FollowedUpload } from '../loading/followedUploads.ts'
import { servicesOf } from '../../testing/servicesOf.ts'
import { addRecords, storeOf } from '../../testing/storeOf.ts'
import { createApp } from '../app.ts'
import type { Services } from '../services.ts'
import { NotesFile } from '../kept/notesFile.ts'

const record = (hour: number) =>
  JSON.stringify({
    eventVersion: '1.08',
    eventTime: `2026-02-03T${String(hour).padStart(2, '0')}:00:00Z`,
    eventSource: 's3.amazonaws.com',
    eventName: hour % 2 ? 'GetObject' : 'DeleteObject',
    eventID: `event-${hour}`,
  })
const RECORDS = Array.from({ length: 6 }, (_, hour) => record(hour))
const NOW = Date.parse('2026-02-04T00:00:00Z')
const AT = '2026-02-04T00:00:00.000Z'

let store: EventStore
let services: Services

beforeAll(async () => {
  store = await storeOf(RECORDS)
  const now = () => NOW
  services = servicesOf(store, { now, notes: new NotesFile(null, store, now) })
})
afterAll(() => store.close())

const ask = (path: string, init: RequestInit = {}) =>
  createApp(services).request(`http://localhost:4700${path}`, {
    ...init,
    headers: { host: 'localhost:4700', ...(init.headers as Record<string, string>) },
  })
const send = (method: string, path: string, body: unknown, headers: Record<string, string> = {}) =>
  ask(path, { method, body: typeof body === 'string' ? body : JSON.stringify(body), headers })

async function json(path: string): Promise<Record<string, unknown>> {
  const response = await ask(path)
  expect(response.status).toBe(200)
  return (await response.json()) as Record<string, unknown>
}

const ids = (answer: Record<string, unknown>) => (answer['events'] as { id: string }[]).map(({ id }) => id)

test('notes are saved, listed, filtered by, counted and removed', async () => {
  expect(await json('/api/events/event-1/notes')).toEqual({
    starred: false,
    tags: [],
    comment: '',
    changed: {},
  })
  const noted = await send('PUT', '/api/events/event-1/notes', {
    starred: true,
    tags: ['exfil'],
    comment: 'Hm',
  })
  expect(await noted.json()).toEqual({
    starred: true,
    tags: ['exfil'],
    comment: 'Hm',
    changed: { starred: AT, tags: AT, comment: AT },
  })
  const several = await send('POST', '/api/notes', { ids: ['event-2', 'event-1'], addTags: ['to do'] })
  expect(await several.json()).toMatchObject({
    events: [
      { id: 'event-2', notes: { starred: false, tags: ['to do'] } },
      { id: 'event-1', notes: { starred: true, tags: ['exfil', 'to do'] } },
    ],
  })

  const page = await json('/api/events')
  expect((page['events'] as { notes?: unknown }[]).map(({ notes }) => notes !== undefined)).toEqual(
    RECORDS.map((_, index) => [3, 4].includes(index)),
  )
  expect(await json('/api/events/event-1/position')).toMatchObject({ event: { notes: { comment: 'Hm' } } })
  expect(ids(await json('/api/events?tag=to%20do'))).toEqual(['event-2', 'event-1'])
  expect(ids(await json('/api/events?comment!='))).toEqual(['event-1'])
  expect(await json('/api/events/count?starred=false')).toMatchObject({ count: 5 })
  const { buckets } = await json('/api/events/histogram?tag=exfil')
  expect((buckets as { count: number }[]).filter(({ count }) => count > 0)).toMatchObject([{ count: 1 }])
  expect(await json('/api/events/values?field=tag&starred!=x')).toEqual({
    field: 'tag',
    values: [
      { value: 'to do', count: 2 },
      { value: 'exfil', count: 1 },
    ],
    distinct: 2,
  })

  // A snapshot keeps the notes that it had.
  const before = await json('/api/events?tag=to%20do&maxResults=1')
  await send('PUT', '/api/events/event-1/notes', { tags: [] })
  const mark = `tag=to%20do&asOf=${String(before['asOf'])}`
  expect(await json(`/api/events/count?${mark}`)).toMatchObject({ count: 2 })
  expect(ids(await json(`/api/events?${mark}`))).toEqual(['event-2', 'event-1'])
  expect(
    ids(await json(`/api/events?tag=to%20do&maxResults=1&nextToken=${String(before['nextToken'])}`)),
  ).toEqual(['event-1'])
  expect(ids(await json('/api/events?tag=to%20do'))).toEqual(['event-2'])
  expect(await json('/api/notes')).toEqual({
    eventNotes: [
      { id: 'event-1', starred: true, comment: 'Hm', changed: { starred: AT, tags: AT, comment: AT } },
      { id: 'event-2', tags: ['to do'], changed: { tags: AT } },
    ],
    problem: null,
  })
})

test('a download has the notes of its events if requested, and is unchanged otherwise', async () => {
  await send('PUT', '/api/events/event-3/notes', {
    starred: true,
    tags: ['=1+1', 'b'],
    comment: '@cmd\n<img>',
  })
  const plain = await (await ask('/api/events/download?eventName=GetObject')).text()
  expect(plain).toBe(`{"Records":[${[RECORDS[5], RECORDS[3], RECORDS[1]].join()}]}`)
  const noted = await (await ask('/api/events/download?eventName=GetObject&notes=include')).text()
  expect(noted.startsWith(`${plain.slice(0, -1)},"eventNotes":[`)).toBe(true)
  expect(JSON.parse(noted)).toMatchObject({
    eventNotes: [{ id: 'event-3', starred: true, tags: ['=1+1', 'b'] }, { id: 'event-1' }],
  })
  const one = await (
    await ask('/api/events/download?eventID=event-3&starred=false&starred=true&notes=include')
  ).text()
  expect((JSON.parse(one) as { eventNotes: unknown[] }).eventNotes).toHaveLength(1)

  const columns = (await (await ask('/api/events/download?format=csv&eventID=event-3')).text()).split('\n')
  const more = await (await ask('/api/events/download?format=csv&eventID=event-3&notes=include')).text()
  expect(more).toBe(`${columns[0]},Starred,Tag,Comment\n${columns[1]},true,"'=1+1, b","'@cmd\n<img>"\n`)
  expect((await ask('/api/events/download?format=ndjson&notes=include')).status).toBe(400)
})

test('a download with notes loads again and gives the same events', async () => {
  const text = await (await ask('/api/events/download?notes=include')).text()
  const other = await storeOf([])
  const { loader } = servicesOf(other)
  const bytes = Readable.from([Buffer.from(text)])
  const report = await loader.uploads.take(
    { signal: new AbortController().signal, followed: new FollowedUpload('', 0) },
    bytes,
    (paced, load) => load('event_history.json', paced),
  )
  expect(report).toMatchObject({ records: RECORDS.length, added: RECORDS.length, problems: [] })
  await other.close()
})

test('notes on an event that is loaded later apply to it', async () => {
  await services.notes.change(['event-9'], { tags: ['early'] })
  expect(ids(await json('/api/events?tag=early'))).toEqual([])
  expect(await json('/api/events/event-9/notes')).toMatchObject({ tags: ['early'] })
  await addRecords(store, [record(9)], 'late.json')
  expect(ids(await json('/api/events?tag=early'))).toEqual(['event-9'])
})

test.each([
  ['PUT', '/api/events/event-1/notes', '{', 400, 'body'],
  ['PUT', '/api/events/event-1/notes', '[]', 400, 'body'],
  ['PUT', '/api/events/event-1/notes', { starred: 'yes' }, 400, 'starred'],
  ['PUT', '/api/events/event-1/notes', { tags: 'x' }, 400, 'tags'],
  ['PUT', '/api/events/event-1/notes', { tags: ['a,b'] }, 400, 'tags'],
  ['PUT', '/api/events/event-1/notes', { tags: [' '] }, 400, 'tags'],
  ['PUT', '/api/events/event-1/notes', { comment: 'x'.repeat(10_001) }, 400, 'body'],
  ['PUT', '/api/events/event-1/notes', { colour: 'red' }, 400, 'colour'],
  ['PUT', '/api/events/event-1/notes', { comment: 'x'.repeat(2_000_000) }, 413, undefined],
  ['PUT', '/api/events/nothing/notes', { starred: true }, 404, undefined],
  ['GET', '/api/events/nothing/notes', undefined, 404, undefined],
  ['POST', '/api/notes', { ids: [], starred: true }, 400, 'ids'],
  ['POST', '/api/notes', { ids: ['event-1', 'nothing'], starred: true }, 404, undefined],
  ['POST', '/api/notes', { ids: Array(1001).fill('event-1'), starred: true }, 400, 'ids'],
  ['GET', '/api/events/download?notes=yes', undefined, 400, 'notes'],
] as const)('%s %s is refused (%#)', async (method, path, body, status, field) => {
  const before = JSON.stringify(await json('/api/notes'))
  const response = body === undefined ? await ask(path, { method }) : await send(method, path, body)
  expect(response.status).toBe(status)
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  expect(((await response.json()) as { field?: string }).field).toBe(field)
  expect(JSON.stringify(await json('/api/notes'))).toBe(before)
})

test('another site can neither change nor read notes', async () => {
  for (const headers of [{ origin: 'http://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
    expect((await send('PUT', '/api/events/event-1/notes', { starred: true }, headers)).status).toBe(403)
    expect((await send('POST', '/api/notes', { ids: ['event-1'], starred: true }, headers)).status).toBe(403)
    expect((await ask('/api/notes', { headers })).status).toBe(403)
  }
})
