import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LookupEventsResponse } from '../../api/lookupEvents.ts'
import { EVERYTHING, type Token } from '../../filter/filter.ts'
import { printFilter } from '../../filter/params.ts'
import { shown } from '../../filter/shown.ts'
import { HOSTILE_TEXT, hostileRecord } from '../../testing/hostileText.ts'
import { readEvent, storeOf } from '../../testing/storeOf.ts'
import type { EventStore } from '../../store/eventStore.ts'
import { createApp } from '../app.ts'
import { servicesOf } from '../../testing/servicesOf.ts'

const TEXTS = Object.entries(HOSTILE_TEXT)
const RECORDS = TEXTS.map(([, text], minute) => JSON.stringify(hostileRecord(text, minute)))

let store: EventStore
let app: ReturnType<typeof createApp>

beforeAll(async () => {
  store = await storeOf(RECORDS)
  app = createApp(servicesOf(store, { now: () => Date.parse('2026-03-02T00:00:00Z') }))
})
afterAll(() => store.close())

async function get(path: string): Promise<Response> {
  const response = await app.request(`http://localhost:4700${path}`, { headers: { host: 'localhost:4700' } })
  expect(response.status).toBe(200)
  return response
}

const lookup = async (query: string) =>
  (await (await get(`/api/events?${query}`)).json()) as LookupEventsResponse

describe.each(TEXTS.map(([name], index) => ({ name, index })))('$name', ({ index }) => {
  const { event, record } = readEvent(RECORDS[index]!)

  test('is listed in every field unchanged, a long text shortened', async () => {
    const { events } = await lookup(`order=oldest&offset=${index}&maxResults=1`)
    const listed = (text: string | null) => text && shown(text)
    expect(events[0]).toMatchObject({
      eventName: listed(event.eventName),
      userName: listed(event.userName),
      awsRegion: listed(event.awsRegion),
      errorCode: listed(event.errorCode),
      accountId: listed(event.accountId),
      resources: event.resources.map((resource) => ({
        ...resource,
        resourceType: listed(resource.resourceType),
        resourceName: listed(resource.resourceName),
      })),
    })
  })

  test('is found by every field and by the path of its own name', async () => {
    const name = record.shape.paths.find((path) => path.startsWith('requestParameters.'))
    const token = (field: string): Token => ({
      kind: 'token',
      field,
      operator: '=',
      value: event.eventName ?? '',
    })
    for (const field of ['eventName', 'userName', 'userAgent', 'errorMessage', name ?? '']) {
      const { events } = await lookup(printFilter({ ...EVERYTHING, tokens: [token(field)] }))
      expect(events.map(({ id }) => id)).toEqual([event.eventID])
    }
  })

  test('gives its record back byte for byte, by its ID', async () => {
    const response = await get(`/api/events/${encodeURIComponent(event.eventID ?? '')}`)
    expect(await response.text()).toBe(RECORDS[index])
  })
})

test('downloads have every record as it was written', async () => {
  const text = await (await get('/api/events/download?format=ndjson&order=oldest')).text()
  expect(text.trimEnd().split('\n')).toEqual(RECORDS)
})

test('a spreadsheet runs nothing from a CSV', async () => {
  const response = await get('/api/events/download?format=csv&order=oldest')
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="event_history.csv"')
  const rows: string[][] = parse(await response.text())
  expect(rows).toHaveLength(TEXTS.length + 1)
  for (const cell of rows.flat()) expect(cell).not.toMatch(/^[\s\u200b]*[=+\-@\uff1d\uff0b\uff0d\uff20]/)
  expect(rows.map((row) => row[11]?.replace(/^'/, ''))).toContain(HOSTILE_TEXT.formulaEquals)
})

test('values are counted apart, however alike they look', async () => {
  const { values } = (await (await get('/api/events/values?field=userName&limit=100')).json()) as {
    readonly values: readonly { readonly value: string; readonly count: number }[]
  }
  expect(values).toHaveLength(TEXTS.length)
})
