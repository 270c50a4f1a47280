import { expect, test } from './fixtures.ts'
import { record, writeLogFile } from './logFiles.ts'

test('log files given to the simulated account are loaded into a store of their own, which is named, linked, renamed and deleted', async ({
  folder,
  page,
  simulatedAccount,
  eventHistory,
}) => {
  const store = page.getByTitle(/^Event data store: /)
  const log = await writeLogFile(folder, 'incident.json', [record(1), record(2)])
  await eventHistory.open()
  await expect(store).toContainText('Simulated account')
  await expect(eventHistory.heading).toHaveText(/\(\d/)
  const simulated = await eventHistory.heading.textContent()

  const dialog = page.waitForEvent('filechooser')
  await eventHistory.chooseLogFiles()
  await (await dialog).setFiles([log])
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('incident')
  await page.getByRole('button', { name: 'Load 1 log file' }).click()
  await expect(eventHistory.heading).toHaveText('Event history (2)')
  await expect(store).toContainText('incident')

  // The address reproduces it, the simulated account is as it was, and Back and Forward switch.
  await page.reload()
  await expect(eventHistory.heading).toHaveText('Event history (2)')
  await store.click()
  await page.getByRole('link', { name: 'Simulated account' }).click()
  await expect(eventHistory.heading).toHaveText(simulated!)
  await page.goBack()
  await expect(eventHistory.heading).toHaveText('Event history (2)')

  await store.click()
  await page.getByRole('button', { name: 'Rename…' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Incident 42')
  await page.getByRole('button', { name: 'Rename', exact: true }).click()
  await expect(store).toContainText('Incident 42')

  await store.click()
  await page.getByRole('button', { name: 'Delete…' }).click()
  await expect(page.getByText('Delete Incident 42 with 2 events and 0 notes?')).toBeVisible()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(store).toContainText('Simulated account')
  await expect(eventHistory.heading).toHaveText(simulated!)
  const { stores } = (await (await fetch(`${simulatedAccount.origin}/api/stores`)).json()) as {
    stores: unknown[]
  }
  expect(stores).toHaveLength(1)
})

test.describe('a link to a store that was deleted', () => {
  test.use({ expectedProblems: [/status of 404/] })

  test('says so, and leads on', async ({ page, simulatedAccount, eventHistory }) => {
    await page.goto(`${simulatedAccount.origin}/?store=gone`)
    await expect(page.getByRole('heading', { name: 'Event data store not found' })).toBeVisible()
    await page.getByRole('button', { name: 'Open Simulated account' }).click()
    await expect(eventHistory.rows.first()).toBeVisible()
  })
})
