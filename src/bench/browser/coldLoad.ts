import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from '@playwright/test'
import type { LookupEventsResponse } from '../../api/lookupEvents.ts'
import { timingOf } from '../measure.ts'
import { benchRow, type BenchRow } from '../row.ts'
import { ANSWERS_KEYS, FIRST_ROW } from '../targets.ts'
import { ask } from '../../testing/ask.ts'
import { FIRST_BARE_ROW, FIRST_EVENT_ROW, GRID } from './conditions.ts'
import { VIEW } from './openBrowser.ts'
import { watchFromStart } from './probes.ts'

const TIMES = 15

/**
 * From an empty cache to the first event row, beside a page that is nothing but the same 50 rows in
 * HTML.
 */
export async function measureColdLoad(browser: Browser, origin: string): Promise<BenchRow[]> {
  const bare = await serveBarePage(origin)
  const [console, page, grid]: [number[], number[], number[]] = [[], [], []]
  await coldLoad(browser, origin, FIRST_EVENT_ROW)
  for (let turn = 0; turn < TIMES; turn++) {
    page.push(await coldLoad(browser, bare.origin, FIRST_BARE_ROW))
    console.push(await coldLoad(browser, origin, FIRST_EVENT_ROW))
    grid.push(await coldLoad(browser, origin, GRID))
  }
  bare.close()
  const besideBarePage = (row: BenchRow): BenchRow => ({
    ...row,
    ofBarePage: row.value / timingOf(page).median,
  })
  return [
    besideBarePage(benchRow('cold load to first event row', 'ms', console, FIRST_ROW)),
    besideBarePage(benchRow('cold load to a list that takes keys', 'ms', grid, ANSWERS_KEYS)),
    benchRow('cold load of a bare page with the same 50 rows', 'ms', page),
  ]
}

async function coldLoad(browser: Browser, origin: string, condition: string): Promise<number> {
  const context = await browser.newContext(VIEW)
  const page = await context.newPage()
  await watchFromStart(page, condition)
  await page.goto(origin)
  const painted = await page.evaluate(() => window.painted)
  await context.close()
  return painted
}

async function serveBarePage(consoleOrigin: string) {
  const { events } = await ask<LookupEventsResponse>({ origin: consoleOrigin }, '/api/events')
  const rows = events.map(({ eventName, eventTime, userName, eventSource, resources }) =>
    [eventName, eventTime, userName, eventSource, resources[0]?.resourceType, resources[0]?.resourceName]
      .map((text) => `<td>${escape(text ?? '')}</td>`)
      .join(''),
  )
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Events</title><table><tbody>${rows
    .map((cells) => `<tr>${cells}</tr>`)
    .join('')}</tbody></table></html>`
  const server = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(html)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
