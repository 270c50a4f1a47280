import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { queryClient } from '../../models/queries/queryClient.ts'
import { listedEvent } from '../../testing/listedEvent.ts'
import { Providers } from '../../testing/Providers.tsx'
import { rendersOf } from '../../testing/renders.ts'
import { serveRequests, type ServedRequests } from '../../testing/serveRequests.ts'
import { EventHistoryPage } from './EventHistoryPage.tsx'

const EVENTS = Array.from({ length: 100 }, (_, at) => listedEvent(at, { eventName: `Event ${at}` }))

let eventCount = 0
let requests: ServedRequests

const status = () => ({
  store: { id: 'default', name: 'Log files', isDefault: true },
  source: 'log-files',
  accounts: [],
  regions: [],
  eventCount,
  firstEventTime: null,
  lastEventTime: null,
  loading: null,
  liveAccount: null,
  notStored: null,
  problems: 0,
  alarms: 0,
  contentsMark: '1',
  asOf: '1',
  version: '1.2.3',
})

function answerTo({ pathname, searchParams }: URL): unknown {
  switch (pathname) {
    case '/api/status':
      return status()
    case '/api/events':
      return { events: EVENTS.slice(Number(searchParams.get('offset'))), asOf: '1', nextToken: 'more' }
    case '/api/events/count':
      return { count: eventCount, asOf: '1' }
    case '/api/events/histogram':
      return {
        interval: 'PT1H',
        buckets: [{ startTime: '2026-03-01T00:00:00Z', count: 60, errorCount: 1 }],
        asOf: '1',
      }
    case '/api/events/values':
      return { field: searchParams.get('field'), values: [{ value: 'seen', count: 3 }], distinct: 1 }
    case '/api/events/suggestions':
      return { fields: [], unfinished: [] }
    case '/api/paths':
      return { paths: [], distinct: 0 }
    case '/api/notes':
      return { eventNotes: [] }
    case '/api/views':
      return { views: [] }
    case '/api/integrity':
      return null
    default:
      return pathname.endsWith('/position')
        ? { offset: 1, event: EVENTS[1], logFile: null, logFileUris: [], asOf: '1' }
        : { eventName: 'Event 1' }
  }
}

beforeEach(async () => {
  eventCount = EVENTS.length
  requests = serveRequests(answerTo)
  await render(<EventHistoryPage />, { wrapper: Providers })
  await expect.element(page.getByRole('checkbox', { name: /^seen/ }).first()).toBeVisible()
  await expect.element(page.getByRole('combobox', { name: 'Filter events' })).toBeVisible()
  await calm()
})

/** Until nothing is requested any more and what was loaded ahead is there. */
async function calm(): Promise<void> {
  let before = -1
  await expect
    .poll(
      () => {
        const settled = queryClient.isFetching() === 0 && requests.all.length === before
        before = requests.all.length
        return settled
      },
      { interval: 300, timeout: 10_000 },
    )
    .toBe(true)
}

/** The renders of these components. */
const some = (renders: ReadonlyMap<string, number>, ...names: readonly string[]) =>
  Object.fromEntries(names.flatMap((name) => (renders.has(name) ? [[name, renders.get(name)]] : [])))

const AROUND = ['FilterBar', 'FacetRail', 'Facet', 'HistogramDrawing', 'EventHistoryHeader']
const grid = () => page.getByRole('grid', { name: 'Events' })

test('moving to another row draws two rows', async () => {
  ;(grid().element() as HTMLElement).focus()
  await userEvent.keyboard('{ArrowDown}')
  const renders = await rendersOf(() => userEvent.keyboard('{ArrowDown}'))
  expect(some(renders, 'EventRow', ...AROUND)).toEqual({ EventRow: 2 })
})

test('opening an event draws its row, and neither the filter nor the fields', async () => {
  const renders = await rendersOf(async () => {
    await page.getByRole('link', { name: 'Event 1', exact: true }).click()
    await expect.element(page.getByRole('tree')).toBeVisible()
    await calm()
  })
  // The histogram and the header have less room.
  expect(some(renders, 'EventRow', 'FilterBar', 'FacetRail', 'Facet')).toEqual({ EventRow: 1 })
  // At once, with its place in the result, with its record.
  expect(renders.get('EventDetails')).toBeLessThanOrEqual(3)
})

test('events that arrive are counted without drawing the list, the fields or the histogram', async () => {
  const renders = await rendersOf(async () => {
    eventCount += 1
    await queryClient.invalidateQueries({ queryKey: ['status'] })
    await expect.element(page.getByRole('button', { name: '1 new event' })).toBeVisible()
    await calm()
  })
  expect(some(renders, 'EventList', 'EventRow', ...AROUND)).toEqual({})
})

test('typing a filter draws neither the list nor the fields', async () => {
  await page.getByRole('combobox', { name: 'Filter events' }).click()
  await calm()
  const renders = await rendersOf(async () => {
    await userEvent.keyboard('aws')
    await calm()
  })
  expect(some(renders, 'EventList', 'EventRow', 'Facet', 'HistogramDrawing')).toEqual({})
})
