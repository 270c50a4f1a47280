import { expect, test } from './fixtures.ts'

test('opens an event beside the list, with its record, and keeps the list; by Back and by keyboard too', async ({
  eventHistory,
  page,
}) => {
  await eventHistory.open()
  const name = await eventHistory.rows.first().getByRole('link').innerText()
  await eventHistory.openEvent()
  await expect(eventHistory.details.getByRole('heading', { level: 2 })).toHaveText(name)
  await expect(eventHistory.record.getByRole('treeitem', { name: `eventName: "${name}"` })).toBeVisible()
  await expect(eventHistory.grid).toBeVisible()

  await test.step('Back closes it, and Forward opens it again', async () => {
    await page.goBack()
    await expect(eventHistory.record).toBeHidden()
    await page.goForward()
    await expect(eventHistory.record).toBeVisible()
    await eventHistory.closeDetails.click()
  })

  await test.step('the list is walked, and events opened, stepped through and closed, by keyboard alone', async () => {
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
})
