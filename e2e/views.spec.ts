import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { PRESETS } from '../src/filter/presets/presets.ts'
import { presetFilter } from '../src/filter/presets/preset.ts'
import { printFilter } from '../src/filter/params.ts'
import { ask } from '../src/testing/ask.ts'
import { violations } from './axe.ts'
import { EventHistoryPage } from './EventHistoryPage.ts'
import { expect, test } from './fixtures.ts'
import { record, writeLogFile } from './logFiles.ts'

/** The name of a view that tries to be more than a name. */
const HOSTILE = 'a/b <img src=x onerror=alert(1)> ‮100%'

const DENIED = { errorCode: 'AccessDenied', eventName: 'GetObject', eventSource: 's3.amazonaws.com' }
const bucket = (eventName: string, bucketName: string) => ({
  eventName,
  eventSource: 's3.amazonaws.com',
  readOnly: false,
  requestParameters: { bucketName },
})
const RECORDS = [
  ...Array.from({ length: 5 }, (_, i) => record(i)),
  ...Array.from({ length: 3 }, (_, i) => record(10 + i, DENIED)),
  record(20, bucket('CreateBucket', 'old-logs')),
  record(21, bucket('DeleteBucket', 'old-logs')),
  record(22, { ...bucket('DeleteBucket', 'new-logs') }),
]

const dialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Views' })
const search = (page: Page): Locator => dialog(page).getByRole('searchbox', { name: 'Search views' })
const row = (page: Page, name: string): Locator =>
  dialog(page).getByRole('listitem').filter({ hasText: name })
const present = (page: Page): Locator => page.getByRole('group', { name: /^View / })

async function openViews(page: Page, tab?: RegExp): Promise<void> {
  await new EventHistoryPage(page, '').openViews()
  if (tab) await dialog(page).getByRole('tab', { name: tab }).click()
}

async function saveView(page: Page, name: string): Promise<void> {
  await new EventHistoryPage(page, '').saveView(name)
}

test.describe('saved views', () => {
  // A name that is taken is answered so; a killed server not at all.
  test.use({ expectedProblems: [/status of 412/] })

  test('a view is saved, changed, reverted, renamed, deleted and had back; a killed server keeps what it acknowledged', async ({
    folder,
    ownServerWith,
    page,
  }) => {
    const log = await writeLogFile(folder, 'log.json', RECORDS)
    const data = join(folder, 'data')
    const server = await ownServerWith('--data', data, log)
    let history = new EventHistoryPage(page, server.origin)
    await history.open('/?errorCode!=&order=oldest')
    await saveView(page, HOSTILE)
    await expect(present(page)).toContainText('a/b <img src=x onerror=alert(1)>')
    await expect(present(page)).not.toContainText('modified')
    await expect(history.heading).toContainText('(3)')

    await test.step('changed, it says so; reverted, it is as it was', async () => {
      await history.clearFilters.click()
      await expect(present(page)).toContainText('modified')
      await present(page)
        .getByRole('button', { name: /^Revert/ })
        .click()
      await expect(present(page)).not.toContainText('modified')
      await expect(page).toHaveURL(/errorCode!=.*order=oldest/)
    })

    await test.step('changes are saved into it', async () => {
      await history.filterBy('eventSource = s3.amazonaws.com')
      await present(page).getByRole('button', { name: /^Save/ }).click()
      await expect(present(page)).not.toContainText('modified')
    })

    await test.step('another under the same name replaces it only when that is said', async () => {
      await page.goto(`${server.origin}/?eventName=DeleteBucket&range=30d`)
      await history.heading.waitFor()
      await saveView(page, HOSTILE)
      const saving = page.getByRole('dialog', { name: 'Save view' })
      await expect(saving.getByText('already exists. Replace it')).toBeVisible()
      await saving.getByRole('textbox', { name: /^Name/ }).fill('Frozen')
      await saving.getByRole('radio', { name: /^Fix to these dates/ }).check()
      await saving.getByRole('button', { name: 'Save', exact: true }).click()
      await expect(page).toHaveURL(/startTime=.*endTime=.*view=Frozen/)
    })

    await test.step('killed and started again, the server has both, and a person can read them', async () => {
      // What is under way on the page would break off.
      await page.goto('about:blank')
      await server.stop('SIGKILL')
      const again = await ownServerWith('--data', data, '--no-live', log)
      history = new EventHistoryPage(page, again.origin)
      const { views } = JSON.parse(await readFile(join(data, 'log-files.views.json'), 'utf8')) as {
        views: { name: string; query: string }[]
      }
      expect(views.map(({ name }) => name)).toEqual([HOSTILE, 'Frozen'])
      expect(views[0]!.query).toMatch(
        /^errorCode!=&eventSource=s3\.amazonaws\.com&order=oldest&columns=eventName/,
      )
      await history.open()
      await openViews(page)
      await expect(row(page, 'a/b').getByRole('link')).toHaveAccessibleDescription(/3 events/)
      await expect(row(page, 'Frozen').getByRole('link')).toHaveAccessibleDescription(/0 events/)
    })

    await test.step('renamed, deleted, and had back', async () => {
      await row(page, 'a/b')
        .getByRole('button', { name: /^Rename/ })
        .click()
      const renaming = page.getByRole('dialog', { name: 'Rename view' })
      await renaming.getByRole('textbox', { name: /^Name/ }).fill('Refused in S3')
      await renaming.getByRole('textbox', { name: /^Description/ }).fill('What the build role may not.')
      await renaming.getByRole('button', { name: 'Save' }).click()
      await row(page, 'Frozen')
        .getByRole('button', { name: /^Delete/ })
        .click()
      await expect(row(page, 'Frozen')).toHaveCount(0)
      await dialog(page).getByRole('button', { name: 'Undo deleting Frozen' }).click()
      await expect(row(page, 'Frozen')).toBeVisible()
      await row(page, 'Refused in S3').getByRole('link').click()
      await expect(history.heading).toContainText('(3)')
      await expect(present(page)).toContainText('Refused in S3')
    })

    await test.step('the navigation lists them', async () => {
      await page.getByRole('button', { name: 'Open navigation' }).click()
      await page.getByRole('navigation').getByRole('link', { name: 'Frozen' }).click()
      await expect(page).toHaveURL(/view=Frozen/)
    })
  })
})

test('by keyboard a preset is found, counted and asked, and one that needs a value asks for it', async ({
  eventHistoryOf,
  page,
}) => {
  const history = await eventHistoryOf(RECORDS)
  await history.open()
  await history.grid.press('j')
  const focused = await page.evaluate(() => document.activeElement?.getAttribute('role'))
  await page.keyboard.press('v')
  await expect(search(page)).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(dialog(page)).toBeHidden()
  expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe(focused)

  await page.keyboard.press('v')
  await page.keyboard.type('denied calls')
  await expect(row(page, 'Denied calls').getByRole('link')).toHaveAccessibleDescription(/3 events/)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(history.heading).toContainText('(3)')
  await expect(page.getByText('Denied calls', { exact: true })).toBeVisible()

  await page.keyboard.press('v')
  await page.keyboard.type('who deleted')
  await page.keyboard.press('Enter')
  const asking = page.getByRole('dialog', { name: 'Who deleted this?' })
  await page.keyboard.type('logs')
  await expect(asking.getByRole('option', { name: /^old-logs/ })).toBeVisible()
  await expect(asking.getByRole('option', { name: /^old-logs/ }), 'only deletions are counted').toContainText(
    '1 event',
  )
  await page.keyboard.type('x')
  await page.keyboard.press('Backspace')
  await asking.getByRole('combobox').fill('old-logs')
  await page.keyboard.press('Enter')
  await expect(history.heading).toContainText('(1)')
  await expect(page).toHaveURL(/errorCode=&eventName=DeleteBucket&text=old-logs/)

  await test.step('by mouse it takes two clicks and a few letters', async () => {
    await history.go()
    const clicks = await history.countClicks()
    await page.keyboard.press('v')
    await row(page, 'Who deleted this?').getByText('Who deleted this?').click()
    await page.keyboard.type('old')
    await asking.getByRole('option', { name: /^old-logs/ }).click()
    await page.keyboard.press('Enter')
    await expect(history.heading).toContainText('(1)')
    expect(await clicks()).toBe(2)
  })
})

test('recent searches can be repeated and removed, and need not be saved', async ({
  eventHistoryOf,
  page,
}) => {
  const history = await eventHistoryOf(RECORDS)
  await history.open()
  for (const name of ['CreateBucket', 'DeleteBucket']) {
    await history.go(`/?eventName=${name}`)
    await expect
      .poll(() => page.evaluate(() => localStorage.getItem('event-history-searches')))
      .toContain(`eventName=${name}`)
  }
  await openViews(page, /^Recent/)
  const searches = dialog(page).getByRole('listitem')
  await expect(searches).toHaveCount(2)
  await expect(searches.first()).toContainText(/eventName=DeleteBucket.* · 2 events at the time/)
  await dialog(page).getByRole('button', { name: 'Remove eventName=DeleteBucket' }).click()
  await expect(searches).toHaveCount(1)
  await searches.first().getByRole('link').click()
  await expect(history.heading).toContainText('(1)')

  await openViews(page, /^Recent/)
  await dialog(page)
    .getByRole('checkbox', { name: /^Save recent searches/ })
    .uncheck()
  await expect(searches).toHaveCount(0)
  await page.reload()
  await history.grid.waitFor()
  await openViews(page, /^Recent/)
  await expect(dialog(page).getByText('Recent searches are not saved.')).toBeVisible()
})

test('presets show the counts that the server gives; axe finds nothing in the views, listed, searched, asked for a value and saved', async ({
  eventHistory,
  page,
  simulatedAccount,
}) => {
  await eventHistory.open('/?range=all')
  await openViews(page, /^Presets/)
  // The counts themselves are tested against plain code (testing/presetsOnRecords.test.ts).
  for (const preset of PRESETS.filter(({ asks }) => !asks).filter((_, number) => number % 6 === 0)) {
    const query = printFilter(presetFilter(preset, { kind: 'all' }))
    const { count } = await ask<{ count: number }>(simulatedAccount, `/api/events/count?${query}`)
    const link = dialog(page).getByRole('link', { name: preset.name, exact: true })
    await link.scrollIntoViewIfNeeded()
    await expect(link, preset.name).toHaveAccessibleDescription(
      new RegExp(`${count.toLocaleString('en-US')} events?$`),
    )
  }

  await test.step('axe', async () => {
    await page.keyboard.press('Escape')
    await eventHistory.go('/?errorCode!=')
    await openViews(page, /^Presets/)
    await expect(dialog(page).getByText('events').first()).toBeVisible()
    expect(await violations(page)).toEqual([])
    await search(page).fill('access key')
    await dialog(page).getByRole('button', { name: 'What did this access key do?' }).click()
    await expect(page.getByRole('dialog', { name: 'What did this access key do?' })).toBeVisible()
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await openViews(page)
    await dialog(page).getByRole('button', { name: 'Save view' }).click()
    await page
      .getByRole('dialog', { name: 'Save view' })
      .getByRole('button', { name: 'Save', exact: true })
      .click()
    await expect(page.getByText('Enter a name.')).toBeVisible()
    expect(await violations(page)).toEqual([])
  })
})
