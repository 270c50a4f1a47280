import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { violations } from './axe.ts'
import { EventHistoryPage } from './EventHistoryPage.ts'
import { expect, test } from './fixtures.ts'

/** An event that failed: its details have every block. */
const FAILED = '/?errorCode!=&readOnly=false'

test('axe finds nothing on Event history with a hint on what is typed, with an event opened, on its page, where nothing is left, and in the help', async ({
  eventHistory,
  page,
}) => {
  await eventHistory.open(FAILED)
  await expect(eventHistory.rows.first()).toBeVisible()
  await eventHistory.filterInput.fill('eventName=Run*')
  // Its suggestions are outside all regions.
  await eventHistory.filterInput.press('Escape')
  await expect(page.getByRole('list', { name: 'Hints' })).toBeVisible()
  expect(await violations(page)).toEqual([])
  await eventHistory.filterInput.fill('')
  await eventHistory.openEvent()
  expect(await violations(page)).toEqual([])

  await test.step('on the page of an event', async () => {
    await eventHistory.openAsPage.click()
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(eventHistory.record).toBeVisible()
    expect(await violations(page)).toEqual([])
  })

  await test.step('where a range or a filter leaves nothing', async () => {
    await eventHistory.go('/?startTime=2001-01-01&endTime=2001-01-02')
    await expect(page.getByRole('heading', { name: 'No events in this time range' })).toBeVisible()
    expect(await violations(page)).toEqual([])
    await eventHistory.go('/?eventName=NoSuchName&readOnly=true')
    await expect(page.getByRole('heading', { name: 'No events match this filter' })).toBeVisible()
    await expect(page.getByText(/[\d,]+ events without /).first()).toBeVisible()
    expect(await violations(page)).toEqual([])
  })

  await test.step('? explains the keys', async () => {
    await page.keyboard.press('?')
    await expect(eventHistory.keyboardHelp).toBeVisible()
    expect(await violations(page)).toEqual([])
  })
})

test('axe finds nothing where nothing is loaded, in a notice, and in the import report', async ({
  folder,
  ownServerWith,
  page,
}) => {
  const empty = join(folder, 'empty')
  await mkdir(empty)
  const eventHistory = new EventHistoryPage(page, (await ownServerWith('--in-memory', empty)).origin)
  await page.goto(eventHistory.origin)
  await expect(page.getByRole('heading', { name: 'No events' })).toBeVisible()
  expect(await violations(page)).toEqual([])

  const broken = join(folder, 'a-log-file-with-a-long-name-that-does-not-fit.json')
  await writeFile(broken, '{"Records":[{"eventVersion":"1.08",]}')
  const dialog = page.waitForEvent('filechooser')
  await eventHistory.loadLogFiles.first().click()
  await (await dialog).setFiles(broken)
  await expect(eventHistory.reports).toHaveText(/1 file skipped/)
  expect(await violations(page)).toEqual([])
  await eventHistory.reports.getByRole('link', { name: 'Import report' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'long-name' }).first()).toBeVisible()
  expect(await violations(page)).toEqual([])
})

test('the first Tab skips to the list; counts and the live tail are announced; the window is named for the view', async ({
  eventHistory,
  page,
}) => {
  await eventHistory.open('/?readOnly=false')
  await expect(eventHistory.rows.first()).toBeVisible()
  await expect(page).toHaveTitle('readOnly=false · Event History Console')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to main content' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(eventHistory.grid).toBeFocused()

  const said = page.getByRole('status')
  await eventHistory.filterBy('eventName = PutObject')
  await expect(said.filter({ hasText: /^[\d,]+ events?$/ })).toBeAttached()
  await expect(page).toHaveTitle('readOnly=false eventName=PutObject · Event History Console')
  await page.getByRole('button', { name: 'Live tail' }).click()
  await expect(said.filter({ hasText: 'Live tail on' })).toBeAttached()
  await eventHistory.openEvent()
  await expect(page).toHaveTitle(/^PutObject · readOnly=false eventName=PutObject · Event/)
})
