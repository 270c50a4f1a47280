import type { EventHistoryPage } from './EventHistoryPage.ts'
import { expect, test } from './fixtures.ts'

type Click = 'name 0' | 'name 1' | 'name 2' | 'bar' | 'token'

/** Clicks from `readOnly=true`, and the conditions that they end in. */
const SEQUENCES: readonly (readonly [clicks: readonly Click[], end: readonly string[]])[] = [
  [
    ['name 0', 'name 1', 'bar'],
    ['readOnly', 'name 0', 'name 1', 'startTime', 'endTime'],
  ],
  [
    ['name 1', 'token', 'name 0', 'name 2'],
    ['name 1', 'name 0', 'name 2'],
  ],
  [
    ['bar', 'token', 'name 2'],
    ['name 2', 'startTime', 'endTime'],
  ],
]

for (const [clicks, end] of SEQUENCES) {
  test(`of quick clicks, none is lost: ${clicks.join(', ')}`, async ({ eventHistory, page }) => {
    await page.goto(`${eventHistory.origin}/?readOnly=true`)
    await expect(eventHistory.facet('Event name').getByRole('checkbox').nth(2)).toBeVisible()
    await expect(eventHistory.histogram.locator('.histogram__plot')).toBeVisible()
    const names = await namesShown(eventHistory)
    for (const what of clicks) await click(eventHistory, names, what)
    const conditions = () =>
      [...new URL(page.url()).searchParams].map(([key, value]) =>
        key === 'eventName' ? `name ${names.indexOf(value)}` : key,
      )
    await expect.poll(() => conditions().toSorted()).toEqual(end.toSorted())
  })
}

const namesShown = (eventHistory: EventHistoryPage): Promise<readonly string[]> =>
  eventHistory
    .facet('Event name')
    .getByRole('checkbox')
    .evaluateAll((boxes) =>
      boxes.map((box) => box.getAttribute('aria-label')!.replace(/, [\d,]+ events?$/, '')),
    )

/** Clicks at once on what is shown, however old it is: a pointer could come too late for that. */
async function click(eventHistory: EventHistoryPage, names: readonly string[], what: Click): Promise<void> {
  if (what === 'bar') {
    const plot = eventHistory.histogram.locator('.histogram__plot')
    await plot.click({ position: { x: 200, y: 30 } })
  } else if (what === 'token') {
    const remove = eventHistory.filterTokens.first().getByRole('button', { name: /^Remove/ })
    await remove.dispatchEvent('click')
  } else {
    const value = eventHistory.facet('Event name').getByRole('checkbox', {
      name: new RegExp(`^${names[Number(what.at(-1))]},`),
    })
    await value.dispatchEvent('click')
  }
}
