import type { Page } from '@playwright/test'
import { violations } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { columnsInView, expectAllInReach, rowsInView } from './reach.ts'

/** An event that failed: its details have every block. */
const FAILED = '/?errorCode!=&readOnly=false'

/** Phones, tablets, half windows and screens; 640, 720 and 960 are screens at 200 % zoom. */
const SIZES: readonly (readonly [number, number])[] = [
  [360, 740],
  [480, 800],
  [640, 360],
  [720, 450],
  [768, 1024],
  [820, 1180],
  [900, 700],
  [960, 540],
  [1024, 768],
  [1280, 720],
  [1440, 900],
  [1920, 1080],
]

/** And some in between, others each time. */
const BETWEEN = Array.from({ length: 5 }, () => [360 + Math.floor(Math.random() * 1560), 900] as const)

/** Enough to see a page of plain content fit. */
const SOME = SIZES.filter(([width]) => [360, 640, 820, 1280].includes(width))

async function atEverySize(
  page: Page,
  look: (width: number, height: number) => Promise<void>,
  sizes = [...SIZES, ...BETWEEN],
): Promise<void> {
  // What shows only under the pointer lies over other things.
  await page.mouse.move(0, 0)
  for (const [width, height] of sizes) {
    await page.setViewportSize({ width, height })
    await look(width, height)
  }
}

test('every control of the list can be used at every width, and its rows are in view', async ({
  eventHistory,
  page,
}) => {
  await eventHistory.open(FAILED)
  await expect(eventHistory.rows.first()).toBeVisible()
  await expect(eventHistory.filterInput).toBeVisible()
  await atEverySize(page, async (width, height) => {
    await expectAllInReach(page, 'the list')
    await expect
      .poll(() => columnsInView(page), `whole columns at ${width}`)
      .toEqual(expect.arrayContaining(['eventName', 'eventTime']))
    if (height > 600)
      await expect.poll(() => rowsInView(page), `rows at ${width} x ${height}`).toBeGreaterThan(4)
  })
  await page.setViewportSize({ width: 1440, height: 900 })
  await expect.poll(() => rowsInView(page)).toBeGreaterThanOrEqual(18)
  const { y } = (await eventHistory.rows.first().boundingBox())!
  expect(y, 'the first event').toBeLessThanOrEqual(230)
  await eventHistory.runCommand('Switch between compact and comfortable rows')
  await expect.poll(() => rowsInView(page)).toBeGreaterThanOrEqual(24)
  await eventHistory.runCommand('Switch between compact and comfortable rows')

  await page.emulateMedia({ media: 'print' })
  await expect.poll(() => rowsInView(page), 'on paper').toBeGreaterThan(10)
  await page.emulateMedia({ media: 'screen' })

  // Names that only a narrow page hides are missed at any other width.
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await violations(page)).toEqual([])

  await page.getByRole('button', { name: 'Open navigation' }).click()
  await expect(page.getByRole('link', { name: 'Event history' }).first()).toBeVisible()
  await atEverySize(page, () => expectAllInReach(page, 'the list and the navigation'), SOME)
})

test('an opened event can be read at every width, and the list is beside it or one click away', async ({
  eventHistory,
  page,
}) => {
  await eventHistory.open(FAILED)
  const row = eventHistory.rows.nth(2)
  await eventHistory.openEvent(row)
  const title = eventHistory.details.getByRole('heading', { level: 2 })
  const start = eventHistory.record.getByRole('treeitem').first()
  await atEverySize(page, async (width, height) => {
    await expectAllInReach(page, 'an opened event')
    if (width < 1050) expect(await rowsInView(page)).toBe(0)
    else if (height > 600) await expect.poll(() => rowsInView(page)).toBeGreaterThan(2)
    const { width: panel } = (await eventHistory.details.boundingBox())!
    expect(panel, `the panel at ${width}`).toBeGreaterThanOrEqual(Math.min(width, 420))
    await start.scrollIntoViewIfNeeded()
    for (const part of [title, eventHistory.nextEvent, eventHistory.closeDetails])
      await expect(part, 'stays while the record is scrolled').toBeInViewport({ ratio: 0.9 })
  })
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await violations(page)).toEqual([])

  // On paper it has no button to be found by.
  const opened = await eventHistory.details.elementHandle()
  await page.emulateMedia({ media: 'print' })
  const cutOff = () =>
    opened.evaluate((panel) =>
      [panel, ...panel.children]
        .filter((part) => part.scrollHeight > part.clientHeight + 1)
        .map(({ className }) => className),
    )
  await expect.poll(cutOff, 'on paper it is whole').toEqual([])
  await page.emulateMedia({ media: 'screen' })

  await expect(eventHistory.closeDetails).toHaveAccessibleName('Back to list')
  await eventHistory.closeDetails.click()
  await expect(eventHistory.grid).toBeFocused()
  await expect(row).toBeInViewport()
  await page.keyboard.press('Enter')
  await expect(eventHistory.details, 'the covered list gives up the focus').toBeFocused()
  await page.keyboard.press('j')
  await expect(eventHistory.details.getByText(/^4 of /)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(eventHistory.grid).toBeFocused()
})

test('the panel can be resized by keyboard and pointer, within limits that leave both readable', async ({
  eventHistory,
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  await eventHistory.open(FAILED)
  await eventHistory.openEvent()
  const edge = page.getByRole('separator', { name: 'Resize the event panel' })
  const size = async () => Math.round((await eventHistory.details.boundingBox())!.width)
  const before = await size()
  await edge.press('ArrowLeft')
  await expect.poll(size).toBe(before + 24)
  await edge.press('Home')
  await expect.poll(size).toBe(420)
  const { x, y, height } = (await edge.boundingBox())!
  await page.mouse.move(x, y + height / 2)
  await page.mouse.down()
  await page.mouse.move(200, y + height / 2)
  await page.mouse.up()
  await expect.poll(size).toBe(900)
  await expect(eventHistory.rows.first()).toBeInViewport()
  await expectAllInReach(page, 'a wide panel')
  await page.getByRole('button', { name: 'Show below the list' }).click()
  await expect(page.getByRole('button', { name: 'Show beside the list' })).toBeVisible()
  await expectAllInReach(page, 'a panel below the list')
  await expect.poll(() => rowsInView(page)).toBeGreaterThan(2)
})

test.describe(() => {
  test.use({ expectedProblems: [/status of 404/] })

  test('the other pages, dialogs and menus can be used at every width', async ({ eventHistory, page }) => {
    await eventHistory.open(FAILED)
    const ids = await eventHistory.rows
      .getByRole('link')
      .evaluateAll((links) =>
        links.slice(0, 3).map((link) => new URL((link as HTMLAnchorElement).href).pathname.slice(8)),
      )
    for (const [address, shows] of [
      [`/events/${ids[0]}?errorCode!=`, eventHistory.record],
      [`/compare?${ids.map((id) => `id=${id}`).join('&')}`, page.getByRole('heading', { level: 1 })],
      ['/load-report', page.getByRole('heading', { level: 1 })],
      ['/hands-on', page.getByRole('heading', { level: 1 })],
      [
        '/?eventName=NoSuchName&readOnly=true',
        page.getByRole('heading', { name: 'No events match this filter' }),
      ],
      ['/events/no-such-event', page.getByText('Event not found').first()],
      ['/no-such-page', page.getByRole('heading', { name: 'Page not found' })],
    ] as const) {
      await eventHistory.go(address)
      await expect(shows).toBeVisible()
      await atEverySize(page, () => expectAllInReach(page, address), SOME)
    }

    await eventHistory.go()
    for (const open of [
      () => page.keyboard.press('?'),
      () => page.keyboard.press('v'),
      () => page.keyboard.press('Control+k'),
      () => eventHistory.preferences.click(),
    ]) {
      await open()
      await expect(page.getByRole('dialog')).toBeVisible()
      await atEverySize(page, () => expectAllInReach(page, 'a dialog'), SOME)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toBeHidden()
    }
  })
})

test('what the top bar has no room for is in its menu, by keyboard too', async ({ eventHistory, page }) => {
  await page.setViewportSize({ width: 768, height: 900 })
  await eventHistory.open()
  const settings = page.getByRole('banner').getByRole('button', { name: 'Settings' })
  await settings.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: /^Time zone: UTC/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(settings).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: /^Time zone: local/ })).toBeFocused()
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await expect(eventHistory.keyboardHelp).toBeVisible()
})
