import type { Page } from '@playwright/test'
import { FLEET_USER } from '../log-files/largeRecord.ts'
import { benchRow, type BenchRow } from '../row.ts'
import { FELT_AT_ONCE } from '../targets.ts'
import { ask } from '../../testing/ask.ts'
import { LIST_SETTLED, RECORD_CLOSED, RECORD_OPEN } from './conditions.ts'
import { paintedAfter, untilShown } from './probes.ts'

const TIMES = 15

/**
 * From Enter on a row to the painted record of an event of 256 KB. Every turn has another event.
 */
export async function measureOpenRecord(page: Page, origin: string): Promise<BenchRow[]> {
  const filter = `userName=${FLEET_USER}`
  const { count } = await ask<{ count: number }>({ origin }, `/api/events/count?${filter}`)
  await page.goto(`${origin}/?${filter}`)
  await untilShown(page, LIST_SETTLED)
  await page.waitForLoadState('networkidle')
  await page.getByRole('grid', { name: 'Events' }).focus()
  const taken: number[] = []
  for (let turn = 0; turn < Math.min(TIMES, count); turn++) {
    await page.keyboard.press('j')
    taken.push(await paintedAfter(page, { key: 'Enter' }, RECORD_OPEN, () => page.keyboard.press('Enter')))
    await page.keyboard.press('Escape')
    await untilShown(page, RECORD_CLOSED)
  }
  return [benchRow('open a record of 256 KB', 'ms', taken, FELT_AT_ONCE)]
}
