import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createAccount, recordsBetween } from '../../account/account.ts'
import { EVERYTHING } from '../../filter/filter.ts'
import type { EventStore } from '../../store/eventStore.ts'
import { storeOf } from '../../testing/storeOf.ts'
import { AccountFeed, accountOn } from './accountFeed.ts'
import { RecordedCalls } from './recordedCalls.ts'

const HOUR_MS = 3_600_000
const TODAY = Date.parse('2026-02-04T00:00:00Z')
const NOON = TODAY + 12 * HOUR_MS
const DELIVERY_DELAY_MS = 120_000

let store: EventStore
let nowMs: number
let calls: RecordedCalls
let folder: string
const feeds: AccountFeed[] = []

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
  store = await storeOf([])
  nowMs = NOON
  folder = await mkdtemp(join(tmpdir(), 'event-history-test-'))
  calls = new RecordedCalls(join(folder, 'calls.ndjson'), store, () => nowMs, 15_000)
  // The days before today are already in the store.
  await store.setMeta('account', `7 ${TODAY}`)
  await store.setMeta('deliveredMs', String(TODAY))
})
afterEach(async () => {
  await Promise.all(feeds.splice(0).map((feed) => feed.stop()))
  vi.useRealTimers()
  await store.close()
  await rm(folder, { recursive: true })
})

/** The live account on the present store, as after a start of the console. */
async function live(): Promise<void> {
  await Promise.all(feeds.splice(0).map((feed) => feed.stop()))
  const feed = new AccountFeed(store, accountOn(7, nowMs), calls, () => nowMs)
  feeds.push(feed)
  await feed.deliverHistory(true)
}

/** Somebody's call in the account. */
async function act(eventID: string): Promise<string> {
  const eventTime = new Date(nowMs).toISOString().replace('.000', '')
  const text = JSON.stringify({ eventVersion: '1.11', eventID, eventTime, eventName: 'CreateBucket' })
  await calls.record(text, nowMs)
  return text
}

/** Delivers what happened up to a moment of the clock, which may jump back. */
async function tickAt(ms: number): Promise<void> {
  nowMs = ms
  vi.advanceTimersByTime(20_000)
  // The delivery writes to the store; this write waits for its end.
  await store.setMeta('waited', String(ms))
  await vi.waitFor(async () => expect(await store.getMeta('waited')).toBe(String(ms)))
}

async function held(): Promise<string[]> {
  const texts: string[] = []
  for await (const block of store.downloadEvents({ filter: EVERYTHING, asOf: store.asOf(nowMs) }, 'oldest'))
    texts.push(...block.map(({ record }) => record.text))
  return texts.toSorted()
}

const happened = (endMs: number) => [
  ...recordsBetween(createAccount(7, TODAY), TODAY, endMs - DELIVERY_DELAY_MS),
]

test('if the clock jumps back while the account is live, no event is lost or stored twice', async () => {
  await live()
  await tickAt(NOON + HOUR_MS)
  const asOf = store.asOf(nowMs)
  const lastHour = {
    filter: { ...EVERYTHING, timeRange: { kind: 'relative', amount: 1, unit: 'h' } as const },
    asOf,
  }
  const counted = await store.countEvents(lastHour)
  const acted = [await act('then')]
  await tickAt(NOON - HOUR_MS)
  expect(await store.countEvents(lastHour), 'what was asked as of then has its answer').toBe(counted)
  acted.push(await act('back'))
  // A start while the clock is back, then the time that passes a second time, and what comes after
  // it.
  await live()
  await tickAt(NOON)
  await tickAt(NOON + 2 * HOUR_MS)
  // Waits for the delivery of the calls.
  await calls.stop()
  const texts = await held()
  expect(texts).toEqual([...happened(NOON + 2 * HOUR_MS), ...acted].toSorted())
})
