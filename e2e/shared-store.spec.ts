import { noChdb, startChdb, type ServerUnderTest } from '../src/testing/clickhouse/chdb.ts'
import { loaded, post } from './api.ts'
import { EventHistoryPage } from './EventHistoryPage.ts'
import { expect, test } from './fixtures.ts'
import { record } from './logFiles.ts'

test.skip(noChdb !== null, noChdb ?? '')

let database: ServerUnderTest

test.beforeAll(async () => {
  database = await startChdb()
})
test.afterAll(() => database.stop())

test('consoles on one database show the same events, whichever loads them', async ({
  logFileOf,
  ownServerWith,
  page,
}) => {
  const address = `${database.address}/trail`
  const logFile = await logFileOf([record(1), record(2, { errorCode: 'AccessDenied' })])
  const loader = await ownServerWith('--store', address, logFile)
  await loaded(loader)
  const reader = await ownServerWith('--store', address)
  const eventHistory = new EventHistoryPage(page, reader.origin)
  await eventHistory.open('/?range=all')
  await expect(eventHistory.heading).toHaveText('Event history (2)')
  await eventHistory.filterBy('Error code = AccessDenied')
  await expect(eventHistory.heading).toHaveText('Event history (1)')
  await post(
    loader,
    'more.json',
    JSON.stringify({
      Records: [record(2, { errorCode: 'AccessDenied' }), record(3, { errorCode: 'AccessDenied' })],
    }),
  )
  await expect
    .poll(async () => {
      await page.reload()
      return eventHistory.heading.textContent()
    })
    .toBe('Event history (2)')
})

test.describe('what the database offers itself', () => {
  test.use({ expectedProblems: [/501/] })

  test('is said where SQL is run', async ({ logFileOf, ownServerWith, page }) => {
    const server = await ownServerWith('--store', `${database.address}/other`, await logFileOf([record(1)]))
    await page.goto(`${server.origin}/sql`)
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await expect(page.getByText('Use the tools of the database')).toBeVisible()
  })
})
