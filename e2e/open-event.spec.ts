import { expect, test } from './fixtures.ts'

test('opens an event beside the list, with its record, and keeps the list', async ({ eventHistory }) => {
  await eventHistory.open()
  const name = await eventHistory.rows.first().getByRole('link').innerText()
  await eventHistory.openEvent()
  await expect(eventHistory.details.getByRole('heading', { level: 2 })).toHaveText(name)
  await expect(eventHistory.record.getByRole('treeitem', { name: `eventName: "${name}"` })).toBeVisible()
  await expect(eventHistory.grid).toBeVisible()
})

test('walks the list and opens, steps and closes by keyboard alone', async ({ eventHistory, page }) => {
  await eventHistory.open()
  await eventHistory.grid.focus()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(eventHistory.record).toBeVisible()
  const opened = page.url()
  await page.keyboard.press(']')
  await expect(page).not.toHaveURL(opened)
  await page.keyboard.press('[')
  await expect(page).toHaveURL(opened)
  await page.keyboard.press('Escape')
  await expect(eventHistory.record).toBeHidden()
  await expect(eventHistory.grid).toBeFocused()
})

test('a link to an opened event shows the same on another machine', async ({ eventHistory, browser }) => {
  await eventHistory.open()
  await eventHistory.openEvent()
  const heading = await eventHistory.details.getByRole('heading', { level: 2 }).innerText()
  const elsewhere = await browser.newContext({ storageState: { cookies: [], origins: [] } })
  const page = await elsewhere.newPage()
  await page.goto(eventHistory.page.url())
  await expect(page.getByRole('region', { name: heading })).toBeVisible()
  await elsewhere.close()
})

test('back closes an opened event, and forward opens it again', async ({ eventHistory, page }) => {
  await eventHistory.open()
  await eventHistory.openEvent()
  await page.goBack()
  await expect(eventHistory.record).toBeHidden()
  await page.goForward()
  await expect(eventHistory.record).toBeVisible()
})
