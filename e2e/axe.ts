import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** Rows are alike, and each costs axe a good deal: those behind the first ones are left out. */
const MORE_OF_THE_SAME = [
  '[role="grid"] [role="rowgroup"] > [role="row"]:nth-child(n + 8)',
  '[role="tree"] [role="treeitem"]:nth-child(n + 15)',
]

/** What axe holds against the page, or the part of it that a selector names, a line each: the rule, and where. */
export async function violations(page: Page, part?: string): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] })
  if (part !== undefined) axe.include(part)
  for (const rows of MORE_OF_THE_SAME) axe.exclude(rows)
  const { violations: found } = await axe.analyze()
  return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
}
