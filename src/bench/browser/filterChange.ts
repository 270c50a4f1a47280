import type { Page } from '@playwright/test'
import { benchRow, type BenchRow } from '../row.ts'
import { whatToAsk } from '../server/whatToAsk.ts'
import { FELT_AT_ONCE } from '../targets.ts'
import { LIST_SETTLED, settledOn } from './conditions.ts'
import { paintedAfter, untilShown } from './probes.ts'

const TIMES = 11
/** A person looks up before pressing Enter; by then the suggestions are shown. */
const BREATH_MS = 500

/**
 * From Enter in the filter bar to painted rows. Every turn has another filter, which was not used
 * before.
 */
export async function measureFilterChange(page: Page, origin: string): Promise<BenchRow[]> {
  const { users, buckets, eventNames } = await whatToAsk({ origin })
  await page.goto(origin)
  const row = async (work: string, name: string, values: readonly string[]) => {
    const taken: number[] = []
    // The first turn warms the page up.
    for (const value of values.slice(0, TIMES + 1)) taken.push(await enterFilter(page, name, value))
    return benchRow(work, 'ms', taken.slice(1), FELT_AT_ONCE)
  }
  return [
    await row('filter change to painted rows, a user', 'userName', users),
    await row('filter change to painted rows, a path', 'requestParameters.bucketName', buckets),
    await row('filter change to painted rows, free text', 'text', eventNames),
  ]
}

async function enterFilter(page: Page, name: string, value: string): Promise<number> {
  await untilShown(page, LIST_SETTLED)
  const input = page.getByRole('combobox', { name: 'Filter events' })
  await input.fill(typed(name, value))
  await page.waitForTimeout(BREATH_MS)
  const took = await paintedAfter(page, { key: 'Enter' }, settledOn(name, value), () => input.press('Enter'))
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await untilShown(page, "location.search === ''")
  return took
}

/** A field is typed by its label; a path is its own. */
function typed(name: string, value: string): string {
  if (name === 'text') return value
  return `${name === 'userName' ? 'User name' : name} = ${value}`
}
