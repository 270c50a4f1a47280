import { expect, onTestFinished, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import type { TimeRange } from '../../../filter/filter.ts'
import { currentPreferences, prefer } from '../../models/preferences/usePreferences.ts'
import type { Zone } from '../../ui/time.ts'
import { Providers } from '../../testing/Providers.tsx'
import { serveRequests } from '../../testing/serveRequests.ts'
import { TimeRangePicker } from './TimeRangePicker.tsx'

const STATUS = {
  version: '1',
  eventCount: 2,
  accounts: [],
  regions: [],
  firstEventTime: '2021-07-03T08:00:00Z',
  lastEventTime: '2021-07-09T18:30:15Z',
  loading: null,
  problems: 0,
}

/** The panel, opened; and the ranges that were chosen in it. */
async function opened(timeRange: TimeRange, zone: Zone = 'utc') {
  serveRequests(() => STATUS)
  const before = currentPreferences().zone
  prefer({ zone })
  onTestFinished(() => prefer({ zone: before }))
  const chosen: TimeRange[] = []
  await render(
    <Providers>
      <TimeRangePicker timeRange={timeRange} onTimeRange={(range) => chosen.push(range)} />
    </Providers>,
  )
  await page.getByRole('button', { name: /^Time range/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Time range' })
  return { chosen, dialog, line: dialog.getByLabelText('Type a time range') }
}

test('a preset is chosen by one click, and the panel closes', async () => {
  const { chosen, dialog } = await opened({ kind: 'relative', amount: 7, unit: 'd' })
  await expect
    .element(dialog.getByRole('button', { name: 'Last 7 days' }))
    .toHaveAttribute('aria-pressed', 'true')
  await dialog.getByRole('button', { name: 'All time' }).click()
  expect(chosen).toEqual([{ kind: 'all' }])
  await expect.element(dialog).not.toBeInTheDocument()
})

test('a typed range is explained before it is applied by Enter', async () => {
  const { chosen, dialog, line } = await opened({ kind: 'all' })
  await expect.element(line).toHaveFocus()
  await userEvent.keyboard('3 nov 2026 14:00 to 15:30')
  await expect.element(dialog.getByText('2026-11-03 14:00:00 – 15:30:59 UTC')).toBeVisible()
  await userEvent.keyboard('{Enter}')
  expect(chosen).toEqual([
    { kind: 'absolute', startTime: '2026-11-03T14:00:00Z', endTime: '2026-11-03T15:30:59Z' },
  ])
})

test('a date that does not exist is rejected with a sentence', async () => {
  const { chosen, dialog, line } = await opened({ kind: 'all' })
  await line.fill('2026-02-30')
  await expect.element(dialog.getByText('There is no 2026-02-30 in the calendar.')).toBeVisible()
  await userEvent.keyboard('{Enter}')
  expect(chosen).toEqual([])
})

test('both meanings of an ambiguous date are offered', async () => {
  const { chosen, dialog, line } = await opened({ kind: 'all' })
  await line.fill('03/04/2026')
  await dialog.getByRole('button', { name: 'Day first: 2026-04-03 UTC' }).click()
  expect(chosen).toEqual([
    { kind: 'absolute', startTime: '2026-04-03T00:00:00Z', endTime: '2026-04-03T23:59:59Z' },
  ])
})

test('the calendars open where the events are, and write into the line', async () => {
  const { dialog, line } = await opened({ kind: 'all' })
  await expect.element(dialog.getByLabelText('From')).toHaveValue('2021-07-03T08:00')
  await expect.element(dialog.getByLabelText('To')).toHaveValue('2021-07-09T18:30:15')
  await dialog.getByLabelText('From').fill('2021-07-05T10:00:00')
  await expect.element(line).toHaveValue('2021-07-05 10:00:00 – 2021-07-09 18:30:15')
})

// The tests' browser is in Berlin: on 25 October 2026 the hour from 02:00 is repeated.
test('the zone is named, and a repeated hour is covered from its first to its last reading', async () => {
  const { chosen, dialog, line } = await opened({ kind: 'all' }, 'local')
  await expect.element(dialog.getByText(/^Times in Europe\/Berlin/)).toBeVisible()
  await line.fill('2026-10-25 02:30 to 02:45')
  await expect.element(dialog.getByText('2026-10-25 02:30:00 UTC+02:00 – 02:45:59 UTC+01:00')).toBeVisible()
  await dialog.getByRole('button', { name: 'Apply' }).click()
  expect(chosen).toEqual([
    { kind: 'absolute', startTime: '2026-10-25T00:30:00Z', endTime: '2026-10-25T01:45:59Z' },
  ])
})

test('the button stays one line, however long the range is', async () => {
  await opened(
    { kind: 'absolute', startTime: '2026-10-24T00:00:01Z', endTime: '2026-10-26T00:30:00Z' },
    'local',
  )
  const button = page.getByRole('button', { name: /^Time range/ }).element()
  for (const width of ['120px', '200px', '500px']) {
    button.parentElement!.style.width = width
    expect(button.getBoundingClientRect().height).toBe(32)
  }
})
