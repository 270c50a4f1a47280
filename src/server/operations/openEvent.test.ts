import { afterAll, beforeAll, expect, test } from 'vitest'
import type { EventStore } from '../../store/eventStore.ts'
import { servicesOf } from '../../testing/servicesOf.ts'
import { addRecords, storeOf } from '../../testing/storeOf.ts'
import { createApp } from '../app.ts'

/** IDs that look like one another's, each of two different records. */
const EVENT_IDS = ['a', 'a~', 'a~b', 'a~b~c', '~', '~b', 'a~00000000']

const record = (eventID: string, minute: number) =>
  JSON.stringify({
    eventVersion: '1.11',
    eventTime: `2026-02-03T00:${String(minute).padStart(2, '0')}:00Z`,
    eventName: 'GetObject',
    eventSource: 's3.amazonaws.com',
    eventID,
  })

const RECORDS = EVENT_IDS.flatMap((eventID, index) => [
  record(eventID, 2 * index),
  record(eventID, 2 * index + 1),
])

let store: EventStore
beforeAll(async () => {
  store = await storeOf(RECORDS)
})
afterAll(() => store.close())

const ask = (path: string) =>
  createApp(servicesOf(store)).request(`http://localhost${path}`, { headers: { host: 'localhost' } })

interface Listed {
  readonly id: string
  readonly eventID: string
  readonly eventTime: string
}

test('every event of the list opens by its own ID, whatever its eventID looks like', async () => {
  const { events } = (await (await ask('/api/events?order=oldest')).json()) as { events: readonly Listed[] }
  expect(events.map(({ eventID }) => eventID)).toEqual(EVENT_IDS.flatMap((eventID) => [eventID, eventID]))
  expect(new Set(events.map(({ id }) => id)).size).toBe(RECORDS.length)
  for (const [index, { id }] of events.entries()) {
    const path = `/api/events/${encodeURIComponent(id)}`
    expect(await (await ask(path)).text(), id).toBe(RECORDS[index])
    expect(await (await ask(`${path}/position?order=oldest`)).json(), id).toMatchObject({ offset: index })
  }
})

test('an event with such an ID that is loaded again is a duplicate', async () => {
  const { logFiles } = await addRecords(store, RECORDS, 'again.json')
  expect(logFiles).toMatchObject([{ added: 0, duplicates: RECORDS.length }])
})
