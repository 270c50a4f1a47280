import type { Locator, Page } from '@playwright/test'
import { violations } from './axe.ts'
import { EventHistoryPage } from './EventHistoryPage.ts'
import { expect, test } from './fixtures.ts'

const DEFAULT = ['Event name', 'Event time (UTC)', 'User name', 'Event source', 'Resource']

const ROLE_ARN = 'userIdentity.sessionContext.sessionIssuer.arn'

/** The titles of the columns, in order. */
async function titles({ grid }: EventHistoryPage): Promise<readonly (string | null)[]> {
  const headers = await grid.locator('[role=columnheader][data-column]').all()
  return Promise.all(headers.map((header) => header.getAttribute('aria-label')))
}

const header = ({ grid }: EventHistoryPage, title: string): Locator =>
  grid.getByRole('columnheader', { name: title, exact: true })

const titleButton = (page: EventHistoryPage, title: string): Locator =>
  header(page, title).getByRole('button').first()

async function widthOf(page: EventHistoryPage, title: string): Promise<number> {
  return Math.round((await header(page, title).boundingBox())!.width)
}

async function dragTitle(page: Page, from: Locator, to: Locator): Promise<void> {
  await from.hover()
  await page.mouse.down()
  const box = (await to.boundingBox())!
  await page.mouse.move(box.x + 20, box.y + 10, { steps: 5 })
  await page.mouse.move(box.x + 4, box.y + 10)
}

test('columns change places under the mouse, and a link shows them to others without becoming theirs', async ({
  browser,
  eventHistory,
  page,
}) => {
  await eventHistory.open('/?readOnly=false')
  expect(await titles(eventHistory), 'who changed nothing has a plain address').toEqual(DEFAULT)
  expect(page.url()).not.toContain('columns')

  await dragTitle(page, header(eventHistory, 'User name'), header(eventHistory, 'Event name'))
  await page.keyboard.press('Escape')
  await page.mouse.up()
  expect(await titles(eventHistory), 'Escape leaves all as it was').toEqual(DEFAULT)

  await dragTitle(page, header(eventHistory, 'User name'), header(eventHistory, 'Event name'))
  await page.mouse.up()
  const own = ['User name', ...DEFAULT.filter((title) => title !== 'User name')]
  await expect.poll(() => titles(eventHistory)).toEqual(own)
  await expect(page).toHaveURL(/\?readOnly=false&columns=userName,eventName,eventTime,eventSource,resource$/)
  const shared = page.url()
  await page.reload()
  await eventHistory.grid.waitFor()
  expect(await titles(eventHistory)).toEqual(own)
  await eventHistory.go('/?errorCode!=')
  expect(await titles(eventHistory), 'they are kept').toEqual(own)
  await expect(page, 'and named, for whom the address is given to').toHaveURL(/columns=userName,eventName/)

  await test.step('a link with other columns does not take theirs away', async () => {
    await eventHistory.go('/?columns=eventTime,requestParameters.a%5C,b&widths=260')
    await expect.poll(() => titles(eventHistory)).toEqual(['Event time (UTC)', 'requestParameters.a,b'])
    expect(await widthOf(eventHistory, 'Event time (UTC)')).toBe(260)
    await page.getByRole('link', { name: 'Event History Console' }).click()
    await expect.poll(() => titles(eventHistory)).toEqual(own)
  })

  await test.step('another person sees them, and keeps their own', async () => {
    const context = await browser.newContext()
    const theirs = await context.newPage()
    const theirHistory = new (eventHistory.constructor as typeof EventHistoryPage)(
      theirs,
      eventHistory.origin,
    )
    await theirs.goto(shared)
    await theirHistory.grid.waitFor()
    expect(await titles(theirHistory)).toEqual(own)
    await theirHistory.go('/?readOnly=false')
    await expect.poll(() => titles(theirHistory)).toEqual(DEFAULT)
    await context.close()
  })
})

test('columns are moved, sized, fitted, wrapped, added and hidden by keyboard', async ({
  eventHistory,
  page,
}) => {
  await eventHistory.open(
    '/?readOnly=false&eventName=CreateBucket&eventName=AssumeRole&eventName=RunInstances',
  )
  await expect(eventHistory.rows.first()).toBeVisible()
  const said = page.getByRole('status')

  await eventHistory.grid.focus()
  await page.keyboard.press('Tab')
  await expect(titleButton(eventHistory, 'Event name')).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(titleButton(eventHistory, 'User name')).toBeFocused()
  await page.keyboard.press('Alt+Shift+ArrowLeft')
  await expect(said.filter({ hasText: 'User name moved to position 2 of 5' })).toBeVisible()
  await expect(titleButton(eventHistory, 'User name'), 'the focus goes along').toBeFocused()
  expect((await titles(eventHistory)).slice(0, 3)).toEqual(['Event name', 'User name', 'Event time (UTC)'])

  const before = await widthOf(eventHistory, 'User name')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Shift+ArrowRight')
  expect(await widthOf(eventHistory, 'User name')).toBe(before + 32)
  await expect(page).toHaveURL(/widths=\d+,\d+(?:$|&)/)

  // Right after a width was changed, which is written down once it rests.
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('.')
  await expect(page.getByRole('menu', { name: 'Options for User name' })).toBeVisible()
  await eventHistory.menuItem('Fit to content').press('Enter')
  await expect(titleButton(eventHistory, 'User name')).toBeFocused()
  const fitted = await widthOf(eventHistory, 'User name')
  expect(fitted).not.toBe(before + 48)
  const clipped = await page
    .locator('[role=rowgroup] [data-column="userName"]')
    .evaluateAll((cells) => cells.filter((cell) => cell.scrollWidth > cell.clientWidth).length)
  expect(clipped, 'all of it is read').toBe(0)

  await page.keyboard.press('Enter')
  await eventHistory.menuItem('Hide column').press('Enter')
  await expect.poll(() => titles(eventHistory)).not.toContain('User name')

  await test.step('any path becomes a column', async () => {
    await titleButton(eventHistory, 'Event name').press('Enter')
    await eventHistory.menuItem('Choose columns').press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Preferences' })
    await dialog.getByRole('combobox').fill(ROLE_ARN)
    await page.keyboard.press('Enter')
    await dialog.getByRole('button', { name: 'Confirm' }).click()
    await expect.poll(() => titles(eventHistory)).toContain('Role ARN')
    await expect(page).toHaveURL(/userIdentity\.sessionContext\.sessionIssuer\.arn/)
  })

  await test.step('lines wrap, in rows of one height', async () => {
    const [row] = await eventHistory.rows.all()
    const { height } = (await row!.boundingBox())!
    await titleButton(eventHistory, 'Role ARN').press('Enter')
    await eventHistory.menuItem('Wrap lines').press('Enter')
    await expect(page).toHaveURL(/wrap=true/)
    await expect.poll(async () => (await row!.boundingBox())!.height).toBeGreaterThan(height)
    const lines = await page
      .locator(`[role=rowgroup] [data-column="${ROLE_ARN}"]`)
      .evaluateAll((cells) => Math.max(...cells.map((cell) => cell.getBoundingClientRect().height / 20)))
    expect(Math.round(lines)).toBeGreaterThan(1)
    expect(await violations(page)).toEqual([])
  })

  await titleButton(eventHistory, 'Role ARN').press('Enter')
  await eventHistory.menuItem('Reset columns').press('Enter')
  await expect.poll(() => titles(eventHistory)).toEqual(DEFAULT)
  await expect(page).not.toHaveURL(/columns|widths|wrap/)
})
