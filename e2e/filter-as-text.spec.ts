import type { Page } from '@playwright/test'
import { HOSTILE_TEXT } from '../src/testing/hostileText.ts'
import { violations } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { record } from './logFiles.ts'

const MANY = Array.from({ length: 2000 }, (_, i) => `userName!=somebody-${i}-with-a-long-name`).join(' ')

const user = (userName: string) => ({ userIdentity: { type: 'IAMUser', userName } })
const RECORDS = [
  record(1, user('ci bot')),
  record(2, { eventName: 'DeleteBucket', ...user('ci bot') }),
  record(3, { eventName: 'DeleteUser', ...user('alice'), errorCode: 'AccessDenied' }),
  record(4, { eventName: 'DeleteUser', ...user('alice') }),
  record(5, { eventName: 'DeleteRole', ...user(HOSTILE_TEXT.bidi) }),
]

test('types a filter as one line, by keyboard alone, and goes on with it as tokens', async ({
  eventHistoryOf,
  page,
}) => {
  const eventHistory = await eventHistoryOf(RECORDS)
  const { filterText, heading } = eventHistory
  await eventHistory.open('/')
  await expect(eventHistory.filterInput).toBeVisible()
  await page.keyboard.press('?')
  await expect(eventHistory.keyboardHelp).toContainText('Edit the filter as text or tokens')
  await page.keyboard.press('Escape')
  await page.keyboard.press('e')
  await expect(filterText).toBeFocused()

  await page.keyboard.type('Event na')
  await expect(eventHistory.suggestion('eventName')).toBeVisible()
  await page.keyboard.press('Control+A')
  await page.keyboard.press('Delete')
  await expect(page.getByRole('listbox', { name: 'Completions' })).toHaveCount(0)
  await page.keyboard.type('eventNa')
  await expect(eventHistory.suggestion('eventName')).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(eventHistory.suggestion(/^= ?is/)).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await expect(eventHistory.suggestion(/^= ?is/)).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.type('^=Delete userName=')
  await expect(eventHistory.suggestion('ci bot')).toContainText('1 event')
  await expect(eventHistory.suggestion('alice')).toContainText('2 events')
  await page.keyboard.press('Escape')
  await page.keyboard.type('ci')
  await expect(eventHistory.suggestion('alice')).toHaveCount(0)
  await expect(async () => {
    await page.keyboard.press('ArrowDown')
    await expect(eventHistory.suggestion('ci bot')).toHaveAttribute('aria-selected', 'true', { timeout: 500 })
  }).toPass()
  await page.keyboard.press('Enter')
  await expect(filterText).toHaveText('eventName^=Delete userName="ci bot" ')
  await expect(heading).toHaveText('Event history (5)')
  await page.keyboard.press('Enter')
  await expect(heading).toHaveText('Event history (1)')
  await expect(eventHistory.notApplied).toHaveCount(0)
  expect(decodeURIComponent(new URL(page.url()).search)).toBe('?eventName^=Delete&userName=ci+bot')

  // What is typed and not applied stays; Escape gives back what is applied, and undo the typing.
  await page.keyboard.type('errorCode=')
  await expect(eventHistory.notApplied).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(filterText).toHaveText('eventName^=Delete userName="ci bot"')
  await page.keyboard.press('Control+Z')
  await expect(filterText).toHaveText(/ errorCode=$/)
  await page.keyboard.press('Shift+Tab')
  await expect(filterText).not.toBeFocused()
  await page.keyboard.press('e')
  await expect(eventHistory.filterInput).toBeFocused()
  await expect(eventHistory.filterTokens).toHaveCount(2)
  // The suggestions lie over it.
  await page.keyboard.press('Escape')
  await page
    .getByRole('group', { name: 'Text that is not applied' })
    .getByRole('button', { name: 'Apply' })
    .click()
  await expect(eventHistory.filterTokens).toHaveCount(3)

  // The choice is kept, and the tokens are what the text says.
  await eventHistory.filterBy('eventSource!=x range=all eventVersion!=')
  await expect(eventHistory.filterTokens).toHaveCount(5)
  await page.getByRole('button', { name: 'Edit as text' }).click()
  await page.reload()
  await expect(filterText).toHaveText(
    'eventName^=Delete userName="ci bot" errorCode= eventSource!=x eventVersion!=',
  )
})

test('keeps what is being typed when the filter changes elsewhere, shows what cannot be understood, and takes any text', async ({
  eventHistoryOf,
  page,
}) => {
  const eventHistory = await eventHistoryOf(RECORDS)
  const { filterText } = eventHistory
  await preferText(page)
  await eventHistory.open('/?userName=alice')
  await filterText.click()
  await page.keyboard.type(' errorC')
  await eventHistory.facetValue('Event name', 'DeleteUser').click()
  await expect(filterText).toHaveText('userName=alice errorC eventName=DeleteUser')
  await expect(eventHistory.heading).toHaveText('Event history (2)')
  await expect(eventHistory.notApplied).toBeVisible()
  await filterText.focus()
  await page.keyboard.type('ode!=')
  await page.goBack()
  await expect(filterText).toHaveText('userName=alice errorCode!=')
  await page.goForward()
  await expect(filterText).toHaveText('userName=alice errorCode!= eventName=DeleteUser')
  await page.getByRole('button', { name: 'Press Enter to apply' }).click()
  await expect(eventHistory.heading).toHaveText('Event history (1)')
  expect(decodeURIComponent(new URL(page.url()).search)).toBe(
    '?userName=alice&errorCode!=&eventName=DeleteUser',
  )
  await eventHistory.clearFilters.click()
  await expect(eventHistory.heading).toHaveText('Event history (5)')
  await expect(filterText).toHaveText(/^Example: /)

  await test.step('what cannot be understood is shown, and why', async () => {
    const reason = page.getByRole('status').getByText(/has an unknown operator/)
    await eventHistory.go()
    await filterText.click()
    await page.keyboard.insertText('eventName>=x')
    await expect(reason).toHaveCount(0)
    await page.keyboard.type(' a')
    await expect(reason).toBeVisible()
    await expect(filterText).toHaveAttribute('aria-invalid', 'true')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/eventName%3E=x/)
    await expect(reason).toBeVisible()
    await page.getByRole('button', { name: 'Back to tokens' }).click()
    await expect(page.getByRole('list', { name: 'Invalid conditions' })).toContainText('eventName>=x')
  })

  await test.step('any text is taken, of any length, and what hides in it is marked', async () => {
    await page.getByRole('button', { name: 'Edit as text' }).click()
    await eventHistory.go(`/?userName=${encodeURIComponent(HOSTILE_TEXT.bidi)}`)
    await expect(eventHistory.heading).toHaveText('Event history (1)')
    await expect(filterText.getByTitle('Right-to-left override (U+202E)')).toBeVisible()
    await filterText.click()
    await page.keyboard.press('Control+A')
    await page.keyboard.press('Control+C')
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    // The line goes on behind a space.
    expect(copied).toBe(`userName="${HOSTILE_TEXT.bidi}" `)
    await page.evaluate((text) => navigator.clipboard.writeText(text), `${MANY}\r\n${HOSTILE_TEXT.nul}\nlast`)
    await page.keyboard.press('Control+V')
    await page.keyboard.press('End')
    await page.keyboard.type(' word')
    await page.keyboard.press('Control+A')
    await page.keyboard.press('Control+C')
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      `${MANY} ${HOSTILE_TEXT.nul} last word`,
    )
    const box = await filterText.boundingBox()
    expect(box!.width).toBeLessThan(1440)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1440)
    await expect(eventHistory.rows.first()).toBeInViewport()
  })
})

test('axe finds nothing in the text, its list and what is wrong in it, narrow and wide', async ({
  eventHistory,
  page,
}) => {
  await preferText(page)
  await page.goto(`${eventHistory.origin}/?eventSource=s3.amazonaws.com&bogus%3F=x&range=90d&text=word`)
  for (const [width, height] of [
    [390, 844],
    [1024, 768],
  ] as const) {
    await page.setViewportSize({ width, height })
    await eventHistory.filterText.click()
    await page.keyboard.press('End')
    await page.keyboard.type(' "a phrase" userName!=')
    await expect(eventHistory.suggestion('(exists)')).toBeVisible()
    await page.keyboard.press('ArrowDown')
    expect(await violations(page)).toEqual([])
    const list = await page.getByRole('listbox', { name: 'Completions' }).boundingBox()
    expect(list!.x).toBeGreaterThanOrEqual(0)
    expect(list!.x + list!.width).toBeLessThanOrEqual(page.viewportSize()!.width)
    await page.keyboard.press('Escape')
  }
})

/** As a person who has chosen text before. */
async function preferText(page: Page): Promise<void> {
  await page.addInitScript(() =>
    localStorage.setItem(
      'event-history-preferences',
      JSON.stringify({ state: { filterAs: 'text' }, version: 0 }),
    ),
  )
}
