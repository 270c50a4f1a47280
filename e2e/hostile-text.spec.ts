import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { HOSTILE_TEXT, hostileRecord } from '../src/testing/hostileText.ts'
import { ask } from '../src/testing/ask.ts'
import { loaded, post, type ListedEvent } from './api.ts'
import { violations } from './axe.ts'
import type { RunningConsole } from '../src/testing/runningConsole.ts'
import { EventHistoryPage } from './EventHistoryPage.ts'
import { expect, test } from './fixtures.ts'
import { record } from './logFiles.ts'

const TEXTS = Object.entries(HOSTILE_TEXT)
const RECORDS = TEXTS.map(([, text], minute) => JSON.stringify(hostileRecord(text, minute)))

/** An event as the API has it: what the page must show, character for character. */
type HostileEvent = ListedEvent & {
  readonly id: string
  readonly errorCode: string
  readonly awsRegion: string
}

/** Columns of every kind: fields, a path, and one that no record could mean well by. */
const COLUMNS = [
  'eventName',
  'userName',
  'eventSource',
  'resourceName',
  'errorCode',
  'awsRegion',
  HOSTILE_TEXT.html,
]

let server: RunningConsole
let eventHistory: EventHistoryPage
/** As they are listed, each long text with its beginning. */
let listed: readonly HostileEvent[]
/** As they are opened, with the whole of each text. */
let events: readonly HostileEvent[]

const eventOf = (name: keyof typeof HOSTILE_TEXT): HostileEvent =>
  events[TEXTS.findIndex(([each]) => each === name)]!

test.beforeAll(async ({ serverWith }, { project, workerIndex }) => {
  const folder = join(project.outputDir, `hostile-text-${workerIndex}`)
  await mkdir(folder, { recursive: true })
  await writeFile(
    join(folder, '<img src=x onerror=window.ran=1>\u001b[31m\u202e.json'),
    `{"Records":[${RECORDS.join(',')}]}`,
  )
  server = await serverWith('--in-memory', folder)
  expect(await loaded(server)).toMatchObject({ eventCount: TEXTS.length, problems: 0 })
  const page = await ask<{ events: readonly HostileEvent[] }>(
    server,
    '/api/events?order=oldest&maxResults=100',
  )
  listed = page.events
  const opened = listed.map(({ id }) =>
    ask<{ event: HostileEvent }>(server, `/api/events/${encodeURIComponent(id)}/position`),
  )
  events = (await Promise.all(opened)).map(({ event }) => event)
})

test.beforeEach(({ page }) => {
  eventHistory = new EventHistoryPage(page, server.origin)
  page.on('dialog', (dialog) => {
    throw new Error(`A dialog opened: ${dialog.message()}`)
  })
})

test.afterEach(async ({ page }) => {
  expect(await page.evaluate(() => 'ran' in window || 'polluted' in {})).toBe(false)
  await expect(page.locator('img[src="x"], svg[onload], iframe, base, [onerror], [onmouseover]')).toHaveCount(
    0,
  )
  const elsewhere = await page
    .locator('a[href]')
    .evaluateAll((links) =>
      links.flatMap((link) =>
        link instanceof HTMLAnchorElement && link.origin !== location.origin ? link.href : [],
      ),
    )
  expect(elsewhere).toEqual([])
})

test('every text stands in the list as it is written, whatever column it is in', async ({ page }) => {
  await page.addInitScript(
    (columns) =>
      localStorage.setItem(
        'event-history-preferences',
        JSON.stringify({ state: { columns, density: 'compact' }, version: 0 }),
      ),
    COLUMNS,
  )
  await page.setViewportSize({ width: 1440, height: 2200 })
  await eventHistory.open('/?order=oldest')
  await expect(eventHistory.rows).toHaveCount(TEXTS.length)
  const shown = await eventHistory.rows.evaluateAll((rows) =>
    rows.map((row) => {
      const cell = (column: string) => row.querySelector(`[data-column="${column}"]`)
      return [cell('eventName')?.querySelector('a'), cell('userName'), cell('awsRegion')].map(
        (shownIn) => shownIn?.textContent,
      )
    }),
  )
  expect(shown).toEqual(listed.map(({ eventName, userName, awsRegion }) => [eventName, userName, awsRegion]))
  // No text makes a row higher.
  const heights = await eventHistory.rows.evaluateAll((rows) => rows.map((row) => row.clientHeight))
  expect(new Set(heights).size).toBe(1)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1440)
})

test('a text of each kind is shown in the details as it is written', async ({ page }) => {
  for (const name of ['html', 'bidi', 'zeroWidth', 'lines', 'word'] as const) {
    const event = eventOf(name)
    await page.goto(`${server.origin}/?order=oldest&event=${encodeURIComponent(event.id)}`)
    await expect(eventHistory.detailText('User name')).toHaveJSProperty('textContent', event.userName)
    await eventHistory.record.waitFor()
    await expect(eventHistory.detailText('Error code')).toHaveJSProperty('textContent', event.errorCode)
    await expect(eventHistory.detailText('AWS region')).toHaveJSProperty('textContent', event.awsRegion)
  }
})

test('a text that hides is marked, in its details, in the record and on its page', async ({ page }) => {
  const { id } = eventOf('bidi')
  await page.goto(`${server.origin}/events/${encodeURIComponent(id)}`)
  const title = page.getByRole('heading', { level: 1 })
  await expect(title.getByTitle('Right-to-left override (U+202E)')).toBeVisible()
  await expect(page).toHaveTitle(/^user\(U\+202E\)txt\.exe/)
  await expect(
    eventHistory.detailText('User name').getByTitle('Right-to-left override (U+202E)'),
  ).toBeVisible()
  await expect(eventHistory.record.getByTitle('Right-to-left override (U+202E)').first()).toBeVisible()
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'Text', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Event record as text' })).toContainText('user\\u202etxt.exe')
  await page.getByRole('searchbox', { name: 'Search in this record' }).fill('user\u202etxt')
  await expect(page.getByText(/^1 of \d+$/)).toBeVisible()
})

test('what is selected and copied is the text itself', async ({ page }) => {
  for (const name of ['bidi', 'lines', 'ansi'] as const) {
    const event = eventOf(name)
    await page.goto(`${server.origin}/?order=oldest&event=${encodeURIComponent(event.id)}`)
    await eventHistory.record.waitFor()
    await expect(eventHistory.detailText('User name')).toHaveJSProperty('textContent', event.userName)
    await eventHistory.detailText('User name').evaluate((value) => getSelection()?.selectAllChildren(value))
    await page.keyboard.press('Control+C')
    expect(await page.evaluate(() => navigator.clipboard.readText()), name).toBe(event.userName)
    await eventHistory.details.getByRole('button', { name: 'Copy event record' }).click()
    await expect(eventHistory.details.getByRole('button', { name: 'Copied', exact: true })).toBeVisible()
    const index = events.indexOf(event)
    expect(await page.evaluate(() => navigator.clipboard.readText()), name).toBe(RECORDS[index])
  }
})

test('every text stands beside the others where events are compared', async ({ page }) => {
  const compared = (['html', 'bidi', 'zalgo', 'prototype', 'sql', 'word'] as const).map(eventOf)
  const query = compared.map(({ id }) => `id=${encodeURIComponent(id)}`).join('&')
  await page.goto(`${server.origin}/compare?${query}`)
  const row = page.getByRole('row').filter({ has: page.getByText('userAgent', { exact: true }) })
  await expect(row).toHaveCount(1)
  for (const [index, { userName }] of compared.entries()) {
    const shown = await row.getByRole('cell').nth(index).textContent()
    expect(shown?.slice(0, 2000)).toBe(userName?.slice(0, 2000))
  }
  expect(await violations(page)).toEqual([])
})

test('every text makes a filter that finds its event, and one address carries them all', async ({ page }) => {
  const short = events.filter(({ eventName }) => eventName.length < 1000)
  const query = short.map(({ eventName }) => `eventName=${encodeURIComponent(eventName)}`).join('&')
  await eventHistory.open(`/?${query}`)
  await expect(eventHistory.heading).toHaveText(`Event history (${short.length})`)
  await page.reload()
  await expect(eventHistory.heading).toHaveText(`Event history (${short.length})`)
  await eventHistory.filterBy('Error code != nothing')
  await expect(page).toHaveURL(/errorCode!=nothing/)
  for (const { eventName } of short) {
    expect(new URL(page.url()).searchParams.getAll('eventName')).toContain(eventName)
  }
})

test('a suggestion is marked, and gives the text itself', async ({ page }) => {
  await eventHistory.open()
  await eventHistory.filterInput.fill('User name = user')
  await page.getByRole('option', { name: /user\(U\+202E\)txt/ }).click()
  await expect(eventHistory.heading).toHaveText('Event history (1)')
  expect(new URL(page.url()).searchParams.get('userName')).toBe(HOSTILE_TEXT.bidi)
  await expect(eventHistory.filterTokens.first()).toContainText('user(U+202E)txt')
})

test('an address can say anything and stays text', async ({ page }) => {
  const hostile = encodeURIComponent(HOSTILE_TEXT.html + HOSTILE_TEXT.bidi)
  await page.goto(`${server.origin}/?userName=${hostile}&text=${hostile}&range=90d`)
  await expect(eventHistory.filterTokens).not.toHaveCount(0)
  await page.goto(`${server.origin}/?userName=${hostile}&eventName=none&text=x`)
  await expect(page.getByText('No events match this filter')).toBeVisible()
  await expect(page.getByRole('main').getByTitle('Right-to-left override (U+202E)').first()).toBeVisible()
  await page.goto(`${server.origin}/?range=${hostile}&startTime=${hostile}`)
  const unreadable = page.getByRole('list', { name: 'Invalid conditions' })
  await expect(unreadable.getByRole('listitem')).toHaveCount(2)
  await expect(unreadable.getByTitle('Right-to-left override (U+202E)').first()).toBeVisible()
})

test('a log file with a hostile name is named as it is, and commands no terminal', async ({
  logFileOf,
  ownServerWith,
  page,
}) => {
  const own = await ownServerWith('--in-memory', await logFileOf([record(1)]))
  for (const text of [HOSTILE_TEXT.html, HOSTILE_TEXT.ansi, HOSTILE_TEXT.bidi, HOSTILE_TEXT.path]) {
    expect(await post(own, text, '{"Records":[{')).toMatchObject({ logFile: text, added: 0 })
  }
  await page.goto(`${own.origin}/load-report`)
  const names = page.getByRole('table').last().getByRole('rowheader')
  await expect(names).toHaveCount(4)
  const shown = await names.evaluateAll((cells) => cells.map((cell) => cell.textContent))
  expect(shown.toSorted()).toEqual(
    [HOSTILE_TEXT.html, HOSTILE_TEXT.ansi, HOSTILE_TEXT.bidi, HOSTILE_TEXT.path].toSorted(),
  )
  // oxlint-disable-next-line no-control-regex -- what commands a terminal
  expect(own.output()).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
})
