import type { Page } from '@playwright/test'
import type { EventHistoryPage } from './EventHistoryPage.ts'
import { expect } from './fixtures.ts'
import { byTime, shown, sorted, tally, test, titleOf } from './investigation.ts'
import { NO_REAL_LOG_FILES, realLogFiles } from './logFiles.ts'

/*
 * Questions that people have of an account, each asked of all public log files on a fresh page, by
 * mouse and by typing values. Every answer is also found by a plain line over the files.
 */

test.skip(!realLogFiles(), NO_REAL_LOG_FILES)

test('what did this access key do after 12:20', async ({ investigation, records }) => {
  const key = 'AKIATFQR7NSC8Q4X20BJ'
  const [start, end] = ['2023-07-10T12:20:00Z', '2023-07-10T14:00:00Z']
  const did = records.filter(
    ({ userIdentity, eventTime = '' }) =>
      userIdentity?.accessKeyId === key && eventTime >= start && eventTime <= end,
  )
  const counts = tally(did.map(({ eventName }) => eventName))

  await investigation.filterBy(key)
  await investigation.pickTimeRange(start, end)
  await expect(investigation.heading).toHaveText(titleOf(did.length))
  const [most] = Object.entries(counts).toSorted(([, one], [, other]) => other - one)
  await expect(investigation.facetValue('Event name', `${most![0]}, ${most![1]} events`)).toBeVisible()
  await investigation.only('Read-only', 'false')
  const changed = did.filter(({ readOnly }) => readOnly === false)
  await expect(investigation.heading).toHaveText(titleOf(changed.length))
  await investigation.facet('Event name').scrollIntoViewIfNeeded()
  await expect(investigation.facet('Event name').getByRole('button', { expanded: true })).toContainText(
    `${new Set(changed.map(({ eventName }) => eventName)).size} values`,
  )
})

test('which calls were denied to this user, and when did they begin to succeed', async ({
  investigation,
  records,
}) => {
  const his = records.filter(({ userIdentity }) => userIdentity?.userName === 'bert-jan')
  const denied = his.filter(({ errorCode }) => errorCode === 'AccessDenied')
  const begins = his
    .filter(named('AssumeRole'))
    .filter(
      ({ errorCode, eventTime = '' }) => !errorCode && eventTime > denied.toSorted(byTime)[0]!.eventTime!,
    )
    .toSorted(byTime)[0]!

  await investigation.only('User name', 'bert-jan')
  await investigation.only('Error code', 'AccessDenied')
  await expect(investigation.heading).toHaveText(titleOf(denied.length))
  expect(tally(await investigation.listed('eventName'))).toEqual(
    tally(denied.map(({ eventName }) => eventName)),
  )
  await investigation.ask(investigation.row('AssumeRole').first(), 'eventName', 'Filter for')
  await investigation.only('Error code', 'none')
  await investigation.grid
    .getByRole('columnheader', { name: 'Event time' })
    .getByRole('button')
    .first()
    .click()
  await expect(investigation.rows.first()).toContainText(shown(begins.eventTime))
})

test('who deleted this bucket', async ({ investigation, records }) => {
  const bucket = 'stratus-red-team-ctlr-bucket-zqfsvooxqj'
  const tries = records.filter(
    (record) => named('DeleteBucket')(record) && record.requestParameters?.['bucketName'] === bucket,
  )
  const [done, ...others] = tries.filter(({ errorCode }) => !errorCode)
  expect(others).toEqual([])
  expect(tries.length).toBeGreaterThan(1)

  await investigation.filterBy(bucket)
  await investigation.only('Event name', 'DeleteBucket')
  await expect(investigation.heading).toHaveText(titleOf(tries.length))
  await investigation.openEvent(investigation.rows.filter({ hasNotText: 'Failed' }))
  await expect(investigation.detail('User name')).toHaveText(done!.userIdentity!.userName!)
  await expect(investigation.detail('Event ID')).toHaveText(done!.eventID!)
  await investigation.details.getByRole('button', { name: 'Why this matched' }).click()
  await expect(investigation.why.getByRole('listitem')).toHaveText([
    /Event name = DeleteBucket in\s*eventName DeleteBucket/,
    /in\s*requestParameters.bucketName/,
  ])
  await investigation.why.getByRole('button', { name: `requestParameters.bucketName ${bucket}` }).click()
  await expect(investigation.page.locator('mark[data-current]')).toHaveText(bucket)
  await expect(investigation.details.getByRole('status').filter({ hasText: /^\d+ of \d+$/ })).toBeVisible()
})

test('who turned off the trail', async ({ investigation, page, records }) => {
  const stops = records.filter(({ eventName }) => eventName === 'StopLogging' || eventName === 'DeleteTrail')
  const worked = stops.filter(({ errorCode }) => !errorCode).toSorted(byTime)

  for (const name of ['StopLogging', 'DeleteTrail']) {
    await investigation.filterInput.fill(name)
    await page.getByRole('option', { name: `Event name = ${name}` }).click()
  }
  await expect(investigation.heading).toHaveText(titleOf(stops.length))
  await investigation.only('Error code', 'none')
  await expect(investigation.heading).toHaveText(titleOf(worked.length))
  const told = worked
    .toReversed()
    .map(({ eventTime, userIdentity }) => `${shown(eventTime)} ${userIdentity?.userName}`)
  const [times, users] = [await investigation.listed('eventTime'), await investigation.listed('userName')]
  expect(sorted(times.map((time, i) => `${time} ${users[i]}`))).toEqual(sorted(told))
})

test('which IP addresses did this user come from', async ({ investigation, records }) => {
  const addresses = tally(
    records
      .filter(({ userIdentity }) => userIdentity?.userName === 'christophe')
      .map(({ sourceIPAddress }) => sourceIPAddress),
  )

  await investigation.only('User name', 'christophe')
  const facet = investigation.facet('Source IP address')
  await facet.scrollIntoViewIfNeeded()
  await facet.getByRole('button', { name: 'More of Source IP address' }).click()
  await expect(facet.getByRole('checkbox')).toHaveCount(Object.keys(addresses).length)
  const labels = await facet
    .getByRole('checkbox')
    .evaluateAll((boxes) => boxes.map((box) => box.getAttribute('aria-label')))
  expect(sorted(labels)).toEqual(
    sorted(
      Object.entries(addresses).map(
        ([address, count]) => `${address}, ${count} event${count === 1 ? '' : 's'}`,
      ),
    ),
  )
})

test('what changed in this security group', async ({ investigation, records }) => {
  const group = 'sg-04cfb7a4712d75b00'
  const changes = records.filter(
    (record) => record.readOnly === false && JSON.stringify(record).includes(group),
  )

  await investigation.filterBy(group)
  await investigation.only('Read-only', 'false')
  await expect(investigation.heading).toHaveText(titleOf(changes.length))
  expect(sorted(await investigation.listed('eventName'))).toEqual(
    sorted(changes.map(({ eventName }) => eventName)),
  )
  // It was opened and closed again: the histogram shows it in two heaps, the first of which is
  // looked at.
  const inOrder = changes.toSorted(byTime)
  const [first] = inOrder
  const around = new URL(investigation.page.url())
  around.searchParams.set('startTime', first!.eventTime!)
  around.searchParams.set('endTime', inOrder.at(-1)!.eventTime!)
  await investigation.page.goto(around.href)
  await expect(investigation.heading).toHaveText(titleOf(changes.length))
  await drawEndTo(investigation, 0.3)
  const { start, end } = timesIn(investigation.page)
  const early = changes.filter(({ eventTime = '' }) => eventTime >= start && eventTime <= end)
  expect(early).toContain(first)
  expect(early.length).toBeLessThan(changes.length)
  await expect(investigation.heading).toHaveText(titleOf(early.length))
  await investigation.histogram.getByRole('button', { name: 'Undo zoom' }).click()
  await expect(investigation.heading).toHaveText(titleOf(changes.length))
})

test('what happened around this console login', async ({ investigation, records }) => {
  const login = records.find(
    (record) =>
      named('ConsoleLogin')(record) && record.userIdentity?.userName === 'stratus-red-team-nmfalu-gfjyeaypjt',
  )!
  const minute = 60_000
  const within = (record: { eventTime?: string }) =>
    Math.abs(Date.parse(record.eventTime ?? '') - Date.parse(login.eventTime!)) <= minute
  const around = records.filter(within)
  const address = around.filter(({ sourceIPAddress }) => sourceIPAddress === login.sourceIPAddress)

  await investigation.only('Event name', 'ConsoleLogin')
  await investigation.openEvent(investigation.row('stratus-red-team-nmfalu-gfjyeaypjt'))
  await investigation.details.getByRole('button', { name: 'Around this event' }).click()
  const counts = investigation.around.getByRole('row', { name: 'Same source IP address' }).getByRole('cell')
  await expect(counts.first()).toHaveText(String(address.length))
  await investigation.around.getByRole('link', { name: /^All events, ±1 minute/ }).click()
  await expect(investigation.heading).toHaveText(titleOf(around.length))
  await expect(
    investigation.row(shown(login.eventTime)).and(investigation.page.locator('[aria-current=true]')),
  ).toBeInViewport()
})

test('what did these two permissions open: compare them', async ({ investigation, page, records }) => {
  const opened = records
    .filter(named('AuthorizeSecurityGroupIngress'))
    .filter(({ userIdentity }) => userIdentity?.userName === 'bert-jan')
    .toSorted(byTime)
  expect(opened).toHaveLength(2)

  await investigation.only('Event name', 'AuthorizeSecurityGroupIngress')
  await investigation.only('User name', 'bert-jan')
  await expect(investigation.heading).toHaveText(titleOf(2))
  for (const index of [0, 1]) await investigation.rows.nth(index).getByRole('checkbox').click()
  await page.getByRole('link', { name: 'Compare event details' }).click()
  const compared = page.getByRole('region', { name: 'Compared events' })
  const cidr = compared.getByRole('row', { name: /Differs.*requestParameters\.cidrIp/ }).getByRole('cell')
  await expect(cidr).toHaveText(
    opened
      .toReversed()
      .map(({ requestParameters }) => (requestParameters?.['cidrIp'] as string | undefined) ?? '-'),
  )
})

const named =
  (name: string) =>
  ({ eventName }: { readonly eventName?: string }) =>
    eventName === name

/** Drags the end of the time range over the bars, to a share of the way. */
async function drawEndTo({ page, histogram }: EventHistoryPage, to: number): Promise<void> {
  const box = (await histogram.getByRole('slider', { name: 'Bars' }).boundingBox())!
  const y = box.y + box.height / 2
  const before = page.url()
  await page.mouse.move(box.x + box.width - 2, y)
  await page.mouse.down()
  await page.mouse.move(box.x + to * box.width, y, { steps: 4 })
  await page.mouse.up()
  await expect(page).not.toHaveURL(before)
}

/** The time range in the address. */
function timesIn(page: Page): { readonly start: string; readonly end: string } {
  const { searchParams } = new URL(page.url())
  return { start: searchParams.get('startTime') ?? '', end: searchParams.get('endTime') ?? '9' }
}
