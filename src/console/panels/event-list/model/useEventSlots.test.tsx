import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { renderHook } from 'vitest-browser-react'
import { lookupEvents } from '../../../../api/lookupEvents.ts'
import { EVERYTHING } from '../../../../filter/filter.ts'
import { resolveQuery } from '../../../models/queries/resolvedQuery.ts'
import { PAGE_SIZE } from '../../../../api/listAddress.ts'
import { listedEvent } from '../../../testing/listedEvent.ts'
import { Providers } from '../../../testing/Providers.tsx'
import { serveRequests } from '../../../testing/serveRequests.ts'
import { useEventSlots } from './useEventSlots.ts'

const ROWS = 10_000_000
const WINDOW = 20

const pageAt = (offset: number) =>
  Array.from({ length: PAGE_SIZE }, (_, at) =>
    listedEvent(offset + at, { eventName: `Event ${offset + at}` }),
  )

const LISTED = {
  query: resolveQuery(EVERYTHING, 'newest', 0, 0),
  columns: [],
  asOf: '1',
  firstPage: pageAt(0),
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** A list that has been at its start for a while. */
async function listAtStart() {
  const requests = serveRequests((url) =>
    url.pathname === lookupEvents.path
      ? { events: pageAt(Number(url.searchParams.get('offset'))), asOf: '1' }
      : undefined,
  )
  const { result, rerender } = await renderHook(
    (first: number | undefined) => useEventSlots(LISTED, ROWS, [], first!, first! + WINDOW),
    { initialProps: 0, wrapper: Providers },
  )
  const rest = async (ms: number) => void (await vi.advanceTimersByTimeAsync(ms))
  /** For what does not depend on the clock: rendering and answers take as long as they take. */
  const soon = (read: () => unknown) =>
    expect.poll(async () => {
      await rest(0)
      return read()
    })
  await rest(1000)
  return {
    rest,
    soon,
    scrollTo: (first: number) => rerender(first),
    /** The offsets of the requested pages, in order. */
    pages: () => requests.all.map(({ url }) => Number(url.searchParams.get('offset'))),
    shown: () => result.current.map(({ event }) => event?.eventName),
  }
}

test('the first page is not requested again; the next one is requested ahead', async () => {
  const { soon, pages, shown } = await listAtStart()
  await soon(pages).toEqual([PAGE_SIZE])
  expect(shown()).toEqual(Array.from({ length: WINDOW }, (_, at) => `Event ${at}`))
})

test('while the list is scrolled fast no page is requested; after 80 ms at rest the visible ones are', async () => {
  const { rest, soon, scrollTo, pages, shown } = await listAtStart()
  // The first move follows a rest, so it is not fast scrolling yet.
  await scrollTo(1000)
  await soon(pages).toEqual([PAGE_SIZE, 1000, 1100, 900])
  for (let first = 50_000; first <= 1_000_000; first += 50_000) {
    await scrollTo(first)
    await rest(79)
  }
  expect(pages()).toHaveLength(4)
  expect(shown()).toEqual(Array.from({ length: WINDOW }, () => undefined))
  await rest(1)
  await soon(() => shown()[0]).toBe('Event 1000000')
  // The pages on both sides of it too, and none of those that were scrolled past.
  await soon(() => pages().slice(4)).toEqual([1_000_000, 1_000_100, 999_900])
})

test('a window on two pages requests both', async () => {
  const { soon, scrollTo, pages, shown } = await listAtStart()
  await scrollTo(3 * PAGE_SIZE - WINDOW / 2)
  await soon(() => shown().every((name) => name !== undefined)).toBe(true)
  expect(pages().slice(0, 3)).toEqual([PAGE_SIZE, 2 * PAGE_SIZE, 3 * PAGE_SIZE])
})
