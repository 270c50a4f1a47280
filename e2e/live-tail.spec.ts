import { post } from './api.ts'
import { EventHistoryPage } from './EventHistoryPage.ts'
import { expect, test } from './fixtures.ts'
import { record, writeLogFile } from './logFiles.ts'

/** More than a window of rows. */
const HELD = Array.from({ length: 60 }, (_, number) => record(number))

test('new events come in while they are followed, newest or oldest first, and wait while the reader reads', async ({
  folder,
  ownServerWith,
  page,
}) => {
  const server = await ownServerWith('--in-memory', await writeLogFile(folder, 'held.json.gz', HELD))
  const eventHistory = new EventHistoryPage(page, server.origin)
  /** Events of minutes from this number on, which are named for it. */
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

  /** Switches the live tail on, and lets events come at the end that is followed. */
  const follow = async (number: number) => {
    await page.keyboard.press('t')
    await expect(toggle).toHaveAttribute('aria-pressed', 'true')
    await arrive(number, 3)
    const arrived = eventHistory.row(`Arrived${number}`)
    await expect(arrived).toHaveCount(3)
    await expect(arrived.first()).toBeInViewport()
    await expect(arrived.first()).toHaveClass(/event-row-arrived/)
    await expect(eventHistory.row('DescribeInstances').first()).not.toHaveClass(/event-row-arrived/)
  }

  /** A reader who scrolls away is left alone, and follows again on coming back. */
  const scrollAwayAndBack = async (away: number, back: number) => {
    await eventHistory.grid.hover()
    await page.mouse.wheel(0, away)
    await expect(pill).toHaveText('Paused · 0 new · Resume')
    await page.mouse.wheel(0, back)
    await expect(pill).toHaveCount(0)
  }

  await test.step('oldest first', async () => {
    await eventHistory.open('/?order=oldest')
    await expect(eventHistory.heading).toContainText('(60)')
    await follow(120)
    await scrollAwayAndBack(-600, 900)
    await page.keyboard.press('t')
    await expect(toggle).toHaveAttribute('aria-pressed', 'false')
  })

  await test.step('newest first', async () => {
    await eventHistory.go()
    await expect(eventHistory.heading).toContainText('(63)')
    await follow(180)

    // A reader who takes up a row stays with it.
    await page.keyboard.press('j')
    await expect(pill).toHaveText('Paused · 0 new · Resume')
    await arrive(240, 2)
    await expect(pill).toHaveText('Paused · 2 new · Resume')
    await expect(eventHistory.row('Arrived240')).toHaveCount(0)
    await pill.click()
    await expect(eventHistory.row('Arrived240')).toHaveCount(2)
    await expect(pill).toHaveCount(0)
    await scrollAwayAndBack(600, -900)

    // An opened event pauses; switched off, the pill counts as ever.
    await eventHistory.openEvent(eventHistory.row('Arrived240').first())
    await expect(pill).toHaveCount(1)
    await page.keyboard.press('t')
    await expect(toggle).toHaveAttribute('aria-pressed', 'false')
    await expect(pill).toHaveCount(0)
    await arrive(300, 1)
    await expect(eventHistory.newEvents).toHaveText('1 new event')
  })
})
