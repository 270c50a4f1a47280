import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { RunningConsole } from '../src/testing/runningConsole.ts'
import { EventHistoryPage } from './EventHistoryPage.ts'
import { expect, test as base } from './fixtures.ts'
import { record, writeLogFile } from './logFiles.ts'

const TOKEN = 'a-token-of-thirty-two-characters'
const RECORDS = [
  record(1),
  record(2, { errorCode: 'AccessDenied' }),
  record(3, { errorCode: 'AccessDenied' }),
]

/** Starts a console of three events that asks for the token, as often as it is called. */
const test = base.extend<{ sharedConsole: (options?: readonly string[]) => Promise<RunningConsole> }>({
  sharedConsole: async ({ folder, ownServerWith }, use) => {
    const log = await writeLogFile(folder, 'log.json', RECORDS)
    const file = join(folder, 'token')
    await writeFile(file, `${TOKEN}\n`)
    let started = 0
    await use((options = ['--token-file', file]) =>
      ownServerWith('--data', join(folder, `data-${++started}`), ...options, log),
    )
  },
})

/**
 * Everything that a page and its browser keep: text, attributes, storage, and the cookies that
 * scripts see.
 */
const kept = (page: Page): Promise<string> =>
  page.evaluate(() =>
    [
      location.href,
      document.documentElement.outerHTML,
      JSON.stringify(Object.entries(localStorage)),
      JSON.stringify(Object.entries(sessionStorage)),
      JSON.stringify(history.state),
      document.cookie,
      document.referrer,
      performance
        .getEntriesByType('resource')
        .map(({ name }) => name)
        .join(' '),
    ].join('\n'),
  )

test('the token’s link opens the console as often as it is opened, and leaves no token behind', async ({
  sharedConsole,
  page,
}) => {
  const first = await sharedConsole()
  const { origin } = first
  const eventHistory = new EventHistoryPage(page, origin)
  for (const [link, address, rows] of [
    [`/?token=${TOKEN}`, '/', 3],
    [`/?token=${TOKEN}`, '/', 3],
    [`/?errorCode!=&token=${TOKEN}&order=oldest`, '/?errorCode!=&order=oldest', 2],
    ['/?token=a-wrong-token-of-many-letters&errorCode!=', '/?errorCode!=', 2],
    [`//?token=${TOKEN}`, '/', 3],
  ] as const) {
    await page.goto(origin + link)
    await expect(eventHistory.rows, link).toHaveCount(rows)
    expect(page.url(), link).toBe(origin + address)
    expect(await kept(page), link).not.toMatch(/token-of-/)
  }

  await page.goto(`${origin}/?token=${TOKEN}&errorCode!=`)
  await expect(await eventHistory.saveView('Failed')).toBeHidden()
  const saved = await page.request.get(`${origin}/api/views`)
  expect(await saved.json()).toMatchObject({ views: [{ name: 'Failed', query: expect.any(String) }] })
  expect(await saved.text()).not.toContain(TOKEN)
  expect(await kept(page)).not.toContain(TOKEN)
  await page.goBack()
  await expect(eventHistory.rows.first()).toBeVisible()
  expect(page.url()).not.toContain(TOKEN)

  await test.step('two consoles on one host do not log each other out', async () => {
    const second = await sharedConsole(['--token', 'another-token-of-as-many-letters'])
    await page.goto(`${second.origin}/?token=another-token-of-as-many-letters`)
    for (const each of [first, second]) {
      await page.goto(each.origin)
      await expect(new EventHistoryPage(page, each.origin).rows).toHaveCount(3)
    }
    const cookies = await page.context().cookies()
    expect(cookies.map(({ name }) => name).toSorted()).toEqual(
      [first, second].map(({ port }) => `event-history-token-${port}`).toSorted(),
    )
    for (const { value, httpOnly, sameSite, secure } of cookies) {
      expect(value).not.toContain('token')
      expect({ httpOnly, sameSite, secure }).toEqual({ httpOnly: true, sameSite: 'Strict', secure: false })
    }
  })
})

test.describe('where the browser sends no cookie', () => {
  test.use({ expectedProblems: [/status of 401/] })

  test('a page says what to do, and a wrong token is gone from its address; a link with the token works from another site’s page, and so does one without it from then on', async ({
    sharedConsole,
    page,
  }) => {
    const { origin } = await sharedConsole()
    for (const link of ['/?errorCode!=', '/?token=a-wrong-token-of-many-letters&errorCode!=']) {
      const answer = await page.goto(origin + link)
      expect(answer?.status()).toBe(401)
      await expect(page.getByRole('heading', { name: 'Token required' })).toBeVisible()
      await expect(page.getByText('/?token=TOKEN')).toBeVisible()
      expect(page.url()).toBe(`${origin}/?errorCode!=`)
    }
    await page.goto(`${origin}/?token=${TOKEN}`)
    await page.goto(`${origin}/?errorCode!=`)
    await expect(new EventHistoryPage(page, origin).rows).toHaveCount(2)

    await test.step('from another site’s page', async () => {
      // The page before may still be requesting its files.
      await page.goto('about:blank')
      await page.context().clearCookies()
      // The browser keeps the cookie back from what another site opens: the page is refused, and
      // opens itself once more.
      const eventHistory = new EventHistoryPage(page, origin)
      for (const query of [`?token=${TOKEN}&errorCode!=`, '?errorCode!=']) {
        await page.goto(`data:text/html,<a href="${origin}/${query}">the console</a>`)
        await page.getByRole('link').click()
        await expect(eventHistory.rows, query).toHaveCount(2)
        expect(page.url(), query).toBe(`${origin}/?errorCode!=`)
      }
    })
  })
})

test('a console that asks for no token does not keep one in its address, nor takes one that is pasted', async ({
  sharedConsole,
  page,
}) => {
  const { origin } = await sharedConsole([])
  const eventHistory = new EventHistoryPage(page, origin)
  await page.goto(`${origin}/?token=${TOKEN}&errorCode!=`)
  await expect(eventHistory.rows).toHaveCount(2)
  expect(page.url()).toBe(`${origin}/?errorCode!=`)
  await eventHistory.grid.focus()
  const link = `${origin}/?token=${TOKEN}&order=oldest`
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), link)
  await page.keyboard.press('Control+v')
  await eventHistory.menuItem('Open the view in this link').click()
  await expect(page).toHaveURL(`${origin}/?order=oldest`)
  await expect(eventHistory.rows).toHaveCount(3)
  expect(await kept(page)).not.toContain(TOKEN)
})

test('two readers by name see who they are, and who changed notes and views last', async ({
  sharedConsole,
  folder,
  page,
  browser,
}) => {
  const tokens = { ana: 'the-token-of-ana-0123456789', ben: 'the-token-of-ben-0123456789' }
  const file = join(folder, 'readers')
  await writeFile(file, `ana ${tokens.ana}\nben ${tokens.ben}\n`)
  const { origin } = await sharedConsole(['--token-file', file])
  const today = new Date().toISOString().slice(0, 10)

  const ofAna = new EventHistoryPage(page, origin)
  await page.goto(`${origin}/?token=${tokens.ana}`)
  await ofAna.openEvent(ofAna.rows.first())
  await ofAna.details.getByRole('button', { name: /^Star/ }).click()
  await expect(ofAna.details.getByText(`Last changed by ana, ${today}`)).toBeVisible()
  await ofAna.closeDetails.click()
  await expect(await ofAna.saveView('Everything')).toBeHidden()

  const context = await browser.newContext({ timezoneId: 'UTC' })
  const other = await context.newPage()
  const ofBen = new EventHistoryPage(other, origin)
  await other.goto(`${origin}/?token=${tokens.ben}`)
  await ofBen.openEvent(ofBen.rows.first())
  await expect(ofBen.details.getByText(`Last changed by ana, ${today}`)).toBeVisible()
  await ofBen.details.getByRole('button', { name: /^Star/ }).click()
  await ofBen.details.getByRole('button', { name: 'Add note' }).click()
  await ofBen.details.getByRole('combobox', { name: 'Add a tag' }).fill('seen')
  await ofBen.details.getByRole('combobox', { name: 'Add a tag' }).press('Enter')
  await expect(ofBen.details.getByText(`Last changed by ben, ${today}`)).toBeVisible()
  await ofBen.closeDetails.click()
  await ofBen.openViews()
  await expect(other.getByRole('dialog', { name: 'Views' }).getByRole('listitem')).toContainText(
    `ana, ${today}`,
  )
  await other.keyboard.press('Escape')
  await other
    .getByRole('button', { name: / events/ })
    .first()
    .click()
  await expect(other.getByText('Signed in as')).toBeVisible()
  await expect(other.getByText('ben', { exact: true })).toBeVisible()
  await context.close()
})
