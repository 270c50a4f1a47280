import { useLayoutEffect } from 'react'
import { beforeEach, expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { useRefreshes } from '../../models/queries/refreshes.ts'
import { EventList } from '../../panels/event-list/EventList.tsx'
import { useEventListModel, type EventListModel } from '../../panels/event-list/model/useEventListModel.ts'
import { listedResult } from '../../testing/listedEvent.ts'
import { Providers } from '../../testing/Providers.tsx'
import { useAnnouncement } from '../../ui/announce.ts'
import { switchLiveTail, useFollowing, useLiveTail, type LiveTailOptions } from './useLiveTail.ts'

const ROWS = 100

const RESULT = listedResult(ROWS)

type Reading = Partial<Omit<LiveTailOptions, 'list'>>

const NONE: readonly string[] = []

/**
 * A page with a list that is followed while the live tail is on, and what its reader has opened and
 * selected.
 */
function Page({
  onRender,
  newEventCount = 0,
  openEvent = null,
  selected = NONE,
}: Reading & { readonly onRender: (model: EventListModel) => void }) {
  const list = useEventListModel({
    result: RESULT,
    order: 'newest',
    follow: useLiveTail((tail) => tail.on && !tail.busy),
    onOpen: nothing,
    selected: { get: () => [], set: nothing },
    onStar: nothing,
    onCopyRows: nothing,
  })
  useFollowing({ list, newEventCount, openEvent, selected })
  useLayoutEffect(() => {
    onRender(list)
  })
  return (
    <div style={{ blockSize: 500 }}>
      <EventList
        model={list}
        stale={false}
        openEvent={openEvent}
        openPosition={null}
        selected={selected}
        gaps={[]}
        linkQuery=""
        onOrder={nothing}
        onChooseColumns={nothing}
      />
    </div>
  )
}

const nothing = () => {}

beforeEach(() => useLiveTail.setState(useLiveTail.getInitialState(), true))

async function followed() {
  let model: EventListModel
  const page = (reading: Reading) => <Page {...reading} onRender={(drawn) => (model = drawn)} />
  const screen = await render(page({}), { wrapper: Providers })
  const before = useRefreshes.getState().count
  switchLiveTail(true)
  const isFollowing = () => model.following
  await expect.poll(isFollowing).toBe(true)
  return {
    isFollowing,
    grid: screen.getByRole('grid', { name: 'Events' }).element() as HTMLElement,
    focus: () => model.focus(),
    reads: (reading: Reading) => screen.rerender(page(reading)),
    refreshes: () => useRefreshes.getState().count - before,
  }
}

test('new events are added while the list is followed, and announced', async () => {
  const { reads, refreshes } = await followed()
  await reads({ newEventCount: 3 })
  expect(refreshes()).toBe(1)
  expect(useAnnouncement.getState().text).toBe('3 new events')
})

type Followed = Awaited<ReturnType<typeof followed>>

const PAUSES: readonly (readonly [what: string, reading: Reading, act: (page: Followed) => unknown])[] = [
  ['opens an event', { openEvent: 'event-2' }, nothing],
  ['selects an event', { selected: ['event-2'] }, nothing],
  [
    'takes up a row',
    {},
    async ({ focus }) => {
      focus()
      await userEvent.keyboard('{ArrowDown}')
    },
  ],
  ['marks text', {}, ({ grid }) => document.getSelection()?.selectAllChildren(grid)],
]

test.each(PAUSES)('is paused when its reader %s, until it is followed again', async (_, reading, act) => {
  const page = await followed()
  await page.reads(reading)
  await act(page)
  await expect.poll(page.isFollowing).toBe(false)
  await page.reads({ ...reading, newEventCount: 2 })
  expect(page.refreshes(), 'the events wait').toBe(0)
  switchLiveTail(true)
  await expect.poll(page.refreshes).toBe(1)
})

test('is paused while its reader is away from the newest events, and brings in what waited when they are back', async () => {
  const { grid, isFollowing, reads, refreshes } = await followed()
  grid.scrollTop = 800
  await expect.poll(isFollowing).toBe(false)
  await reads({ newEventCount: 2 })
  expect(refreshes()).toBe(0)
  grid.scrollTop = 0
  await expect.poll(isFollowing).toBe(true)
  await expect.poll(refreshes).toBe(1)
})

test('switched off, it adds nothing', async () => {
  const { reads, refreshes, isFollowing } = await followed()
  switchLiveTail(false)
  await expect.poll(isFollowing).toBe(false)
  await reads({ newEventCount: 1 })
  expect(refreshes()).toBe(0)
})
