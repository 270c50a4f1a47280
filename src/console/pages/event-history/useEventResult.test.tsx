import { expect, onTestFinished, test, vi } from 'vitest'
import { renderHook } from 'vitest-browser-react'
import { countEvents } from '../../../api/countEvents.ts'
import { fieldValues } from '../../../api/fieldValues.ts'
import { getStatus } from '../../../api/getStatus.ts'
import { lookupEvents } from '../../../api/lookupEvents.ts'
import type { Filter } from '../../../filter/filter.ts'
import { parseFilterText } from '../../../filter/text.ts'
import { go, useView } from '../../models/address/useView.ts'
import { useSuggestedCounts } from '../../models/suggested-views/useSuggestedCounts.ts'
import { refresh } from '../../models/queries/refreshes.ts'
import { suggestionData } from '../../panels/filter-bar/text/suggestionData.ts'
import { listedEvent } from '../../testing/listedEvent.ts'
import { Providers } from '../../testing/Providers.tsx'
import { serveRequests } from '../../testing/serveRequests.ts'
import { useEventResult } from './useEventResult.ts'

const ALICE = parseFilterText('userName=alice')
const BOB = parseFilterText('userName=bob')

/** The first page of a result with more events than a page holds, so that they are counted too. */
const pageOf = (eventName: string, asOf = '1') => ({
  events: [listedEvent(1, { eventName })],
  nextToken: 'more',
  asOf,
})

async function eventResultOf(initial: Filter) {
  const requests = serveRequests()
  const { result, rerender } = await renderHook(
    (filter: Filter | undefined) => useEventResult(filter!, 'newest', null, []),
    { initialProps: initial, wrapper: Providers },
  )
  /** The only open request for a first page. */
  const asked = async () => {
    await expect.poll(() => requests.open(lookupEvents.path)).toHaveLength(1)
    return requests.open(lookupEvents.path)[0]!
  }
  return {
    requests,
    asked,
    ask: (filter: Filter) => rerender(filter),
    state: () => result.current,
    shown: () => result.current.result?.firstPage[0]?.eventName,
  }
}

test('the first response is shown, and its events are counted in the state of the store it was read in', async () => {
  const { requests, asked, state, shown } = await eventResultOf(ALICE)
  expect(state()).toMatchObject({ result: null, stale: false, error: null })
  const first = await asked()
  first.answer(pageOf('ByAlice', '7'))
  await expect.poll(shown).toBe('ByAlice')
  await expect.poll(() => requests.open(countEvents.path)).toHaveLength(1)
  const [count] = requests.open(countEvents.path)
  expect(Object.fromEntries(count!.url.searchParams)).toEqual({ userName: 'alice', asOf: '7' })
  count!.answer({ count: 230 })
  await expect.poll(() => state().result?.count).toBe(230)
})

test('until a new query has a response the old result stays, and says that it is stale', async () => {
  const { asked, ask, state, shown } = await eventResultOf(ALICE)
  const alice = await asked()
  alice.answer(pageOf('ByAlice'))
  await expect.poll(shown).toBe('ByAlice')
  await ask(BOB)
  expect([shown(), state().stale]).toEqual(['ByAlice', true])
  const bob = await asked()
  bob.answer(pageOf('ByBob'))
  await expect.poll(shown).toBe('ByBob')
  expect(state().stale).toBe(false)
})

test('a response that arrives after another query was sent is dropped', async () => {
  const { asked, ask, shown } = await eventResultOf(ALICE)
  const alice = await asked()
  await ask(BOB)
  await expect.poll(alice.isCalledOff).toBe(true)
  const bob = await asked()
  bob.answer(pageOf('ByBob'))
  await expect.poll(shown).toBe('ByBob')
  alice.answer(pageOf('ByAlice'))
  await ask(BOB)
  expect(shown()).toBe('ByBob')
})

test('a query that is rejected leaves the old result on screen, with the reason', async () => {
  const { asked, ask, state, shown } = await eventResultOf(ALICE)
  const alice = await asked()
  alice.answer(pageOf('ByAlice'))
  await expect.poll(shown).toBe('ByAlice')
  await ask(BOB)
  const bob = await asked()
  bob.refuse(503, 'The query takes too long')
  await expect.poll(() => state().error?.message).toBe('The query takes too long')
  expect([shown(), state().stale]).toEqual(['ByAlice', true])
})

test('refresh sends the same query again, in the current state of the store', async () => {
  const { asked, state, shown } = await eventResultOf(ALICE)
  const before = await asked()
  before.answer(pageOf('Before', '1'))
  await expect.poll(shown).toBe('Before')
  refresh()
  const again = await asked()
  expect(again.url.search).toBe(before.url.search)
  again.answer(pageOf('After', '2'))
  await expect.poll(shown).toBe('After')
  expect(state().result?.asOf).toBe('2')
})

test('all that is counted beside a list of the last hour begins where the list does, however much later', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  onTestFinished(() => void vi.useRealTimers())
  const requests = serveRequests(({ pathname }) => {
    if (pathname === lookupEvents.path) return pageOf('InLastHour')
    if (pathname === getStatus.path) return { eventCount: 230 }
    if (pathname === fieldValues.path) return { values: [], distinct: 0 }
    return { count: 230 }
  })
  const lastHour = { kind: 'relative', amount: 1, unit: 'h' } as const
  const starts = (path: string) => [
    ...new Set(
      requests.all
        .filter(({ url }) => url.pathname === path)
        .flatMap(({ url }) => url.searchParams.getAll('startTime')),
    ),
  ]

  vi.setSystemTime(Date.parse('2026-03-01T12:00:00Z'))
  go({ filter: { ...ALICE, timeRange: lastHour } })
  const { result } = await renderHook(() => useEventResult(useView().filter, 'newest', null, []), {
    wrapper: Providers,
  })
  await expect.poll(() => result.current.result?.count).toBe(230)

  vi.setSystemTime(Date.parse('2026-03-01T12:07:00Z'))
  const bob = { ...BOB, timeRange: lastHour }
  const view = { says: 'Bob', detail: '', target: { filter: bob }, filter: bob, conditions: bob }
  const suggested = await renderHook(() => useSuggestedCounts([view]), { wrapper: Providers })
  await expect.poll(() => suggested.result.current).toEqual([230])
  const shown = { filter: parseFilterText('range=all'), query: result.current.query, status: undefined }
  await suggestionData(() => shown).values('userName', '', bob, new AbortController().signal)

  expect(starts(lookupEvents.path)).toEqual(['2026-03-01T11:00:00Z'])
  expect(starts(countEvents.path)).toEqual(['2026-03-01T11:00:00Z'])
  expect(starts(fieldValues.path)).toEqual(['2026-03-01T11:00:00Z'])
})
