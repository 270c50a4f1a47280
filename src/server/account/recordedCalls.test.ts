import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { EVERYTHING } from '../../filter/filter.ts'
import type { EventStore } from '../../store/eventStore.ts'
import { storeOf } from '../../testing/storeOf.ts'
import { RecordedCalls } from './recordedCalls.ts'

const NOW = Date.parse('2026-02-04T10:00:00Z')
const DELAY_MS = 15_000

let folder: string
let store: EventStore
let nowMs: number
const started: RecordedCalls[] = []

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  folder = await mkdtemp(join(tmpdir(), 'event-history-test-'))
  store = await storeOf([])
  nowMs = NOW
})
afterEach(async () => {
  await Promise.all(started.splice(0).map((calls) => calls.stop()))
  vi.useRealTimers()
  await store.close()
  await rm(folder, { recursive: true })
})

const path = () => join(folder, 'calls.ndjson')
const recordOf = (id: string) =>
  JSON.stringify({ eventVersion: '1.11', eventID: id, eventTime: '2026-02-04T10:00:00Z', eventName: 'A' })
const stored = () => store.countEvents({ filter: EVERYTHING, asOf: store.asOf(nowMs) })

/** The console on the present store, as after a restart. */
async function start(sinceMs = 0): Promise<RecordedCalls> {
  await Promise.all(started.splice(0).map((calls) => calls.stop()))
  const calls = new RecordedCalls(path(), store, () => nowMs, DELAY_MS)
  started.push(calls)
  await calls.takeUp(sinceMs)
  return calls
}

async function pass(ms: number): Promise<void> {
  nowMs += ms
  vi.advanceTimersByTime(ms)
}

test('an event arrives after the delay, once, even if the process ends before', async () => {
  await (await start()).record(recordOf('a'), nowMs)
  await pass(4000)
  await start()
  await pass(10_999)
  expect(await stored()).toBe(0)
  await pass(1)
  await vi.waitFor(async () => expect(await stored()).toBe(1))
  await pass(60_000)
  await start()
  expect(await stored()).toBe(1)
})

test('events that became due while the console was stopped are there when it starts', async () => {
  await (await start()).record(recordOf('a'), nowMs)
  nowMs += DELAY_MS
  await start()
  expect((await store.getEvent('a'))?.event.eventName).toBe('A')
})

test('events come back after the store forgot the simulated ones, but for those before its history', async () => {
  const calls = await start()
  await calls.record(recordOf('old'), nowMs)
  await calls.record(recordOf('new'), nowMs + 1000)
  nowMs += 60_000
  await start()
  await store.forgetSimulatedEvents()
  await start(NOW + 1000)
  expect(await stored()).toBe(1)
  expect(await readFile(path(), 'utf8')).not.toContain('old')
})

test('after the clock jumped back, an event takes no longer than the delay', async () => {
  await (await start()).record(recordOf('a'), nowMs)
  nowMs -= 3_600_000
  await start()
  await pass(DELAY_MS)
  await vi.waitFor(async () => expect(await stored()).toBe(1))
})

test('a line that was cut off is removed, and what follows is kept', async () => {
  await (await start()).record(recordOf('a'), nowMs)
  await appendFile(path(), '{"madeMs":1770199200000,"rec')
  const calls = await start()
  await calls.record(recordOf('b'), nowMs)
  nowMs += DELAY_MS
  await start()
  expect(await stored()).toBe(2)
})

test('a call that cannot be kept is refused, and its event never arrives', async () => {
  const calls = new RecordedCalls(join(folder, 'none', 'calls'), store, () => nowMs, DELAY_MS)
  started.push(calls)
  await expect(calls.record(recordOf('a'), nowMs)).rejects.toThrow('cannot be written')
  await pass(60_000)
  expect(await stored()).toBe(0)
})

test('trails take each call once, also one that is recorded while they take others', async () => {
  const calls = await start()
  await calls.record(recordOf('a'), nowMs)
  const first = calls.after(null)
  await calls.record(recordOf('b'), nowMs)
  expect(first.map(({ eventID }) => eventID)).toEqual(['a'])
  expect(calls.after('a').map(({ eventID }) => eventID)).toEqual(['b'])
  expect((await start()).after('b')).toEqual([])
})
