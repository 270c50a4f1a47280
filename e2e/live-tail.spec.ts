import { post } from './api.ts'
import { EventHistoryPage } from './EventHistoryPage.ts'
import { expect, test } from './fixtures.ts'
import { record, writeLogFile } from './logFiles.ts'

/** More than a window of rows. */
const HELD = Array.from({ length: 60 }, (_, number) => record(number))

for (const order of ['newest', 'oldest'] as const) {
  test(`new events come in while they are followed, ${order} first, and wait while the reader reads`, async ({
    folder,
    ownServerWith,
    page,
  }) => {
    const server = await ownServerWith('--in-memory', await writeLogFile(folder, 'held.json.gz', HELD))
    const eventHistory = new EventHistoryPage(page, server.origin)
    const arrive = (number: number, count: number) =>
      post(
        server,
        `${number}.json`,
        JSON.stringify({
          Records: Array.from({ length: count }, (_, each) =>
            record(number + each, { eventName: `Arrived${number}` }),
          ),
        }),
      )
    const toggle = page.getByRole('button', { name: 'Live tail', exact: true })
    const pill = page.getByRole('button', { name: /^Paused/ })
    await eventHistory.open(order === 'oldest' ? '/?order=oldest' : '/')
    await expect(eventHistory.heading).toContainText('(60)')
    await page.keyboard.press('t')
    await expect(toggle).toHaveAttribute('aria-pressed', 'true')

    // Two hours after the others: at the end that is followed.
    await arrive(120, 3)
    await expect(eventHistory.row('Arrived120')).toHaveCount(3)
    await expect(eventHistory.row('Arrived120').first()).toBeInViewport()
    await expect(eventHistory.row('Arrived120').first()).toHaveClass(/event-row-arrived/)
    await expect(eventHistory.row('DescribeInstances').first()).not.toHaveClass(/event-row-arrived/)

    if (order === 'newest') {
      // A reader who takes up a row stays with it.
      await page.keyboard.press('j')
      await expect(pill).toHaveText('Paused · 0 new · Resume')
      await arrive(180, 2)
      await expect(pill).toHaveText('Paused · 2 new · Resume')
      await expect(eventHistory.row('Arrived180')).toHaveCount(0)
      await pill.click()
      await expect(eventHistory.row('Arrived180')).toHaveCount(2)
      await expect(pill).toHaveCount(0)
    }

    // A reader who scrolls away is left alone, and follows again on coming back.
    await eventHistory.grid.hover()
    await page.mouse.wheel(0, order === 'newest' ? 600 : -600)
    await expect(pill).toHaveText('Paused · 0 new · Resume')
    await page.mouse.wheel(0, order === 'newest' ? -900 : 900)
    await expect(pill).toHaveCount(0)

    if (order === 'oldest') return
    // An opened event pauses; switched off, the pill counts as ever.
    await eventHistory.openEvent(eventHistory.row('Arrived180').first())
    await expect(pill).toHaveCount(1)
    await page.keyboard.press('t')
    await expect(toggle).toHaveAttribute('aria-pressed', 'false')
    await expect(pill).toHaveCount(0)
    await arrive(240, 1)
    await expect(eventHistory.newEvents).toHaveText('1 new event')
  })
}
