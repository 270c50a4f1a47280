import type { Page } from '@playwright/test'
import { quantityRow, type BenchRow } from '../row.ts'
import { LIST_SETTLED } from './conditions.ts'
import { collectFrames, frameTimes, untilShown } from './probes.ts'

const LONGEST_MS = 50
const SWEEPS = 5
/** Steps of a drag from end to end. */
const STEPS = 180
const NOTCHES = 120

/** Drags the scrollbar from end to end and back, then turns the wheel; and what the page holds afterwards. */
export async function measureSweep(page: Page, origin: string): Promise<BenchRow[]> {
  await page.goto(origin)
  await untilShown(page, LIST_SETTLED)
  await page.waitForLoadState('networkidle')
  const [dragged, wheeled]: [number[], number[]] = [[], []]
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    dragged.push(Math.max(...(await frames(page, () => dragScrollbar(page, sweep % 2 === 0)))))
    wheeled.push(Math.max(...(await frames(page, () => turnWheel(page, sweep % 2 === 0)))))
  }
  return [
    quantityRow('longest frame, scrollbar dragged over all rows', 'ms', dragged, LONGEST_MS),
    quantityRow('longest frame, wheel turned', 'ms', wheeled, LONGEST_MS),
    quantityRow('memory of the page after it (JavaScript heap)', 'MB', [await heapMB(page)]),
  ]
}

async function frames(page: Page, work: () => Promise<void>): Promise<number[]> {
  await collectFrames(page)
  await work()
  await untilShown(page, LIST_SETTLED)
  return frameTimes(page)
}

/** Takes hold of the scrollbar where it is, and leaves it at the other end. */
async function dragScrollbar(page: Page, down: boolean): Promise<void> {
  const grid = page.getByRole('grid', { name: 'Events' })
  const { x, y, width, height } = (await grid.boundingBox())!
  const [top, bottom, middle] = [y + 20, y + height - 20, x + width - 7]
  const [from, to] = down ? [top, bottom] : [bottom, top]
  await page.mouse.move(middle, from)
  await page.mouse.down()
  for (let step = 1; step <= STEPS; step++) await page.mouse.move(middle, from + ((to - from) * step) / STEPS)
  await page.mouse.up()
  const place = await grid.evaluate(
    ({ scrollTop, scrollHeight, clientHeight }) => scrollTop / (scrollHeight - clientHeight),
  )
  if (down ? place < 0.9 : place > 0.1) throw new Error(`The scrollbar was dragged to ${place} of the list.`)
}

async function turnWheel(page: Page, down: boolean): Promise<void> {
  await page.getByRole('grid', { name: 'Events' }).hover()
  for (let notch = 0; notch < NOTCHES; notch++) await page.mouse.wheel(0, down ? 400 : -400)
}

async function heapMB(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize / 1e6
}
