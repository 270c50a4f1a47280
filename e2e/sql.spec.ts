import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { violations } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { expectAllInReach } from './reach.ts'

const BY_NAME = `SELECT eventname, count(*) AS events FROM cloudtrail_logs GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 5`

const sqlAddress = (query: string, more = '') => `/sql?query=${encodeURIComponent(query)}${more}`

const editorOn = (page: Page) => page.getByRole('textbox', { name: 'SQL query' })
const resultOn = (page: Page) => page.getByRole('grid', { name: 'Result' })

const sentenceOn = (page: Page) =>
  page.getByRole('region', { name: 'Result of the query' }).getByRole('paragraph').first()

/** A first statement waits for its process and for the table. */
const FIRST = { timeout: 60_000 }

test.describe.configure({ timeout: 120_000 })

test('a statement is written with suggestions, run by a key, and its values lead to the events', async ({
  eventHistory,
  simulatedAccount,
  page,
}) => {
  await page.goto(`${simulatedAccount.origin}/sql`)
  await expect(editorOn(page)).toContainText('SELECT eventname, count(*) AS events')
  expect(await violations(page)).toEqual([])

  await editorOn(page).focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('SELECT eventname, count(*) AS n FROM cloudtrail_logs WHERE useridentity.ty')
  await expect(page.getByRole('option', { name: /^useridentity.type/ })).toBeVisible()
  await page.keyboard.press('Tab')
  await page.keyboard.type(" = 'Ro")
  await expect(page.getByRole('option', { name: /^Root/ })).toBeVisible(FIRST)
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Tab')
  await page.keyboard.type(' GROUP BY 1 ORDER BY 2 DESC')
  await page.keyboard.press('Control+Enter')
  await expect(resultOn(page)).toBeVisible(FIRST)
  await expect(page).toHaveURL(/\/sql\?query=SELECT\+eventname/)

  const first = resultOn(page).getByRole('row').nth(1)
  const [name, count] = await first.getByRole('gridcell').allTextContents()
  await first.getByRole('link').click()
  await expect(page).toHaveURL(new RegExp(`/\\?eventName=${name}$`))
  await expect(eventHistory.heading).toHaveText(/Event history \(\d/)
  expect(Number(count)).toBeGreaterThan(0)
  await page.goBack()
  await expect(resultOn(page)).toBeVisible()
})

test('a link shows the result, by keyboard and to screen readers, and lists its events', async ({
  eventHistory,
  simulatedAccount,
  page,
}) => {
  const query = `SELECT eventtime, eventid, useridentity FROM cloudtrail_logs WHERE eventname = 'ConsoleLogin' ORDER BY 1, 2 LIMIT 12`
  await page.goto(simulatedAccount.origin + sqlAddress(query))
  await expect(resultOn(page)).toHaveAttribute('aria-rowcount', '13', FIRST)
  expect(await violations(page)).toEqual([])
  await resultOn(page).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Value' })).toContainText('"type": ')
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(resultOn(page)).toBeFocused()

  await page.getByRole('link', { name: 'Show these 12 events' }).click()
  await expect(eventHistory.heading).toHaveText('Event history (12)')
  await page.goBack()
  await resultOn(page).getByRole('row').nth(1).getByRole('link').nth(1).click()
  await expect(page).toHaveURL(/\/events\//)
  await expect(eventHistory.record).toBeVisible()
})

test('a result is a chart as well, and a file in three formats', async ({ simulatedAccount, page }) => {
  await page.goto(simulatedAccount.origin + sqlAddress(BY_NAME, '&shows=chart'))
  const bars = page.getByRole('list', { name: 'events by eventname' })
  await expect(bars.getByRole('listitem')).toHaveCount(5, FIRST)
  expect(await violations(page)).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await violations(page)).toEqual([])

  await page.getByRole('button', { name: 'Table', exact: true }).click()
  await expect(resultOn(page)).toBeVisible()
  expect(await violations(page)).toEqual([])
  await expect(page).not.toHaveURL(/shows=/)
  const shown = await resultOn(page).getByRole('gridcell').allTextContents()
  const download = async (name: string | RegExp) => {
    await page.getByRole('button', { name: 'Download' }).click()
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name }).click(),
    ])
    return readFile(await file.path())
  }
  const csv = (await download(/^CSV/)).toString().trim().split(/\r?\n/)
  expect(csv.slice(1).flatMap((line) => line.split(','))).toEqual(shown)
  const lines = (await download(/^JSON lines/)).toString().trim().split('\n')
  expect(
    lines.map((line) => JSON.parse(line) as { events: number }).map(({ events }) => String(events)),
  ).toEqual(shown.filter((_, at) => at % 2 === 1))
  expect((await download(/^Parquet/)).subarray(0, 4).toString()).toBe('PAR1')
})

test.describe(() => {
  test.use({ expectedProblems: [/status of 400/] })

  test('a mistake is said and marked, and the result before it stays', async ({ simulatedAccount, page }) => {
    await page.goto(simulatedAccount.origin + sqlAddress(BY_NAME))
    await expect(resultOn(page)).toBeVisible(FIRST)
    await editorOn(page).focus()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('SELECT evntname')
    await page.keyboard.press('Escape')
    await page.keyboard.type('\nFROM cloudtrail_logs')
    await page.keyboard.press('Control+Enter')
    await expect(page.getByRole('alert')).toContainText('evntname')
    await expect(resultOn(page)).toBeVisible()
    expect(await violations(page)).toEqual([])
    await page.getByRole('button', { name: 'Go to line 1, column 8' }).click()
    await expect(editorOn(page)).toBeFocused()
    await page.keyboard.press('Delete')
    await page.keyboard.press('Delete')
    await page.keyboard.type('eve')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+Enter')
    await expect(sentenceOn(page)).toHaveText(/^The first 1,000 rows, from/, FIRST)
  })
})

test('a filter opens as SQL, which has the same events, and says what it has no column for', async ({
  eventHistory,
  page,
}) => {
  await eventHistory.open('/?eventName=ConsoleLogin&errorMessage!=')
  await expect(eventHistory.heading).toHaveText(/\(\d+\)/)
  const count = /\(([\d,]+)\)/.exec(await eventHistory.heading.innerText())![1]
  await eventHistory.runCommand('Open as SQL')
  await expect(sentenceOn(page)).toHaveText(new RegExp(`^${count} rows?, from`), FIRST)
  await eventHistory.open('/?eventName=ConsoleLogin&text=Failed')
  await eventHistory.runCommand('Open as SQL')
  await expect(page.getByText('The table has no column with the whole record')).toBeVisible(FIRST)
})

test('everything can be used at every width, and every common query has an answer', async ({
  simulatedAccount,
  page,
}) => {
  await page.goto(`${simulatedAccount.origin}/sql`)
  const queries = page.getByRole('list').getByRole('link')
  await expect(queries.first()).toBeVisible()
  const links = await page
    .locator('.sql-questions__link')
    .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href))
  expect(links.length).toBeGreaterThan(10)
  for (const width of [360, 640, 820, 1280, 1920]) {
    await page.setViewportSize({ width, height: 800 })
    await expectAllInReach(page, `the queries at ${width}`)
  }
  await page.goto(simulatedAccount.origin + sqlAddress('SELECT * FROM cloudtrail_logs ORDER BY eventtime'))
  await expect(resultOn(page)).toBeVisible(FIRST)
  for (const width of [360, 640, 820, 1280, 1920]) {
    await page.setViewportSize({ width, height: 800 })
    await expectAllInReach(page, `a result at ${width}`)
  }
  expect(await violations(page)).toEqual([])
  for (const link of links.filter((_, at) => at % 4 === 0)) {
    await page.goto(link)
    await expect(sentenceOn(page)).toHaveText(/(?:rows?|No rows), from [\d,]+ events, in/, FIRST)
  }
})
