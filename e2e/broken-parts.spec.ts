import type { Page, Route } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { record } from './logFiles.ts'

/** The page logs what it could not draw, and the first view what it could not. */
test.use({
  expectedProblems: [
    /^console error: (A part of the page (can’t be displayed|was drawn in a second attempt)|TypeError)/,
  ],
})

test.afterEach(({ page }) => page.unrouteAll({ behavior: 'ignoreErrors' }))

/** Lets the server answer, and breaks what it says before the page reads it. */
async function breakAnswers(page: Page, path: RegExp, change: (answer: never) => unknown): Promise<void> {
  await page.route(path, async (route: Route) => {
    const response = await route.fetch()
    await route.fulfill({ response, json: change((await response.json()) as never) })
  })
}

const EVENTS = /\/api\/events\?/
const RECORDS = [record(1), record(2), record(3)]

test('what cannot be drawn, a cell, a facet, the histogram, a part of an event, says so alone, and everything else stays', async ({
  eventHistoryOf,
  page,
}) => {
  const eventHistory = await eventHistoryOf(RECORDS)
  let broken = true
  await breakAnswers(page, EVENTS, (answer: { events: { resources: unknown }[] }) => {
    if (broken) answer.events[1]!.resources = null
    return answer
  })
  await breakAnswers(page, /\/api\/events\/values\?.*field=userName/, () => ({
    field: 'userName',
    values: [{ value: 7, count: 1 }],
    distinct: 1,
  }))
  await breakAnswers(page, /\/api\/events\/histogram/, () => ({ interval: 'PT1H', buckets: [null] }))
  await breakAnswers(page, /\/api\/events\/[^/]+\/position/, (answer: { event: { resources: unknown } }) => {
    answer.event.resources = null
    return answer
  })
  // What a browser lacks that is too old for marks in the text of the record.
  await page.addInitScript(() => Reflect.deleteProperty(window, 'Highlight'))
  await eventHistory.open()
  await test.step('a facet says so, and the others stay', async () => {
    const message = eventHistory.facets.getByRole('alert')
    await expect(message).toContainText('User name can’t be displayed.')
    await expect(message.getByRole('button', { name: 'Reload' })).toBeVisible()
    await expect(message.getByRole('button', { name: 'Copy details' })).toBeVisible()
    await expect(eventHistory.facet('Event name').getByRole('checkbox').first()).toBeVisible()
    await expect(eventHistory.rows).toHaveCount(3)
  })

  await test.step('a histogram leaves list and filter alive', async () => {
    await expect(
      page.getByRole('alert').filter({ hasText: 'The histogram can’t be displayed.' }),
    ).toBeVisible()
    await expect(eventHistory.rows).toHaveCount(3)
    await eventHistory.filterBy(`eventName = ${String(RECORDS[0]!['eventName'])}`)
    await expect(eventHistory.filterTokens).toHaveCount(1)
    await eventHistory.clearFilters.click()
    await expect(eventHistory.filterTokens).toHaveCount(0)
  })

  await test.step('a section of the event details and the record fail alone', async () => {
    await eventHistory.openEvent()
    const alert = (text: string) => eventHistory.details.getByRole('alert').filter({ hasText: text })
    await expect(alert('Resources referenced can’t be displayed.')).toBeVisible()
    await expect(eventHistory.detail('Event ID')).not.toBeEmpty()

    await eventHistory.details.getByRole('button', { name: 'Text', exact: true }).click()
    await expect(alert('Event record can’t be displayed.')).toContainText('Highlight')
    await expect(eventHistory.detail('Event ID')).not.toBeEmpty()
    await eventHistory.nextEvent.click()
    await expect(eventHistory.record).toBeVisible()
    await eventHistory.closeDetails.click()
    await expect(eventHistory.rows).toHaveCount(3)
  })

  await test.step('a cell leaves the others and the other rows alive, and comes back with data that can be drawn', async () => {
    const row = eventHistory.rows.nth(1)
    await expect(eventHistory.cell(row, 'resource')).toHaveText('can’t be displayed')
    await expect(
      eventHistory.cell(row, 'resource').getByTitle(/^This value can’t be displayed: /),
    ).toBeVisible()
    await expect(eventHistory.cell(row, 'eventName').getByRole('link')).toBeVisible()
    await expect(eventHistory.cell(row, 'userName')).not.toHaveText('can’t be displayed')
    await expect(eventHistory.cell(eventHistory.rows.nth(0), 'resource')).not.toHaveText('can’t be displayed')
    await expect(eventHistory.heading).toContainText('(3)')

    broken = false
    await eventHistory.refresh.click()
    await expect(eventHistory.grid.getByText('can’t be displayed')).toHaveCount(0)
    await expect(eventHistory.rows).toHaveCount(3)
  })
})
