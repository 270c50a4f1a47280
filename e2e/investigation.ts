import { loaded } from './api.ts'
import { EventHistoryPage } from './EventHistoryPage.ts'
import { expect, test as base } from './fixtures.ts'
import { realLogFiles } from './logFiles.ts'
import { plainRecords, type PlainRecord } from './plainRecords.ts'

interface InvestigationWorker {
  /** All that there is to find, by plain lines over the files. */
  readonly records: readonly PlainRecord[]
}

/** A test that starts cold: Event history of all public log files, on a fresh page at `/`. */
export const test = base.extend<{ readonly investigation: EventHistoryPage }, InvestigationWorker>({
  records: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads from the pattern which other fixtures one needs
    async ({}, use) => use(plainRecords(realLogFiles()!)),
    { scope: 'worker' },
  ],

  investigation: async ({ page, serverWith }, use) => {
    const server = await serverWith('--in-memory', realLogFiles()!)
    const { eventCount } = await loaded(server)
    const eventHistory = new EventHistoryPage(page, server.origin)
    await eventHistory.open('/')
    await expect(eventHistory.heading).toHaveText(titleOf(eventCount))
    await expect(eventHistory.filterInput).toBeVisible()
    await use(eventHistory)
  },
})

/** The page's title when this number of events matches. */
export const titleOf = (count: number): string => `Event history (${count.toLocaleString('en-US')})`

/** A time as a row shows it. */
export const shown = (time: string | undefined): string =>
  `${(time ?? '').replace('T', ' ').replace('Z', '')} UTC`

export const byTime = (one: PlainRecord, other: PlainRecord): number =>
  (one.eventTime ?? '') < (other.eventTime ?? '') ? -1 : 1

/** How often each text is there, the most frequent first. */
export function tally(texts: readonly (string | undefined)[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const text of texts) if (text) counts[text] = (counts[text] ?? 0) + 1
  return counts
}

/** The same texts in an order that can be compared. */
export const sorted = (texts: readonly (string | null | undefined)[]): readonly string[] =>
  texts.map((text) => text ?? '').toSorted()
