import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { eventID, record } from './logFiles.ts'

const RECORDS = [
  record(1),
  record(2, { eventName: 'DeleteTrail', readOnly: false }),
  record(3, { sourceIPAddress: '198.51.100.7' }),
]

/** Copies a text, and pastes it where the focus is. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text)
  await page.keyboard.press('Control+v')
}

test('what is pasted is recognised and offered, with exact counts, on the page and in the empty filter; text in rows can be selected', async ({
  eventHistoryOf,
  page,
}) => {
  const eventHistory = await eventHistoryOf(RECORDS)
  await eventHistory.open('/?readOnly=true')
  await expect(eventHistory.rows).toHaveCount(2)
  await eventHistory.grid.focus()

  // Nothing is applied that was not chosen, and the focus comes back.
  await paste(page, '198[.]51[.]100[.]7')
  const menu = page.getByRole('menu', { name: 'Pasted: IPv4 address' })
  await expect(menu.getByRole('menuitem').first()).toBeFocused()
  await expect(eventHistory.menuItem('Calls from this address').first()).toContainText('1 event')
  await expect(eventHistory.menuItem('Calls from nearby').first()).toContainText('1 event')
  await page.keyboard.press('Escape')
  await expect(menu).toBeHidden()
  await expect(eventHistory.grid).toBeFocused()
  await expect(page).toHaveURL(/\?readOnly=true$/)

  // The first offer narrows the present filter.
  await paste(page, '198.51.100.7')
  await expect(menu.getByRole('menuitem').first()).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\?readOnly=true&sourceIPAddress=198\.51\.100\.7$/)
  await expect(eventHistory.rows).toHaveCount(1)

  // A whole record, which the present filter hides: in its place.
  await page.keyboard.press('Home')
  await paste(page, JSON.stringify(RECORDS[1], null, 2))
  await expect(eventHistory.menuItem('This event')).toHaveCount(1)
  await expect(eventHistory.menuItem('This event')).toContainText('1 event')
  await eventHistory.menuItem('This event').click()
  await expect(page).toHaveURL(new RegExp(`\\?eventID=${eventID(2)}$`))
  await expect(eventHistory.row('DeleteTrail')).toHaveCount(1)

  // A link of another machine's console is followed here.
  await paste(page, 'http://localhost:4700/?eventName=DescribeInstances&order=oldest')
  await eventHistory.menuItem('Open the view in this link').click()
  await expect(page).toHaveURL(/\?eventName=DescribeInstances&order=oldest$/)
  await expect(eventHistory.rows).toHaveCount(2)

  // Nothing that is known: it can be looked for.
  await paste(page, 'no such words')
  await expect(eventHistory.menuItem('Search all records for')).toContainText('0 events')
  await page.keyboard.press('Escape')

  await test.step('into the empty filter it is offered too; Escape leaves it there, and other fields keep theirs', async () => {
    await eventHistory.go()
    await eventHistory.filterInput.focus()
    await paste(page, '2026-03-01 00:03:00 UTC')
    await expect(eventHistory.menuItem('That second')).toContainText('1 event')
    await page.keyboard.press('Escape')
    await expect(eventHistory.filterInput).toBeFocused()
    await expect(eventHistory.filterInput).toHaveValue('2026-03-01 00:03:00 UTC')

    // Where something is being written, a paste is a paste.
    await eventHistory.filterInput.fill('userName = ')
    await paste(page, 'alice')
    await expect(eventHistory.filterInput).toHaveValue('userName = alice')
    await eventHistory.filterInput.fill('')
    await paste(page, 'not authorized')
    await expect(eventHistory.filterInput).toHaveValue('not authorized')

    await eventHistory.filterInput.fill('')
    await paste(page, '2026-03-01T00:03:00Z')
    await eventHistory.menuItem('That second').click()
    await expect(page).toHaveURL(/startTime=2026-03-01T00:03:00Z&endTime=2026-03-01T00:03:00Z/)
    await expect(eventHistory.rows).toHaveCount(1)
    await expect(eventHistory.filterInput).toHaveValue('')
  })

  await test.step('text can be selected in a row, over rows and in a link, and nothing opens', async () => {
    await eventHistory.go()
    await expect(eventHistory.rows).toHaveCount(3)
    const selected = () => page.evaluate(() => document.getSelection()?.toString() ?? '')
    const user = eventHistory.cell(eventHistory.rows.nth(0), 'userName')
    await eventHistory.selectText(user.getByText('alice'))
    expect(await selected()).toBe('alice')
    await expect(page).not.toHaveURL(/event=/)

    const link = await eventHistory.rows.nth(1).getByRole('link').boundingBox()
    const other = await eventHistory.cell(eventHistory.rows.nth(2), 'userName').boundingBox()
    if (!link || !other) throw new Error('The rows have no place.')
    const middle = link.y + link.height / 2
    await page.mouse.move(link.x + 2, middle)
    await page.mouse.down()
    await page.mouse.move(link.x + link.width - 4, middle, { steps: 5 })
    await page.mouse.up()
    expect((await selected()).length).toBeGreaterThan(3)
    await expect(page).not.toHaveURL(/event=/)

    await page.mouse.move(link.x + 2, middle)
    await page.mouse.down()
    await page.mouse.move(other.x + 20, other.y + 10, { steps: 5 })
    await page.mouse.up()
    expect(await selected()).toContain('alice')
    await expect(page).not.toHaveURL(/event=/)
    await expect(eventHistory.details).toHaveCount(0)
  })
})
