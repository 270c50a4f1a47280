import type { EventHistoryPage } from './EventHistoryPage.ts'
import { expect, test } from './fixtures.ts'

type Click = 'name 0' | 'name 1' | 'name 2' | 'bar' | 'token' | 'clear'

/** After a bar, a field may no longer have the values that it had at the start. */
const SEQUENCES: readonly (readonly Click[])[] = [
  ['name 0', 'name 1', 'name 0', 'bar'],
  ['name 1', 'token', 'name 0', 'name 2'],
  ['name 2', 'clear', 'name 1'],
]

for (const clicks of SEQUENCES) {
  test(`quick clicks end where slow ones do: ${clicks.join(', ')}`, async ({ eventHistory, page }) => {
    const ends: string[] = []
    for (const isQuick of [false, true]) {
      await page.goto(`${eventHistory.origin}/?readOnly=true`)
      await expect(eventHistory.facet('Event name').getByRole('checkbox').first()).toBeVisible()
      await page.waitForLoadState('networkidle')
      const click = await clicker(eventHistory)
      for (const what of clicks) {
        await click(what)
        if (!isQuick) await page.waitForLoadState('networkidle')
      }
      ends.push(new URL(page.url()).search)
    }
    expect(ends[1]).toBe(ends[0])
    expect(ends[0]).not.toBe('?readOnly=true')
  })
}

/** Clicks on a value of a field by its place at the start, on a bar or on the filter. */
async function clicker(eventHistory: EventHistoryPage): Promise<(what: Click) => Promise<void>> {
  const { histogram, filterTokens, clearFilters } = eventHistory
  const facet = eventHistory.facet('Event name')
  const names = await facet
    .getByRole('checkbox')
    .evaluateAll((boxes) =>
      boxes.map((box) => box.getAttribute('aria-label')?.replace(/, [\d,]+ events?$/, '')),
    )
  return async (what) => {
    if (what === 'bar') await histogram.locator('.histogram__plot').click({ position: { x: 200, y: 30 } })
    else if (what === 'token')
      await filterTokens
        .first()
        .getByRole('button', { name: /^Remove/ })
        .click()
    else if (what === 'clear') await clearFilters.click()
    else await facet.getByRole('checkbox', { name: new RegExp(`^${names[Number(what.at(-1))]},`) }).click()
  }
}
