import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme })

    test('axe finds nothing on Event history', async ({ eventHistory, page }) => {
      await eventHistory.open()
      expect(await violations(page)).toEqual([])
    })

    test('axe finds nothing with an event opened', async ({ eventHistory, page }) => {
      await eventHistory.open()
      await eventHistory.openEvent()
      expect(await violations(page)).toEqual([])
    })
  })
}

test('? explains the keys', async ({ eventHistory, page }) => {
  await eventHistory.open()
  await page.keyboard.press('?')
  await expect(eventHistory.keyboardHelp).toBeVisible()
})

/** What axe holds against the page, a line each: the rule, and where. */
async function violations(page: Page): Promise<readonly string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze()
  return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
}
