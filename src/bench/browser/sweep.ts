import type { Locator, Page } from '@playwright/test'
import { benchRow, type BenchRow } from '../row.ts'
import { LONGEST_FRAME } from '../targets.ts'
import { LIST_SETTLED } from './conditions.ts'
import { collectFrames, frameTimes, untilShown } from './probes.ts'

const SWEEPS = 5
/** Steps of a drag from end to end. */
const STEPS = 180
const NOTCHES = 120

/**
 * Drags the scrollbar from end to end, turns the mouse wheel back from there, and measures the
 * memory of the page afterwards.
 */
export async function measureSweep(page: Page, origin: string): Promise<BenchRow[]> {
  await page.goto(origin)
  await untilShown(page, LIST_SETTLED)
  await page.waitForLoadState('networkidle')
  const grid = page.getByRole('grid', { name: 'Events' })
  const [dragged, wheeled]: [number[], number[]] = [[], []]
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    await grid.focus()
    await page.keyboard.press('Home')
    await untilShown(page, LIST_SETTLED)
    dragged.push(await longestFrame(page, () => dragScrollbar(page, grid)))
    wheeled.push(await longestFrame(page, () => turnWheelBack(page, grid)))
  }
  return [
    benchRow('longest frame, scrollbar dragged over all rows', 'ms', dragged, LONGEST_FRAME),
    benchRow('longest frame, mouse wheel', 'ms', wheeled, LONGEST_FRAME),
    benchRow('memory of the page after scrolling (JavaScript heap)', 'MB', [await heapMB(page)]),
  ]
}

/** From the first move to the frame in which all rows are there again. */
async function longestFrame(page: Page, move: () => Promise<void>): Promise<number> {
  await collectFrames(page)
  await move()
  await untilShown(page, LIST_SETTLED)
  return Math.max(...(await frameTimes(page)))
}

/** From the top to the bottom, by its thumb. */
async function dragScrollbar(page: Page, grid: Locator): Promise<void> {
  const { x, y, width, height } = (await grid.boundingBox())!
  const [middle, from, to] = [x + width - 7, y + 24, y + height - 24]
  await page.mouse.move(middle, from)
  await page.mouse.down()
  for (let step = 1; step <= STEPS; step++) {
    await page.mouse.move(middle, from + ((to - from) * step) / STEPS)
  }
  await page.mouse.up()
  const place = await grid.evaluate(
    ({ scrollTop, scrollHeight, clientHeight }) => scrollTop / (scrollHeight - clientHeight),
  )
  if (place < 0.9) throw new Error(`The scrollbar was dragged to ${place} of the list only.`)
}

async function turnWheelBack(page: Page, grid: Locator): Promise<void> {
  await grid.hover()
  for (let notch = 0; notch < NOTCHES; notch++) await page.mouse.wheel(0, -400)
}

async function heapMB(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize / 1e6
}
