import { useLayoutEffect } from 'react'
import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { listNotes } from '../../../api/eventNotes.ts'
import { NO_NOTES } from '../../../cloudtrail/eventNotes.ts'
import { prefer } from '../../models/preferences/usePreferences.ts'
import { noteEvent } from '../../models/queries/notes.ts'
import { listedResult } from '../../testing/listedEvent.ts'
import { Providers } from '../../testing/Providers.tsx'
import { serveRequests } from '../../testing/serveRequests.ts'
import { EventList } from './EventList.tsx'
import type { ListGap } from './model/gapMarks.ts'
import { useEventListModel, type EventListModel } from './model/useEventListModel.ts'

const ROWS = 100
const ROW_HEIGHT = 36

const NOON = Date.parse('2026-03-01T12:00:00Z')
const LISTED = listedResult(ROWS)

/** An event each minute before noon, the newest first. */
const RESULT = {
  ...LISTED,
  firstPage: LISTED.firstPage.map((event, row) => ({
    ...event,
    eventTime: new Date(NOON - row * 60_000).toISOString(),
    ...(row === 1 && { integrity: 'hash-only' as const }),
  })),
}

interface PageProps {
  readonly onOpen: (id: string) => void
  readonly onRender: (model: EventListModel) => void
}

let gaps: readonly ListGap[] = []
let selected: readonly string[] = []
const SELECTION = {
  get: () => selected,
  set: (ids: readonly string[]) => {
    selected = ids
  },
}

/** A page with only a list. */
function Page({ onOpen, onRender }: PageProps) {
  const model = useEventListModel({
    result: RESULT,
    order: 'newest',
    follow: false,
    onOpen: ({ id }) => onOpen(id),
    selected: SELECTION,
    onStar: nothing,
    onCopyRows: nothing,
  })
  useLayoutEffect(() => {
    onRender(model)
  })
  return (
    <div style={{ blockSize: 500 }}>
      <EventList
        model={model}
        stale={false}
        openEvent={null}
        openPosition={null}
        selected={[]}
        gaps={gaps}
        linkQuery=""
        onOrder={nothing}
        onChooseColumns={nothing}
      />
    </div>
  )
}

const nothing = () => {}

async function drawn(options: { readonly gaps?: readonly ListGap[] } = {}) {
  selected = []
  gaps = options.gaps ?? []
  const models: EventListModel[] = []
  const opened: string[] = []
  const screen = await render(
    <Page onOpen={(id) => opened.push(id)} onRender={(model) => models.push(model)} />,
    { wrapper: Providers },
  )
  const grid = screen.getByRole('grid', { name: 'Events' }).element() as HTMLElement
  const activeName = () =>
    document.getElementById(grid.getAttribute('aria-activedescendant') ?? '')?.querySelector('a')?.textContent
  return { screen, grid, models, model: () => models.at(-1)!, opened, activeName }
}

/** How many rows change at all while the list scrolls to a pixel. */
async function rowsChangedBy(grid: HTMLElement, top: number): Promise<number> {
  return rowsChangedWhile(grid, async () => {
    const scrolled = new Promise((resolve) => grid.addEventListener('scroll', resolve, { once: true }))
    grid.scrollTop = top
    await scrolled
  })
}

/** The same during an action. */
async function rowsChangedWhile(grid: HTMLElement, act: () => Promise<unknown>): Promise<number> {
  const changes: MutationRecord[] = []
  const observer = new MutationObserver((records) => changes.push(...records))
  observer.observe(grid, { subtree: true, childList: true, attributes: true, characterData: true })
  await act()
  changes.push(...observer.takeRecords())
  const rows = changes.map(({ target }) => {
    const element = target instanceof Element ? target : target.parentElement
    return element?.closest('[aria-rowindex]')
  })
  observer.disconnect()
  return new Set(rows.filter(Boolean)).size
}

test('scrolling by one row draws one row, and not the page', async () => {
  const { grid, models } = await drawn()
  // With a row cut off at each end, the most rows are drawn.
  await rowsChangedBy(grid, 20 * ROW_HEIGHT + 10)
  const before = models.length
  for (const row of [21, 22, 23, 22]) expect(await rowsChangedBy(grid, row * ROW_HEIGHT + 10)).toBe(1)
  expect(await rowsChangedBy(grid, 22 * ROW_HEIGHT + 20)).toBe(0)
  expect(models).toHaveLength(before)
})

test('a note that is changed draws the row of its event, and neither another row nor the page', async () => {
  const requests = serveRequests()
  const { grid, models } = await drawn()
  await expect.poll(() => requests.open(listNotes.path)).toHaveLength(1)
  const everyEvent = RESULT.firstPage.map(({ id }) => ({ id, tags: ['to do'] }))
  requests.open(listNotes.path)[0]!.answer({ eventNotes: everyEvent, problem: null })
  const tagged = () => grid.querySelectorAll('[data-field="tag"]').length
  await expect.poll(tagged).toBeGreaterThan(5)
  const before = models.length
  const changed = await rowsChangedWhile(grid, async () => {
    const change = noteEvent('event-2', { starred: true })
    await expect.poll(() => grid.querySelectorAll('[aria-pressed="true"]').length).toBe(1)
    const [sent] = requests.open('/api/events/event-2/notes')
    sent!.answer({ ...NO_NOTES, starred: true, tags: ['to do', 'exfil'] })
    await change
    await expect.poll(() => grid.textContent).toContain('to do +1')
  })
  expect(changed).toBe(1)
  expect(models).toHaveLength(before)
})

test('its page is rendered when it leaves the start, and told which rows are in the window without that', async () => {
  const { grid, models, model } = await drawn()
  expect(model().atStart).toBe(true)
  await rowsChangedBy(grid, 10 * ROW_HEIGHT)
  await expect.poll(() => model().atStart).toBe(false)
  const before = models.length
  const { first, last } = model().visibleRange.getState()
  expect(first).toBe(10)
  await rowsChangedBy(grid, 15 * ROW_HEIGHT)
  expect(model().visibleRange.getState()).toEqual({ first: 15, last: last + 5 })
  expect(models).toHaveLength(before)
})

test('keys move the active row and open its event without rendering the page', async () => {
  const { models, model, opened, activeName } = await drawn()
  const before = models.length
  model().focus()
  await userEvent.keyboard('{ArrowDown}{ArrowDown}j')
  await expect.poll(activeName).toBe('Event 2')
  await userEvent.keyboard('{Enter}')
  expect(opened).toEqual(['event-2'])
  expect(models).toHaveLength(before)
})

test('a verb of the model brings a row into the window and activates it', async () => {
  const { model, activeName } = await drawn()
  model().reveal({ offset: 60, member: 0 }, 'center')
  await expect.poll(activeName).toBe('Event 60')
  const { first, last } = model().visibleRange.getState()
  expect([first, last].map((row) => Math.abs(row - 60) < 8)).toEqual([true, true])
})

test('a click opens the event of a row, unless text in it was selected by dragging', async () => {
  const { grid, opened, activeName } = await drawn()
  const cell = (row: number) => grid.querySelector<HTMLElement>(`#event-cell-${row}-1`)!
  await userEvent.click(cell(2))
  expect(opened).toEqual(['event-2'])
  document.getSelection()!.selectAllChildren(cell(4))
  cell(4).click()
  expect(opened).toEqual(['event-2'])
  await expect.poll(activeName).toBe('Event 4')
  document.getSelection()!.removeAllRanges()
  cell(4).click()
  expect(opened).toEqual(['event-2', 'event-4'])
})

test('Ctrl selects a row and Shift the rows between, by click and by key, and nothing opens', async () => {
  const { grid, opened, model } = await drawn()
  const click = (row: number, modifiers: MouseEventInit) =>
    grid
      .querySelector(`#event-cell-${row}-1`)!
      .dispatchEvent(new MouseEvent('click', { bubbles: true, ...modifiers }))
  click(7, { ctrlKey: true })
  click(2, { ctrlKey: true })
  click(4, { shiftKey: true })
  expect(selected).toEqual(['event-7', 'event-2', 'event-3', 'event-4'])
  model().focus()
  await userEvent.keyboard('{Shift>}{ArrowDown}{ArrowUp}{ArrowUp}{/Shift}')
  expect(selected).toEqual(['event-7', 'event-2', 'event-3'])
  grid.querySelector<HTMLElement>('#event-row-3 input')!.click()
  expect(selected).toEqual(['event-7', 'event-2'])
  expect(opened).toEqual([])
})

test('all rows are selected by the box above them and by Ctrl A', async () => {
  const { screen, model } = await drawn()
  await screen.getByRole('checkbox', { name: 'Select all 100 rows' }).click()
  expect(selected).toHaveLength(ROWS)
  selected = []
  model().focus()
  await userEvent.keyboard('{Control>}a{/Control}')
  expect(selected).toHaveLength(ROWS)
})

test('a gap is marked between the rows that it is between, and no row moves', async () => {
  const endMs = NOON - 30_000
  const { grid } = await drawn({ gaps: [{ startMs: endMs - 3_600_000, endMs, regions: ['us-east-1'] }] })
  const words =
    'Gap from 2026-03-01 10:59:30 UTC to 2026-03-01 11:59:30 UTC in us-east-1: no digest file covers it'
  const mark = grid.querySelector('.gap-mark')!
  expect(mark.querySelector('.gap-mark-long')!.textContent).toBe(words)
  const row = grid.querySelector('[aria-rowindex="3"]')!
  expect(row.querySelector('.visually-hidden')!.textContent).toBe(words)
  expect(grid.querySelectorAll('.gap-mark')).toHaveLength(1)
  expect(Math.abs(mark.getBoundingClientRect().top - row.getBoundingClientRect().top)).toBeLessThan(2)
  expect(row.getBoundingClientRect().height).toBe(ROW_HEIGHT)
  expect(grid.getAttribute('aria-rowcount')).toBe(String(ROWS + 1))
})

test('the integrity of an event is said in words with a sign', async () => {
  prefer({ columns: ['eventName', 'integrity'] })
  const { grid } = await drawn()
  const cell = grid.querySelector('#event-cell-1-1')!
  expect(cell.textContent).toBe('Hash only')
  expect(cell.querySelector('svg')).not.toBeNull()
  expect(grid.querySelector('#event-cell-2-1')!.textContent).toBe('-')
})
