import { violations } from './axe.ts'
import type { EventHistoryPage } from './EventHistoryPage.ts'
import { expect, test } from './fixtures.ts'
import { eventID, record, writeLogFile } from './logFiles.ts'

/**
 * Two hundred single events, then twelve of one second of which three failed, then five of another.
 */
const RECORDS = [
  ...Array.from({ length: 200 }, (_, number) => record(number)),
  ...Array.from({ length: 12 }, (_, number) =>
    record(300 + number, {
      eventTime: `2026-03-01T06:00:00Z`,
      eventName: 'GetObject',
      ...(number < 3 && { errorCode: 'AccessDenied' }),
    }),
  ),
  ...Array.from({ length: 5 }, (_, number) =>
    record(400 + number, { eventTime: '2026-03-01T07:00:00Z', eventName: 'ListUsers' }),
  ),
]

const counts = ({ grid }: EventHistoryPage) => grid.getByRole('button', { name: /^×/ })

test('events that repeat are one row with its count, which unfolds', async ({
  eventHistoryOf,
  folder,
  page,
}) => {
  const eventHistory = await eventHistoryOf(await writeLogFile(folder, 'trail.json', RECORDS))
  await eventHistory.open()
  await expect(eventHistory.heading).toHaveText('Event history (217)')
  await page.getByRole('button', { name: 'Group repeats' }).click()
  await expect(eventHistory.heading).toHaveText('Event history (217) · 202 rows')
  await expect(page).toHaveURL(/group=repeats/)
  await expect(eventHistory.grid).toHaveAttribute('aria-rowcount', '203')
  await expect(counts(eventHistory)).toHaveText(['×5', '×12 · 3 failed'])

  await test.step('with a gap', async () => {
    await eventHistory.moreActions.click()
    await page.getByRole('menuitemcheckbox', { name: 'Up to 5 minutes apart' }).click()
    await expect(page).toHaveURL(/group=repeats(:|%3A)300/)
    const address = `${eventHistory.origin}/api/events/count?group=repeats:300`
    const { rows } = (await (await fetch(address)).json()) as { rows: number }
    await expect(eventHistory.heading).toHaveText(`Event history (217) · ${rows} rows`)
    await page.goBack()
    await expect(eventHistory.heading).toHaveText('Event history (217) · 202 rows')
  })

  await test.step('by mouse', async () => {
    await counts(eventHistory).last().click()
    await expect(eventHistory.grid).toHaveAttribute('aria-rowcount', '214')
    await expect(eventHistory.row('GetObject')).toHaveCount(12)
    expect(await violations(page)).toEqual([])
    await counts(eventHistory).last().click()
    await expect(eventHistory.row('GetObject')).toHaveCount(1)
  })

  await test.step('by keyboard, and from one of its events back to its row', async () => {
    await eventHistory.grid.focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowRight')
    await expect(eventHistory.row('ListUsers')).toHaveCount(5)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Space')
    await expect(eventHistory.rows.nth(2).getByRole('checkbox')).toBeChecked()
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(new RegExp(`event=${eventID(402)}`))
    await expect(eventHistory.rows.nth(2)).toHaveAttribute('aria-current', 'true')
    await page.keyboard.press(']')
    await expect(page).toHaveURL(new RegExp(`event=${eventID(401)}`))
    await eventHistory.grid.focus()
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    await expect(eventHistory.row('ListUsers')).toHaveCount(1)
    await expect(eventHistory.rows.first(), 'what is opened stands in it').toHaveAttribute(
      'aria-current',
      'true',
    )
    await page.keyboard.press(']')
    await expect(page, 'the next row').toHaveURL(new RegExp(`event=${eventID(311)}`))
  })

  await test.step('by a link to an event that is folded away, from the other end', async () => {
    await eventHistory.go(`/?order=oldest&group=repeats&event=${eventID(305)}`)
    const row = eventHistory.row('GetObject')
    await expect(row).toHaveAttribute('aria-current', 'true')
    await expect(row).toHaveAttribute('aria-rowindex', '202')
    await page.keyboard.press('[')
    await expect(page).toHaveURL(new RegExp(`event=${eventID(311)}`))
    await expect(eventHistory.heading).toHaveText('Event history (217) · 202 rows')
  })
})
