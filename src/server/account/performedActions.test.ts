import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createAccount } from '../../account/account.ts'
import { EVERYTHING } from '../../filter/filter.ts'
import type { EventStore } from '../../store/eventStore.ts'
import { storeOf } from '../../testing/storeOf.ts'
import { PerformedActions } from './performedActions.ts'

const NOW = Date.parse('2026-02-04T10:00:00Z')
const DAY_MS = 86_400_000

let store: EventStore
let nowMs: number
const started: PerformedActions[] = []

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  store = await storeOf([])
  nowMs = NOW
})
afterEach(async () => {
  started.splice(0).forEach((actions) => actions.stop())
  vi.useRealTimers()
  await store.close()
})

/** The console on the present store, as after a restart. */
async function start({ forgotten = false, todayMs = NOW - (NOW % DAY_MS) } = {}): Promise<PerformedActions> {
  started.splice(0).forEach((actions) => actions.stop())
  const actions = new PerformedActions(store, createAccount(7, todayMs), () => nowMs)
  started.push(actions)
  await actions.takeUp(todayMs - 90 * DAY_MS, forgotten)
  return actions
}

const held = () => store.countEvents({ filter: EVERYTHING, asOf: store.asOf(nowMs) })

test('an acknowledged action is delivered once, even if the process ends before', async () => {
  const { eventIDs } = (await (await start()).perform('CreateBucket'))!
  nowMs += 4000
  await start()
  expect(await store.getEvent(eventIDs[0]!), 'it is not yet due').toBeNull()
  vi.advanceTimersByTime(10_999)
  expect(await held()).toBe(0)
  vi.advanceTimersByTime(1)
  await vi.waitFor(async () => expect(await store.getEvent(eventIDs[0]!)).not.toBeNull())
  nowMs += 60_000
  await start()
  expect(await held()).toBe(1)
})

test('events that became due while the console was stopped are there when it starts', async () => {
  const { eventIDs } = (await (await start()).perform('RunInstances'))!
  nowMs += 60_000
  await start()
  expect((await store.getEvent(eventIDs[0]!))?.event.eventName).toBe('RunInstances')
})

test("actions stay when the account's history begins on another day", async () => {
  const { eventIDs } = (await (await start()).perform('CreateUser'))!
  nowMs += DAY_MS
  await start()
  await store.forgetSimulatedEvents()
  await start({ forgotten: true, todayMs: NOW - (NOW % DAY_MS) + DAY_MS })
  expect((await store.getEvent(eventIDs[0]!))?.event.eventTime).toBe('2026-02-04T10:00:00Z')
  expect(await held()).toBe(1)
})

test('the same action at the same moment, or after the clock jumped back to it, is another event', async () => {
  const actions = await start()
  const answers = await Promise.all([actions.perform('CreateBucket'), actions.perform('CreateBucket')])
  nowMs -= 3_600_000
  answers.push(await actions.perform('CreateBucket'))
  nowMs += 3_600_000
  answers.push(await actions.perform('CreateBucket'))
  expect(new Set(answers.flatMap((answer) => answer!.eventIDs)).size).toBe(4)
  nowMs += 60_000
  await start()
  expect(await held()).toBe(4)
})

test('an unknown action returns null, and nothing is saved', async () => {
  expect(await (await start()).perform('DeleteEverything')).toBeNull()
  nowMs += 60_000
  await start()
  expect(await held()).toBe(0)
})
