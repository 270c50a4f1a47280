import type { Locator, Page } from '@playwright/test'
import { violations } from './axe.ts'
import { expect, test } from './fixtures.ts'

/** An event that failed: its details have every block. */
const FAILED = '/?errorCode!=&readOnly=false'

for (const [width, height] of [
  [1440, 900],
  [1024, 768],
  [390, 844],
] as const) {
  test.describe(`at ${width} x ${height}`, () => {
    test.use({ viewport: { width, height } })

    test('Event history and an opened event are in reach, and nothing scrolls sideways', async ({
      eventHistory,
      page,
    }) => {
      await eventHistory.open(FAILED)
      await expect(eventHistory.rows.first()).toBeInViewport()
      for (const part of [
        eventHistory.heading,
        eventHistory.filterInput,
        eventHistory.timeRange,
        eventHistory.grid,
        eventHistory.downloadEvents,
        eventHistory.loadLogFiles,
        page.getByRole('banner').getByRole('button').last(),
      ]) {
        await expectWithinWidth(page, part)
      }
      await expectNoSidewaysScroll(page)
      // Names that only a narrow page hides are missed at any other width.
      if (width < 600) expect(await violations(page)).toEqual([])

      await eventHistory.openEvent()
      await expectWithinWidth(page, eventHistory.details.getByRole('heading', { level: 2 }))
      await expectWithinWidth(page, eventHistory.closeDetails)
      await expectWithinWidth(page, eventHistory.nextEvent)
      const start = eventHistory.record.getByRole('treeitem').first()
      await start.scrollIntoViewIfNeeded()
      await expect(start).toBeInViewport()
      await expectNoSidewaysScroll(page)
      if (width < 600) expect(await violations(page)).toEqual([])
      await eventHistory.closeDetails.click()
      await expect(eventHistory.rows.first()).toBeInViewport()
    })

    test('the page of an event, the load report and an empty list do not scroll sideways', async ({
      eventHistory,
      page,
    }) => {
      await eventHistory.open(FAILED)
      await page.goto(
        eventHistory.origin + (await eventHistory.rows.first().getByRole('link').getAttribute('href')),
      )
      await expect(eventHistory.record).toBeVisible()
      await expectNoSidewaysScroll(page)
      await page.goto(`${eventHistory.origin}/load-report`)
      await expect(page.getByText('No problems: everything that was given was loaded.')).toBeVisible()
      await expectNoSidewaysScroll(page)
      await page.goto(`${eventHistory.origin}/?eventName=NoSuchName&readOnly=true`)
      await expect(page.getByRole('heading', { name: 'No events match this filter' })).toBeInViewport()
      await expectNoSidewaysScroll(page)
    })
  })
}

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const { content, window } = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    window: document.documentElement.clientWidth,
  }))
  expect(content, 'the page scrolls sideways').toBeLessThanOrEqual(window)
}

async function expectWithinWidth(page: Page, part: Locator): Promise<void> {
  await expect(part).toBeVisible()
  const box = await part.boundingBox()
  expect(box).not.toBeNull()
  expect(box!.x).toBeGreaterThanOrEqual(0)
  expect(box!.x + box!.width).toBeLessThanOrEqual(page.viewportSize()!.width)
}
