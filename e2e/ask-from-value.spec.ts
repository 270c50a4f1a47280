import type { Locator, Page } from '@playwright/test'
import { violations } from './axe.ts'
import type { EventHistoryPage } from './EventHistoryPage.ts'
import { expect, test } from './fixtures.ts'
import { eventID, record } from './logFiles.ts'

/** The one event that the tests ask from, among others at other minutes. */
const asked = record(30, {
  eventName: 'AttachUserPolicy',
  eventSource: 'iam.amazonaws.com',
  readOnly: false,
  userIdentity: {
    type: 'AssumedRole',
    principalId: 'AROAEXAMPLE:bob',
    arn: 'arn:aws:sts::111122223333:assumed-role/admin/bob',
    accountId: '111122223333',
    accessKeyId: 'ASIAEXAMPLEBOB',
    sessionContext: { attributes: { creationDate: '2026-03-01T00:20:00Z' } },
  },
  requestParameters: { userName: 'carol', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
  sharedEventID: 'shared-1',
})
const { userIdentity } = asked

let eventHistory: EventHistoryPage
let row: Locator

const RECORDS = [
  ...Array.from({ length: 60 }, (_, number) => record(number)).filter((_, number) => number !== 30),
  asked,
  record(61, { userIdentity, eventName: 'ListUsers', requestID: asked['requestID'] }),
  record(200, { userIdentity: { ...Object(userIdentity), accessKeyId: 'ASIAEXAMPLENEXT' } }),
]

test.beforeEach(async ({ eventHistoryOf }) => {
  eventHistory = await eventHistoryOf(RECORDS)
  await eventHistory.open('/?readOnly=false')
  row = eventHistory.row('AttachUserPolicy')
})

test('asks by right click: from a cell, one of several resources, a leaf of the record and a detail; the browser keeps its own menu', async ({
  page,
}) => {
  await test.step('with Shift, and on selected text, the menu is the browser’s own', async () => {
    await page.evaluate(() => {
      addEventListener('contextmenu', (domEvent) => {
        document.body.dataset['own'] = String(!domEvent.defaultPrevented)
      })
    })
    const own = () => page.evaluate(() => document.body.dataset['own'])
    const cell = eventHistory.cell(row, 'eventSource').getByText('iam.amazonaws.com')
    await cell.click({ button: 'right' })
    await expect(eventHistory.valueMenu).toBeVisible()
    expect(await own()).toBe('false')
    await page.keyboard.press('Escape')
    await cell.click({ button: 'right', modifiers: ['Shift'] })
    expect(await own()).toBe('true')
    await expect(eventHistory.valueMenu).toBeHidden()
    await eventHistory.selectText(cell)
    await cell.click({ button: 'right', position: { x: 4, y: 8 } })
    expect(await own()).toBe('true')
    await expect(eventHistory.valueMenu).toBeHidden()
  })

  await test.step('from a cell: the item is a link, and leads to what it says', async () => {
    await eventHistory.cell(row, 'userName').click({ button: 'right' })
    await expect(eventHistory.valueMenu).toBeVisible()
    await expect(eventHistory.menuItem('Same session')).toHaveAttribute(
      'href',
      `/?userIdentity.principalId=AROAEXAMPLE:bob&userIdentity.sessionContext.attributes.creationDate=2026-03-01T00:20:00Z&event=${eventID(30)}`,
    )
    await eventHistory.menuItem('Filter out').click()
    await expect(eventHistory.heading).toHaveText('Event history (0)')
    await page.goBack()
    await eventHistory.cell(row, 'userName').click({ button: 'right' })
    await eventHistory.menuItem('Replace filter with this').click()
    await expect(eventHistory.heading).toHaveText('Event history (3)')
    expect(new URL(page.url()).search).toBe('?userName=bob')
  })

  await test.step('from one of several resources', async () => {
    await eventHistory.go('/?readOnly=false')
    await eventHistory.cell(row, 'resource').click({ button: 'right' })
    await eventHistory.menuItem('carol').click()
    await expect(eventHistory.menuItem('Filter for resourceName=carol')).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(eventHistory.heading).toHaveText('Event history (1)')
    expect(new URL(page.url()).searchParams.get('resourceName')).toBe('carol')
  })

  await test.step('from a leaf of the record, which becomes a column, and from a detail', async () => {
    await eventHistory.go('/?readOnly=false')
    await eventHistory.openEvent(row)
    await page.getByRole('treeitem', { name: 'policyArn: ' }).click({ button: 'right' })
    await eventHistory.menuItem('Add as column').click()
    await expect(
      eventHistory.grid.getByRole('columnheader', { name: 'requestParameters.policyArn' }),
    ).toBeVisible()
    await page.getByRole('treeitem', { name: 'policyArn: ' }).click()
    await page.keyboard.press('Enter')
    await eventHistory.menuItem('Copy path').click()
    await expect.poll(() => clipboard(page)).toBe('requestParameters.policyArn')
    await expect(eventHistory.record).toBeFocused()
    await eventHistory.details.getByRole('button', { name: 'Actions for Source IP address' }).click()
    await eventHistory.menuItem('Copy as filter').click()
    await expect.poll(() => clipboard(page)).toBe('sourceIPAddress=192.0.2.10')
    await eventHistory.details.getByText('ASIAEXAMPLEBOB', { exact: true }).click({ button: 'right' })
    await eventHistory.menuItem('Filter for accessKeyId').click()
    await expect(eventHistory.heading).toHaveText('Event history (1)')
  })
})

test('asks from a cell by keyboard alone, and gets the focus back; copies rows, and the view as commands', async ({
  page,
}) => {
  const { keyboard } = page
  await keyboard.press('j')
  for (const _ of [1, 2, 3]) await keyboard.press('ArrowRight')
  await keyboard.press('.')
  await expect(eventHistory.menuItem('Filter for userName=bob')).toBeFocused()
  await keyboard.type('cop')
  await expect(eventHistory.menuItem('Copy value')).toBeFocused()
  await keyboard.press('Home')
  await keyboard.press('ArrowDown')
  await expect(eventHistory.menuItem('Filter out userName!=bob')).toBeFocused()
  await keyboard.press('Escape')
  await expect(eventHistory.valueMenu).toBeHidden()
  await expect(eventHistory.grid).toBeFocused()
  await keyboard.press('Shift+F10')
  await expect(eventHistory.menuItem('Filter for userName=bob')).toBeFocused()
  await expect(eventHistory.menuItem('Same user')).toBeVisible()
  await keyboard.type('same u')
  await expect(eventHistory.menuItem('Same user')).toBeFocused()
  await keyboard.press('Enter')
  await expect(eventHistory.heading).toHaveText('Event history (3)')
  expect(new URL(page.url()).searchParams.get('userIdentity.arn')).toContain('assumed-role/admin/bob')

  await test.step('the active row, and ticked ones, are copied', async () => {
    await eventHistory.go()
    await eventHistory.grid.focus()
    await keyboard.press('Home')
    await keyboard.press('c')
    await expect(page.getByRole('menu', { name: 'Copy 1 row as' })).toBeVisible()
    await keyboard.press('Enter')
    await expect.poll(() => clipboard(page)).toContain(`"eventID":"${eventID(200)}"`)
    await keyboard.press('Space')
    await keyboard.press('j')
    await keyboard.press('Space')
    await page.getByRole('button', { name: 'Copy rows' }).click()
    await page.getByRole('menuitem', { name: 'Markdown' }).click()
    await expect.poll(async () => (await clipboard(page)).split('\n').length).toBe(4)
    expect(await clipboard(page)).toContain('| ListUsers | 2026-03-01 01:01:00 UTC | bob |')
  })

  await test.step('the view is copied as commands of other tools, with notes on what they leave out', async () => {
    await eventHistory.go('/?userName=bob&errorCode!=$(carol)')
    const notes = page.getByRole('list', { name: 'Notes on the copied command' })
    for (const [item, copied, note] of [
      [
        'Copy as jq',
        /^gunzip -c \.\/\*\.json\.gz \| jq -c '[^']*"\\u0024\(carol\)"[^']*'$/,
        'Numbers are compared as jq prints them',
      ],
      [
        'Copy as SQL',
        /^SELECT \*\nFROM cloudtrail_logs\nWHERE [^]*'\$\(carol\)'/,
        'the CloudTrail table from the AWS documentation',
      ],
      [
        'Copy as aws cloudtrail',
        /^aws cloudtrail lookup-events --lookup-attributes "AttributeKey=Username,AttributeValue=bob"$/,
        'errorCode!=$(carol) is not included',
      ],
    ] as const) {
      await eventHistory.more(item)
      await expect.poll(() => clipboard(page)).toMatch(copied)
      await expect(notes).toContainText(note)
    }
    await page.getByRole('button', { name: 'Dismiss' }).click()
    await expect(notes).toHaveCount(0)
  })
})

test('the menu of a value is inside the window at every size; around an event are exact counts, and it stays opened at its place; axe finds nothing', async ({
  page,
}) => {
  await test.step('the menu at every size', async () => {
    for (const [width, height] of [
      [390, 844],
      [1440, 420],
      [1440, 900],
    ] as const) {
      await page.setViewportSize({ width, height })
      await eventHistory.cell(row, 'eventTime').click({ button: 'right' })
      await expect(eventHistory.menuItem('Same session')).toBeVisible()
      const box = (await eventHistory.valueMenu.boundingBox())!
      expect(box.x).toBeGreaterThanOrEqual(0)
      expect(box.y).toBeGreaterThanOrEqual(0)
      expect(box.x + box.width).toBeLessThanOrEqual(width)
      expect(box.y + box.height).toBeLessThanOrEqual(height)
      if (height === 900) expect(await violations(page, '[role="menu"]')).toEqual([])
      await page.keyboard.press('Escape')
    }
  })

  await eventHistory.openEvent(row)
  await eventHistory.details.getByRole('button', { name: 'Around this event' }).click()
  const counts = (name: string) => eventHistory.around.getByRole('row', { name }).getByRole('cell')
  await expect(counts('All events')).toHaveText(['3', '11', '31', '61', '62'])
  await expect(counts('Same request')).toHaveText(['1', '1', '1', '2', '2'])
  await expect(counts('Same session')).toHaveText(['1', '1', '1', '2', '3'])
  await expect(counts('Same access key')).toHaveText(['1', '1', '1', '2', '2'])
  await expect(counts('Same shared event ID')).toHaveText(['1', '1', '1', '1', '1'])
  await expect(eventHistory.around.getByRole('img')).toHaveCount(0)
  expect(await violations(page, '.event-details')).toEqual([])
  await eventHistory.around.getByRole('link', { name: 'All events, Any time: 62 events' }).click()
  await expect(eventHistory.heading).toHaveText('Event history (62)')
  expect(new URL(page.url()).search).toBe(`?event=${eventID(30)}`)
  await expect(row).toBeInViewport()
  await expect(row).toHaveAttribute('aria-current', 'true')
  await page.goBack()
  await expect(eventHistory.heading).toHaveText('Event history (1)')
  await eventHistory.around.getByRole('link', { name: 'Same request, Any time: 2 events' }).click()
  await expect(eventHistory.rows).toHaveCount(2)
  await page.reload()
  await expect(eventHistory.rows).toHaveCount(2)
})

function clipboard(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText())
}
