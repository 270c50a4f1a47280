import type { Locator, Page } from '@playwright/test'
import type { EventHistoryPage } from './EventHistoryPage.ts'
import { expect } from './fixtures.ts'

/** Presses Tab until this is focused: a person goes where the page lets them. */
export async function tabTo(page: Page, target: Locator, key = 'Tab'): Promise<void> {
  const isThere = () => target.evaluate((element) => element.contains(document.activeElement))
  for (let presses = 0; presses < 80; presses++) {
    if (await isThere()) return
    await page.keyboard.press(key)
  }
  await expect(target).toBeFocused()
}

/**
 * Types conditions into the filter, one after the other, each a token before the next, and leaves
 * it for the list.
 */
export async function typeFilter(
  eventHistory: EventHistoryPage,
  ...conditions: readonly string[]
): Promise<void> {
  const { keyboard } = eventHistory.page
  const before = await eventHistory.filterTokens.count()
  await keyboard.press('/')
  for (const [index, condition] of conditions.entries()) {
    await expect(eventHistory.filterInput).toBeFocused()
    await keyboard.type(condition)
    await keyboard.press('Enter')
    await expect(eventHistory.filterTokens).toHaveCount(before + index + 1)
  }
  // The first closes the suggestions, where there are any.
  await keyboard.press('Escape')
  await expect(eventHistory.filterInput).not.toHaveAttribute('aria-expanded', 'true')
  await keyboard.press('Escape')
}

/** Goes along the list to the row that shows this, and tells how far that was. */
export async function goToRow(eventHistory: EventHistoryPage, text: string): Promise<void> {
  const { keyboard } = eventHistory.page
  await keyboard.press('j')
  for (let rows = 0; rows < 80; rows++) {
    if ((await (await eventHistory.activeRow()).innerText()).includes(text)) return
    await keyboard.press('j')
  }
  await expect(await eventHistory.activeRow()).toContainText(text)
}

/**
 * Leaves only one value in a facet: `f` leads to the facets, arrows to the value, `o` chooses it,
 * `f` leads back to the list.
 */
export async function onlyByKeys(
  eventHistory: EventHistoryPage,
  label: string,
  value: string,
): Promise<void> {
  const { keyboard } = eventHistory.page
  await expect(eventHistory.facetValue('Event name', /, \d/u).first()).toBeVisible()
  await keyboard.press('f')
  const target = eventHistory.facetValue(label, value).first()
  /** The facet that the focus is in, and what it is on. */
  const place = () =>
    eventHistory.page.evaluate(() => {
      const { activeElement: on } = document
      return [on?.closest('[role=group]')?.getAttribute('aria-label'), on?.getAttribute('aria-label')]
    })
  for (let steps = 0; steps < 90; steps++) {
    const [facet, on] = await place()
    if (facet === label && on?.startsWith(`${value},`)) break
    // Values are counted when their facet comes into view.
    if (facet === label) await expect(target).toBeVisible()
    await keyboard.press('ArrowDown')
  }
  await expect(target).toBeFocused()
  await keyboard.press('o')
  await expect(target).toBeChecked()
}
