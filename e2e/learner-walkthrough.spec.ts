import { readFile } from 'node:fs/promises'
import type { Browser, Page } from '@playwright/test'
import { ask } from '../src/testing/ask.ts'
import { allPages } from './api.ts'
import { EventHistoryPage } from './EventHistoryPage.ts'
import { expect, test } from './fixtures.ts'
import { tabTo } from './keyboard.ts'

/**
 * What is looked for in the simulated account: one user's calls of one name to one service, within
 * some days. Found by the test itself, so that it holds for any account.
 */
interface Sought {
  readonly userName: string
  readonly eventName: string
  readonly eventSource: string
  readonly startTime: string
  readonly endTime: string
  /** The matching events, newest first. */
  readonly eventIDs: readonly string[]
}

let sought: Sought

const START = [/Read-only = false/, /Event category = Management/]

test.beforeAll(async ({ simulatedAccount }) => {
  const most = async (field: string, filter: string) => {
    const { values } = await ask<{ values: { value: string; count: number }[] }>(
      simulatedAccount,
      `/api/events/values?${filter}&field=${field}`,
    )
    return values[0]!.value
  }
  const eventName = 'RunInstances'
  const userName = await most('userName', `eventName=${eventName}&userName!=`)
  const eventSource = 'ec2.amazonaws.com'
  const filter = `userName=${encodeURIComponent(userName)}&eventName=${eventName}&eventSource=${eventSource}`
  const all = await allPages(simulatedAccount, filter, 1000, 'nextToken')
  const day = (event: { eventTime: string }) => event.eventTime.slice(0, 10)
  const [endDay, startDay] = [day(all[0]!), day(all[Math.floor(all.length / 2)]!)]
  const within = all.filter((event) => day(event) >= startDay && day(event) <= endDay)
  expect(within.length).toBeGreaterThan(1)
  sought = {
    userName,
    eventName,
    eventSource,
    startTime: `${startDay}T00:00:00Z`,
    endTime: `${endDay}T23:59:59Z`,
    eventIDs: within.map(({ eventID }) => eventID),
  }
})

// Each is a whole visit.
test.slow()

test('a learner finds who did it, by mouse', async ({ eventHistory, page, browser }) => {
  await eventHistory.open()
  // Every visit shows management events that changed something, as AWS does, and says so.
  await expect(eventHistory.filterTokens).toHaveText(START)
  await eventHistory.clearFilters.click()
  const clicks = await eventHistory.countClicks()

  await eventHistory.only('User name', sought.userName)
  await eventHistory.only('Event name', sought.eventName)
  await eventHistory.only('Event source', sought.eventSource)
  await eventHistory.timeRange.click()
  const dialog = page.getByRole('dialog', { name: 'Time range' })
  await dialog.getByLabel('Type a time range').fill(typedRange())
  await dialog.getByRole('button', { name: 'Apply' }).click()

  await expect(eventHistory.heading).toHaveText(`Event history (${sought.eventIDs.length})`)
  await eventHistory.openEvent()
  await readsFiveAnswers(eventHistory)
  // The download below takes two.
  expect(await clicks(), 'clicks to the answers').toBeLessThanOrEqual(9 - 2)
  await eventHistory.details.getByRole('button', { name: 'Copy event record' }).click()
  await holdsRecordInClipboard(page, eventHistory, sought.eventIDs[0]!)

  await eventHistory.nextEvent.click()
  await showsEvent(page, sought.eventIDs[1]!)
  await eventHistory.previousEvent.click()
  await showsEvent(page, sought.eventIDs[0]!)
  await showsTheSameElsewhere(browser, page)
  await page.goBack()
  await expect(eventHistory.record).toBeHidden()
  await expect(eventHistory.heading).toHaveText(`Event history (${sought.eventIDs.length})`)

  const before = await clicks()
  const coming = page.waitForEvent('download')
  await eventHistory.downloadEvents.click()
  await page.getByRole('menuitem', { name: 'Download as JSON' }).first().click()
  expect((await clicks()) - before).toBe(2)
  await holdsJustTheSought(await (await coming).path())
})

test('a learner finds who did it, by keyboard alone', async ({ eventHistory, page }) => {
  // One long story of some two hundred keys.
  test.slow()
  const { keyboard } = page
  await eventHistory.open()
  await expect(eventHistory.filterTokens).toHaveText(START)
  await expect(eventHistory.filterInput).toBeVisible()
  await keyboard.press('/')
  for (const token of [
    `User name = ${sought.userName}`,
    `Event name = ${sought.eventName}`,
    `Event source = ${sought.eventSource}`,
  ]) {
    await expect(eventHistory.filterInput).toBeFocused()
    await keyboard.type(token)
    await keyboard.press('Enter')
    await expect(eventHistory.filterTokens.filter({ hasText: token })).toHaveCount(1)
  }
  await keyboard.press('Escape')
  await tabTo(page, eventHistory.timeRange)
  await keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Time range' })
  await expect(dialog).toBeVisible()
  await expect(dialog.getByLabel('Type a time range')).toBeFocused()
  await keyboard.type(typedRange())
  await keyboard.press('Enter')

  await expect(eventHistory.heading).toHaveText(`Event history (${sought.eventIDs.length})`)
  await keyboard.press('j')
  await keyboard.press('Enter')
  await expect(eventHistory.record).toBeVisible()
  await readsFiveAnswers(eventHistory)
  await tabTo(page, eventHistory.details.getByRole('button', { name: 'Copy event record' }))
  await keyboard.press('Enter')
  await holdsRecordInClipboard(page, eventHistory, sought.eventIDs[0]!)

  await keyboard.press(']')
  await showsEvent(page, sought.eventIDs[1]!)
  await keyboard.press('[')
  await showsEvent(page, sought.eventIDs[0]!)
  await keyboard.press('Escape')
  await expect(eventHistory.record).toBeHidden()
  await expect(eventHistory.grid).toBeFocused()

  const coming = page.waitForEvent('download')
  await tabTo(page, eventHistory.downloadEvents, 'Shift+Tab')
  await keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: 'Download as JSON' }).first()).toBeFocused()
  await keyboard.press('Enter')
  await holdsJustTheSought(await (await coming).path())
})

test('a learner acts in the account, waits, and opens the event beside the list', async ({
  eventHistory,
  page,
}) => {
  await eventHistory.open()
  await page.getByRole('link', { name: 'Hands-on' }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hands-on')
  await page.getByRole('button', { name: 'Create a user and an access key' }).click()
  await page.getByRole('button', { name: 'Run: Create an IAM user' }).click()
  // Delivered after fifteen seconds.
  await page.getByRole('link', { name: 'Show event' }).click({ timeout: 60_000 })
  await expect(eventHistory.filterTokens).toHaveText(START)
  await expect(eventHistory.detail('Event name')).toHaveText('CreateUser')
  await expect(eventHistory.detail('User name')).toHaveText('learner')
})

/** Whole days, as one types them. */
const typedRange = (): string => `${sought.startTime.slice(0, 10)} to ${sought.endTime.slice(0, 10)}`

/** Who, what, when, where from, and with what outcome, in the opened event. */
async function readsFiveAnswers(eventHistory: EventHistoryPage): Promise<void> {
  const detail = (term: string) => eventHistory.detail(term)
  await expect(detail('User name')).toHaveText(sought.userName)
  await expect(detail('Event name')).toHaveText(sought.eventName)
  await expect(detail('Event source')).toHaveText(sought.eventSource)
  await expect(detail('Event time')).toHaveText(/^\d{4}-\d\d-\d\d.* UTC/)
  await expect(detail('Source IP address')).toHaveText(/^[\d.]+$|^[0-9a-f:]+$|amazonaws\.com$/)
  await expect(detail('Error code')).toHaveText(/^(\w[\w.]+|-)$/)
}

async function holdsRecordInClipboard(
  page: Page,
  { origin }: EventHistoryPage,
  eventID: string,
): Promise<void> {
  const record = await (await fetch(`${origin}/api/events/${eventID}`)).text()
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(record)
}

async function showsEvent(page: Page, eventID: string): Promise<void> {
  await expect(page).toHaveURL(new RegExp(`event=${eventID}`))
  await expect(new EventHistoryPage(page, '').detail('Event ID')).toHaveText(eventID)
  await expect(page.getByRole('treeitem', { name: /^eventVersion: / })).toBeVisible()
}

/** The address in another browser: the same events, the same one opened. */
async function showsTheSameElsewhere(browser: Browser, page: Page): Promise<void> {
  const elsewhere = await browser.newContext()
  const other = await elsewhere.newPage()
  await other.goto(page.url())
  await expect(other.getByRole('heading', { level: 1 })).toHaveText(
    `Event history (${sought.eventIDs.length})`,
  )
  await showsEvent(other, sought.eventIDs[0]!)
  await elsewhere.close()
}

async function holdsJustTheSought(path: string): Promise<void> {
  const { Records } = JSON.parse(await readFile(path, 'utf8')) as { Records: { eventID: string }[] }
  expect(Records.map(({ eventID }) => eventID)).toEqual(sought.eventIDs)
}
