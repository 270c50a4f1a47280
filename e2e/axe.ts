import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** Rows are alike, and each costs axe a good deal: those behind the first ones are left out. */
const MORE_OF_THE_SAME = [
  '[role="grid"] [role="rowgroup"] > [role="row"]:nth-child(n + 8)',
  '[role="tree"] [role="treeitem"]:nth-child(n + 15)',
]

type Colours = 'light' | 'dark'

/**
 * What axe holds against the page, or the part of it that a selector names, a line each: the rule,
 * and where. As it is shown, and by the contrast of what is in it, all that is different there, in
 * the colours of the other theme. Taken when every answer is there: an old answer is dimmed until
 * the new one replaces it.
 */
export async function violations(page: Page, part?: string): Promise<readonly string[]> {
  await expect.poll(() => page.evaluate(busyInSight), 'how much in sight waits for an answer').toBe(0)
  const shown = await coloursOf(page)
  const other = shown === 'dark' ? 'light' : 'dark'
  const found = await axe(page, part).analyze()
  await change(page, other)
  const contrasts = await axe(page, part).withRules('color-contrast').analyze()
  await change(page, shown)
  return [
    ...found.violations.map((violation) => ({ ...violation, colours: shown })),
    ...contrasts.violations.map((violation) => ({ ...violation, colours: other })),
  ].flatMap(({ id, nodes, colours }) =>
    nodes.map(({ target }) => `${id}, in ${colours} colours: ${target.join(' ')}`),
  )
}

function axe(page: Page, part: string | undefined): AxeBuilder {
  // The other mode opens a page of its own at each run, for frames of other origins: there are
  // none.
  const builder = new AxeBuilder({ page }).setLegacyMode().options({
    resultTypes: ['violations'],
    // The one rule of WCAG 2.2; axe leaves it off by default.
    rules: { 'target-size': { enabled: true } },
  })
  if (part !== undefined) builder.include(part)
  for (const rows of MORE_OF_THE_SAME) builder.exclude(rows)
  return builder
}

/** The theme of the system, and so the page's own. */
async function change(page: Page, colorScheme: Colours): Promise<void> {
  await page.emulateMedia({ colorScheme })
  await expect.poll(() => coloursOf(page)).toBe(colorScheme)
}

function coloursOf(page: Page): Promise<Colours> {
  return page.evaluate(async () => {
    // The page hears of another theme when the next frame is drawn.
    await new Promise(requestAnimationFrame)
    const [red = '255'] = /\d+/.exec(getComputedStyle(document.body).backgroundColor) ?? []
    return Number(red) < 128 ? 'dark' : 'light'
  })
}

/** How many parts that can be seen wait for an answer. A facet out of sight is not asked for. */
async function busyInSight(): Promise<number> {
  const isInSight = (element: Element) =>
    new Promise<boolean>((resolve) => {
      const observer = new IntersectionObserver(([entry]) => {
        observer.disconnect()
        resolve(entry?.isIntersecting === true)
      })
      observer.observe(element)
    })
  const busy = [...document.querySelectorAll('[aria-busy="true"]')]
  return (await Promise.all(busy.map(isInSight))).filter(Boolean).length
}
