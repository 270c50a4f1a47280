import { chromium, type Page } from '@playwright/test'
import { foundBrowser } from '../../launch/testBrowser.ts'

/** The browser's measures of a page after a garbage collection. */
interface PageMemory {
  readonly pageHeap: number
  readonly domNodes: number
  readonly detachedNodes: number
  readonly listeners: number
}

/** Event history, open in a browser for the whole hour without being reloaded. */
export interface OpenPage {
  /** A few minutes of a person's work, which ends where it began. */
  workARound(round: number): Promise<void>
  memory(): Promise<PageMemory>
  close(): Promise<void>
}

export async function openPage(origin: string): Promise<OpenPage> {
  const browser = await chromium.launch({
    ...foundBrowser(),
    args: ['--no-sandbox', '--disable-gpu'],
  })
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(String(error)))
  await page.goto(origin)
  await rows(page).first().waitFor()
  const devTools = await page.context().newCDPSession(page)
  return {
    workARound: async (round) => {
      await workARound(page, round)
      if (problems.length > 0) throw new Error(`The page failed: ${problems.join('\n')}`)
    },
    memory: async () => {
      await devTools.send('HeapProfiler.collectGarbage')
      await devTools.send('HeapProfiler.collectGarbage')
      const { nodes, jsEventListeners } = await devTools.send('Memory.getDOMCounters')
      const { usedSize } = await devTools.send('Runtime.getHeapUsage')
      const attached = await page.evaluate(() => {
        const walker = document.createTreeWalker(document, NodeFilter.SHOW_ALL)
        let count = 1
        while (walker.nextNode()) count++
        return count
      })
      return {
        pageHeap: usedSize,
        domNodes: nodes,
        detachedNodes: nodes - attached,
        listeners: jsEventListeners,
      }
    },
    close: () => browser.close(),
  }
}

const FILTERS = ['readOnly=false', 'eventName^=Describe', 'userName!=nobody', 'errorCode!=', 'arn']

async function workARound(page: Page, round: number): Promise<void> {
  const filter = page.getByRole('combobox', { name: 'Filter events' })
  await filter.fill(FILTERS[round % FILTERS.length]!)
  await filter.press('Enter')
  await page.getByRole('button', { name: 'Clear filters' }).waitFor()
  await settled(page)

  const grid = page.getByRole('grid', { name: 'Events' })
  await grid.focus()
  for (const key of ['End', 'PageUp', 'PageUp', 'Home', 'PageDown']) {
    await page.keyboard.press(key)
    await settled(page)
  }
  await page.keyboard.press('Home')

  await rows(page).first().getByRole('link').click()
  await page.getByRole('tree', { name: 'Event record' }).waitFor()
  for (const key of [']', ']', ']', '[']) {
    await page.keyboard.press(key)
    await page.getByRole('tree', { name: 'Event record' }).waitFor()
  }
  await page.getByRole('button', { name: 'Text', exact: true }).click()
  await page.getByRole('searchbox', { name: 'Search in this record' }).fill('arn')
  await grid.focus()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Close event details' }).waitFor({ state: 'hidden' })

  for (const index of [1, 3]) await rows(page).nth(index).getByRole('checkbox').click()
  await page.getByRole('link', { name: 'Compare event details' }).click()
  await page.getByRole('region', { name: 'Compared events' }).waitFor()
  await page.goBack()
  await page.getByRole('button', { name: 'Clear selection' }).click()

  const histogram = page.getByRole('group', { name: 'Events over time' })
  const box = await histogram.boundingBox()
  if (!box) throw new Error('There is no histogram.')
  await page.mouse.move(box.x + box.width * 0.3, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.9, box.y + box.height / 2, { steps: 4 })
  await page.mouse.up()
  await settled(page)

  await page.goBack()
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await page.getByRole('button', { name: 'Clear filters' }).waitFor({ state: 'hidden' })
  const arrived = page.getByRole('button', { name: /new events?$/ })
  if (await arrived.isVisible()) await arrived.click()
  else await page.getByRole('button', { name: 'Refresh' }).click()
  await settled(page)
  await page.mouse.move(0, 0)
}

const rows = (page: Page) =>
  page
    .getByRole('grid', { name: 'Events' })
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell') })

/** Every row in the window is loaded. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('.event-row-pending, [aria-busy=true]') === null)
}
