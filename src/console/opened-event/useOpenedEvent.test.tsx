import { expect, test } from 'vitest'
import { renderHook } from 'vitest-browser-react'
import { eventPosition } from '../../api/eventPosition.ts'
import { getEvent } from '../../api/getEvent.ts'
import { EVERYTHING } from '../../filter/filter.ts'
import { queryClient } from '../models/queries/queryClient.ts'
import { resolveQuery } from '../models/queries/resolvedQuery.ts'
import { pageQuery } from '../models/queries/eventPages.ts'
import { listedEvent } from '../testing/listedEvent.ts'
import { Providers } from '../testing/Providers.tsx'
import { serveRequests } from '../testing/serveRequests.ts'
import { useOpenedEvent } from './useOpenedEvent.ts'

const EVENTS = Array.from({ length: 5 }, (_, at) => listedEvent(at))
const RESULT = { query: resolveQuery(EVERYTHING, 'newest', 0, 0), columns: [], asOf: '7' }

const positionPath = (id: string) => eventPosition.path.replace(':id', id)
const recordPath = (id: string) => getEvent.path.replace(':id', id)

function loadFirstPage() {
  queryClient.setQueryData(pageQuery(RESULT.query, RESULT.columns, RESULT.asOf, 0).queryKey, EVENTS)
}

async function opened(id: string) {
  const requests = serveRequests()
  const { result, rerender } = await renderHook(
    (openID: string | undefined) => useOpenedEvent({ id: openID ?? null, result: RESULT }),
    { initialProps: id, wrapper: Providers },
  )
  return { requests, open: (next: string) => rerender(next), state: () => result.current }
}

/** The server's answer for the position of an event. */
const positionOf = (at: number, offset: number | null) => ({
  event: EVENTS[at],
  offset,
  asOf: RESULT.asOf,
  logFile: 'a.json.gz',
  logFileUris: ['/logs/a.json.gz'],
})

test('an event that the list has loaded is shown at once, with the previous and next one, before any response', async () => {
  loadFirstPage()
  const { requests, state } = await opened('event-2')
  expect(state()).toMatchObject({ event: EVENTS[2], offset: 2, problem: null, recordText: undefined })
  expect([state().previous, state().next]).toEqual([
    { event: EVENTS[1], offset: 1, member: 0 },
    { event: EVENTS[3], offset: 3, member: 0 },
  ])
  expect(requests.open(recordPath('event-2'))).toHaveLength(1)
})

test('the event of a link is looked up in the state of the result, and its page loaded for its neighbours', async () => {
  const { requests, state } = await opened('event-2')
  expect(state()).toMatchObject({ event: undefined, offset: undefined, problem: null })
  const [position] = requests.open(positionPath('event-2'))
  expect(position?.url.searchParams.get('asOf')).toBe('7')
  position?.answer(positionOf(2, 2))
  await expect.poll(() => state().offset).toBe(2)
  expect(state()).toMatchObject({ event: EVENTS[2], logFile: 'a.json.gz', next: undefined })
  await expect.poll(() => requests.open('/api/events')).toHaveLength(1)
  requests.open('/api/events')[0]!.answer({ events: EVENTS, asOf: '7' })
  await expect.poll(() => state().next?.event).toEqual(EVENTS[3])
})

test('an event that the filter excludes is shown without a position or neighbours', async () => {
  const { requests, state } = await opened('event-2')
  requests.open(positionPath('event-2'))[0]!.answer(positionOf(2, null))
  await expect.poll(() => state().event).toEqual(EVENTS[2])
  expect(state()).toMatchObject({ offset: null, previous: undefined, next: undefined, problem: null })
  expect(requests.open('/api/events')).toEqual([])
})

test('an event that does not exist is a problem, and one that is opened after it is not', async () => {
  loadFirstPage()
  const { requests, open, state } = await opened('nowhere')
  requests.open(positionPath('nowhere'))[0]!.refuse(404, 'There is no such event.')
  await expect.poll(() => state().problem?.message).toContain('There is no such event')
  await open('event-0')
  expect(state()).toMatchObject({ event: EVENTS[0], offset: 0, problem: null, previous: undefined })
})

test('a response for an event that is no longer open changes nothing', async () => {
  loadFirstPage()
  const { requests, open, state } = await opened('event-1')
  const [late] = requests.open(positionPath('event-1'))
  await open('event-3')
  expect(state()).toMatchObject({ event: EVENTS[3], offset: 3 })
  late?.answer(positionOf(1, 40))
  requests.open(positionPath('event-3'))[0]!.answer(positionOf(3, 3))
  await expect.poll(() => state().logFile).toBe('a.json.gz')
  expect(state()).toMatchObject({ event: EVENTS[3], offset: 3 })
})
