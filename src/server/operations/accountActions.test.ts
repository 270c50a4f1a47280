import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ACTIONS } from '../../account/actions.ts'
import type { PerformedActionResponse } from '../../api/accountActions.ts'
import type { EventStore } from '../../store/eventStore.ts'
import { storeOf } from '../../testing/storeOf.ts'
import { AccountFeed, accountOn } from '../account/accountFeed.ts'
import { RecordedCalls } from '../account/recordedCalls.ts'
import { createApp } from '../app.ts'
import { servicesOf } from '../../testing/servicesOf.ts'

const NOW = Date.parse('2026-02-04T10:00:00Z')

let store: EventStore
let feed: AccountFeed

beforeEach(async () => {
  store = await storeOf([])
  feed = new AccountFeed(
    store,
    accountOn(7, NOW),
    new RecordedCalls(null, store, () => NOW, 15_000),
    () => NOW,
  )
})
afterEach(async () => {
  vi.useRealTimers()
  feed.stop()
  await store.close()
})

const ask = (method: string, path: string, acting: AccountFeed | null = feed) =>
  createApp(
    servicesOf(store, {
      feed: acting,
      source: acting ? 'simulated' : 'log-files',
      now: () => NOW,
    }),
  ).request(`http://localhost:4700${path}`, { method, headers: { host: 'localhost:4700' } })

test('lists the actions', async () => {
  expect(await (await ask('GET', '/api/account/actions')).json()).toEqual({ actions: ACTIONS })
})

test('the event of an action can be found once it is delivered, and not before', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const response = await ask('POST', '/api/account/actions/CreateBucket')
  const { eventIDs, visibleAt } = (await response.json()) as PerformedActionResponse
  expect(visibleAt).toBe('2026-02-04T10:00:15.000Z')
  expect(eventIDs).toHaveLength(1)
  expect(await store.getEvent(eventIDs[0]!)).toBeNull()
  vi.advanceTimersByTime(15_000)
  vi.useRealTimers()
  await expect
    .poll(() => store.getEvent(eventIDs[0]!))
    .toMatchObject({ event: { eventName: 'CreateBucket', eventTime: '2026-02-04T10:00:00Z' }, logFile: null })
})

test('an unknown action is a 404 that names it', async () => {
  const response = await ask('POST', '/api/account/actions/DeleteEverything')
  expect(response.status).toBe(404)
  expect(await response.json()).toMatchObject({ detail: expect.stringContaining('DeleteEverything') })
})

test.each(['GET', 'POST'])('on log files %s is a 404 that says why', async (method) => {
  const path = method === 'GET' ? '/api/account/actions' : '/api/account/actions/CreateBucket'
  const response = await ask(method, path, null)
  expect(response.status).toBe(404)
  expect(response.headers.get('content-type')).toContain('application/problem+json')
  expect(await response.json()).toMatchObject({ detail: expect.stringContaining('log files') })
})
