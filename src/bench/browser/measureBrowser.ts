import type { BenchRow } from '../row.ts'
import { measureColdLoad } from './coldLoad.ts'
import { measureFilterChange } from './filterChange.ts'
import { measureInvestigating } from './investigate.ts'
import { openBrowser, VIEW } from './openBrowser.ts'
import { measureOpenRecord } from './openRecord.ts'
import { measureShortcuts } from './shortcuts.ts'
import { measureSweep } from './sweep.ts'

/**
 * The times that a person at the page notices, in the browser that was found; null if there is
 * none.
 */
export async function measureBrowser(origin: string): Promise<BenchRow[] | null> {
  const browser = await openBrowser()
  if (!browser) return null
  try {
    const rows = await measureColdLoad(browser, origin)
    const measures = [
      measureFilterChange,
      measureInvestigating,
      measureShortcuts,
      measureOpenRecord,
      measureSweep,
    ]
    for (const measure of measures) {
      const context = await browser.newContext(VIEW)
      rows.push(...(await measure(await context.newPage(), origin)))
      await context.close()
    }
    return rows
  } finally {
    await browser.close()
  }
}
