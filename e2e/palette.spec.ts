import { violations } from './axe.ts'
import type { EventHistoryPage } from './EventHistoryPage.ts'
import { expect, test } from './fixtures.ts'
import { eventID, record } from './logFiles.ts'

const BOB = {
  userIdentity: {
    type: 'IAMUser',
    arn: 'arn:aws:iam::111122223333:user/bob',
    accountId: '111122223333',
    accessKeyId: 'AKIAI44QH8DHBEXAMPLE',
    userName: 'bob',
  },
  eventName: 'StopLogging',
  eventSource: 'cloudtrail.amazonaws.com',
  readOnly: false,
}
const RECORDS = [record(1), record(2), record(3, { sourceIPAddress: '198.51.100.7' }), record(4, BOB)]

const paletteOf = ({ page }: EventHistoryPage) => {
  const dialog = page.getByRole('dialog', { name: 'Command palette' })
  return {
    dialog,
    field: dialog.getByRole('combobox'),
    option: (name: string | RegExp) => dialog.getByRole('option', { name }),
    active: dialog.getByRole('option', { selected: true }),
  }
}

test('Ctrl K does what the keyboard help and the buttons do, and gives the focus back', async ({
  eventHistoryOf,
  page,
}) => {
  const eventHistory = await eventHistoryOf(RECORDS)
  const { dialog, field, option, active } = paletteOf(eventHistory)
  await eventHistory.open()
  await eventHistory.grid.focus()
  await page.keyboard.press('Control+k')
  await expect(field).toBeFocused()
  await expect(option('Refresh')).toContainText('r')
  // What cannot be done now is not there.
  await expect(option('Next event')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(eventHistory.grid).toBeFocused()

  // By mouse as well; with a letter wrong, and words in any order.
  await page.getByRole('button', { name: 'Command palette' }).click()
  await page.keyboard.type('first oldset')
  await expect(active).toHaveText('Oldest first')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/order=oldest/)

  // What is typed into the filter does not keep Ctrl K from it.
  await eventHistory.filterInput.focus()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('keyboard')
  await page.keyboard.press('Enter')
  await expect(eventHistory.keyboardHelp).toBeVisible()
  await expect(eventHistory.keyboardHelp).toContainText('Ctrl K')
  // An open dialog has the page to itself.
  await page.keyboard.press('Control+k')
  await expect(dialog).toBeHidden()
  await page.keyboard.press('Escape')

  await page.keyboard.press('Control+k')
  await page.keyboard.type('zzz qqq')
  await expect(option(/^Search all records for/)).toBeVisible()
  await field.fill('import rep')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Import report', level: 1 })).toBeVisible()
  // From any page.
  await page.keyboard.press('Control+k')
  await page.keyboard.type('event history')
  await page.keyboard.press('Enter')
  await expect(eventHistory.grid).toBeVisible()

  await test.step('axe finds nothing in it, and in the menu of what was pasted', async () => {
    await eventHistory.go('/?readOnly=false')
    await page.keyboard.press('Control+k')
    await expect(option('Refresh')).toBeVisible()
    expect(await violations(page)).toEqual([])
    await field.fill('AKIAI44QH8DHBEXAMPLE')
    await expect(option(/^Calls signed with this key/).first()).toContainText('1 event')
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.evaluate(() => navigator.clipboard.writeText('192.0.2.10'))
    await page.keyboard.press('Control+v')
    await expect(eventHistory.menuItem('Calls from this address').first()).toContainText('1 event')
    expect(await violations(page)).toEqual([])
  })
})

test('it leads from a field to its values with their counts, to columns and facets, and to what a text means', async ({
  eventHistoryOf,
  page,
}) => {
  const eventHistory = await eventHistoryOf(RECORDS)
  const { field, option, active } = paletteOf(eventHistory)
  await eventHistory.open()
  await expect(eventHistory.rows).toHaveCount(4)
  // Its code may still be on the way.
  await page.keyboard.press('Control+k')
  await page.keyboard.type('source ip')
  await expect(active).toContainText('Filter by Source IP address')
  await page.keyboard.press('Enter')
  await expect(option(/192\.0\.2\.10/)).toContainText('3 events')
  await expect(option(/198\.51\.100\.7/)).toContainText('1 event')
  // Backspace in an empty field goes back.
  await page.keyboard.press('Backspace')
  await expect(option(/^Focus the filter/)).toBeVisible()
  await page.keyboard.type('source ip')
  await expect(active).toContainText('Filter by Source IP address')
  await page.keyboard.press('Enter')
  await page.keyboard.type('198')
  await expect(active).toContainText('198.51.100.7')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/sourceIPAddress=198\.51\.100\.7/)
  await expect(eventHistory.rows).toHaveCount(1)

  // What is typed or pasted, with exact counts; without what the filter excludes.
  await page.keyboard.press('Control+k')
  await field.fill('AKIAI44QH8DHBEXAMPLE')
  await expect(option(/^Calls signed with this key/)).toContainText('1 event')
  await option(/^Calls signed with this key/).click()
  await expect(page).toHaveURL(/\?accessKeyId=AKIAI44QH8DHBEXAMPLE$/)
  await expect(eventHistory.row('StopLogging')).toHaveCount(1)

  // A plain word is a name of something, and a text in the records.
  await page.keyboard.press('Control+k')
  await field.fill('bob')
  await expect(option(/^bob/)).toContainText('1 event')
  await expect(option(/^Search all records for “bob”/)).toContainText('1 event')
  await field.fill(eventID(2))
  await expect(option(/^The event with this ID/)).toContainText('1 event')

  await field.fill('add column requestID')
  await expect(active).toContainText('Add column Request ID')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('columnheader', { name: /Request ID/ })).toBeVisible()
  await page.keyboard.press('Control+k')
  // The common questions, some of which ask for a value.
  await page.keyboard.press('Escape')
  await eventHistory.go('/load-report')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('Control+k')
  await field.fill('who deleted')
  await option(/^Who deleted this/).click()
  await expect(page.getByRole('dialog', { name: /deleted/i })).toBeVisible()
  await expect(page).not.toHaveURL(/load-report/)
})
