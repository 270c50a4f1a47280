import { expect } from './fixtures.ts'
import { byTime, shown, sorted, tally, test, titleOf } from './investigation.ts'
import { goToRow, onlyByKeys, tabTo, typeFilter } from './keyboard.ts'
import { NO_REAL_LOG_FILES, realLogFiles } from './logFiles.ts'
import type { PlainRecord } from './plainRecords.ts'

/*
 * Questions that people have of an account, each asked of all public log files on a fresh page, by
 * keyboard alone. Every answer is also found by a plain line over the files.
 */

test.skip(!realLogFiles(), NO_REAL_LOG_FILES)

test('with whom was this snapshot shared', async ({ investigation, page, records }) => {
  const shares = records.filter(
    (record) =>
      record.eventName === 'ModifySnapshotAttribute' &&
      record.requestParameters?.['snapshotId'] === 'snap-083d3b857c13988bc',
  )
  const [shared] = shares.toSorted(byTime)
  const { userId } = (
    shared!.requestParameters as unknown as {
      createVolumePermission: { add: { items: [{ userId: string }] } }
    }
  ).createVolumePermission.add.items[0]

  await typeFilter(investigation, 'eventName=ModifySnapshotAttribute', 'snap-083d3b857c13988bc')
  await expect(investigation.heading).toHaveText(titleOf(shares.length))
  await goToRow(investigation, shown(shared!.eventTime))
  await page.keyboard.press('Enter')
  await expect(investigation.record).toBeVisible()
  await tabTo(page, page.getByRole('searchbox', { name: 'Search in this record' }))
  await page.keyboard.type('userId')
  await expect(page.getByRole('treeitem', { name: `userId: "${userId}"` })).toBeVisible()
})

test('what did the root user do', async ({ investigation, records }) => {
  const did = records.filter(({ userIdentity }) => userIdentity?.type === 'Root')

  await typeFilter(investigation, 'userIdentity.type=Root')
  await expect(investigation.heading).toHaveText(titleOf(did.length))
  const names = tally(did.map(({ eventName }) => eventName))
  const signIns = `ConsoleLogin, ${names['ConsoleLogin']} events`
  await expect(investigation.facetValue('Event name', signIns)).toBeVisible()
  await onlyByKeys(investigation, 'Event name', 'ConsoleLogin')
  await expect(investigation.heading).toHaveText(titleOf(names['ConsoleLogin']!))
})

test('when were calls throttled, and how many at the worst', async ({ investigation, page, records }) => {
  const throttled = records.filter(({ errorCode }) => errorCode === 'ThrottlingException')
  const { keyboard } = page

  await typeFilter(investigation, 'errorCode=ThrottlingException')
  await expect(investigation.heading).toHaveText(titleOf(throttled.length))
  const bars = investigation.histogram.getByRole('slider', { name: 'Bars' })
  await tabTo(page, bars)
  // The highest bar, found by going over all of them as one who cannot see them does.
  const heights: number[] = []
  const last = Number(await bars.getAttribute('aria-valuemax'))
  await keyboard.press('Home')
  for (let bar = 0; bar <= last; bar++) {
    const [, count = '0'] = /, ([\d,]+) events?/.exec((await bars.getAttribute('aria-valuetext')) ?? '') ?? []
    heights.push(Number(count.replace(',', '')))
    await keyboard.press('ArrowRight')
  }
  const highest = Math.max(...heights)
  for (let bar = last; bar > heights.indexOf(highest); bar--) await keyboard.press('ArrowLeft')
  await keyboard.press('Enter')
  await expect(investigation.heading).toHaveText(titleOf(highest))
  const { searchParams } = new URL(page.url())
  const [start, end] = [searchParams.get('startTime')!, searchParams.get('endTime')!]
  expect(throttled.filter(({ eventTime = '' }) => eventTime >= start && eventTime <= end)).toHaveLength(
    highest,
  )
  await keyboard.press('Backspace')
  await expect(investigation.heading).toHaveText(titleOf(throttled.length))
})

test('who gave away administrator access, and where does it say so', async ({
  investigation,
  page,
  records,
}) => {
  const gave = records.filter(
    (record) =>
      record.eventName === 'AttachUserPolicy' && JSON.stringify(record).includes('AdministratorAccess'),
  )

  await typeFilter(investigation, 'eventName=AttachUserPolicy', 'administratoraccess')
  await expect(investigation.heading).toHaveText(titleOf(gave.length))
  expect(sorted(await investigation.listed('userName'))).toEqual(
    sorted(gave.map(({ userIdentity }) => userIdentity?.userName)),
  )
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(investigation.record).toBeVisible()
  await tabTo(page, investigation.details.getByRole('button', { name: 'Why this matched' }))
  await page.keyboard.press('Enter')
  await tabTo(page, investigation.why.getByRole('button', { name: /policyArn arn:aws:iam::aws:policy/ }))
  await page.keyboard.press('Enter')
  await expect(investigation.record).toBeFocused()
  await expect(page.locator('mark[data-current]')).toHaveText('AdministratorAccess')
})

test('did this user sign in from this address: nothing found, and why', async ({
  investigation,
  page,
  records,
}) => {
  const [user, name, address] = ['bert-jan', 'ConsoleLogin', '192.168.10.20']
  const is = {
    user: (record: PlainRecord) => record.userIdentity?.userName === user,
    name: (record: PlainRecord) => record.eventName === name,
    address: (record: PlainRecord) => record.sourceIPAddress === address,
  }
  expect(records.filter((record) => is.user(record) && is.name(record) && is.address(record))).toEqual([])
  const without = {
    user: records.filter((record) => is.name(record) && is.address(record)).length,
    name: records.filter((record) => is.user(record) && is.address(record)).length,
    address: records.filter((record) => is.user(record) && is.name(record)).length,
  }

  await typeFilter(investigation, `userName=${user}`, `eventName=${name}`, `sourceIPAddress=${address}`)
  await expect(page.getByRole('heading', { name: 'No events match this filter' })).toBeVisible()
  const counted = (label: string, count: number) =>
    page.getByRole('listitem').filter({
      hasText: new RegExp(`${count.toLocaleString('en-US')} events? without ${label}`),
    })
  await expect(counted('User name', without.user)).toBeVisible()
  await expect(counted('Event name', without.name)).toBeVisible()
  await expect(counted('Source IP address', without.address)).toBeVisible()
  await tabTo(page, counted('Source IP address', without.address).getByRole('button'))
  await page.keyboard.press('Enter')
  await expect(investigation.heading).toHaveText(titleOf(without.address))
})

test('what else did this session do', async ({ investigation, page, records }) => {
  const asked = records.find(
    (record) => record.eventName === 'GetPasswordData' && record.eventTime?.startsWith('2023-07-10'),
  )!
  const key = asked.userIdentity?.accessKeyId
  const session = records.filter(({ userIdentity }) => userIdentity?.accessKeyId === key)

  await typeFilter(investigation, 'eventName=GetPasswordData', 'accountId=123837392027')
  const alike = records.filter(
    ({ eventName, recipientAccountId }) =>
      eventName === asked.eventName && recipientAccountId === '123837392027',
  )
  await expect(investigation.heading).toHaveText(titleOf(alike.length))
  await page.keyboard.press('j')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('.')
  await expect(investigation.valueMenu).toBeVisible()
  await page.keyboard.type('same se')
  await expect(investigation.menuItem('Same session')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(investigation.heading).toHaveText(titleOf(session.length))
})

test('which buckets did this user write to', async ({ investigation, page, records }) => {
  const created = records
    .filter(
      ({ eventName, userIdentity }) => eventName === 'CreateBucket' && userIdentity?.userName === 'bert-jan',
    )
    .map(({ requestParameters }) => requestParameters?.['bucketName'] as string)

  await typeFilter(investigation, 'eventName=CreateBucket', 'userName=bert-jan')
  await expect(investigation.heading).toHaveText(titleOf(created.length))
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(investigation.record).toBeVisible()
  // The bucket's name in the record becomes a column.
  await tabTo(page, investigation.record)
  const active = page.locator('[role=treeitem][aria-selected=true]')
  for (
    let rows = 0;
    rows < 60 && !(await active.getAttribute('aria-label'))?.startsWith('bucketName:');
    rows++
  )
    await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(investigation.valueMenu).toBeVisible()
  await page.keyboard.type('add')
  await expect(investigation.menuItem('Add as column')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect
    .poll(async () => (await investigation.listed('requestParameters.bucketName')).toSorted())
    .toEqual(created.toSorted())
})

test('what happened in the minutes before the trail was deleted', async ({
  investigation,
  page,
  records,
}) => {
  const deleted = records
    .filter(({ eventName, errorCode }) => eventName === 'DeleteTrail' && !errorCode)
    .toSorted(byTime)
    .at(-1)!
  const at = Date.parse(deleted.eventTime!)
  const around = records.filter(({ eventTime }) => Math.abs(Date.parse(eventTime ?? '') - at) <= 5 * 60_000)

  await typeFilter(investigation, 'eventName=DeleteTrail', 'errorCode=')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(investigation.detail('Event ID')).toHaveText(deleted.eventID!)
  await tabTo(page, investigation.details.getByRole('button', { name: 'Around this event' }))
  await page.keyboard.press('Enter')
  const link = investigation.around.getByRole('link', { name: /^All events, ±5 minutes/ })
  await tabTo(page, link)
  await page.keyboard.press('Enter')
  await expect(investigation.heading).toHaveText(titleOf(around.length))
  await page.keyboard.press('Escape')
  await expect(investigation.grid).toBeFocused()
  expect(tally(await investigation.listed('eventName'))).toEqual(
    tally(around.map(({ eventName }) => eventName)),
  )
})

test('how do these two sign-ins differ: compare them', async ({ investigation, page, records }) => {
  const [first, second] = records
    .filter((record) => record.eventName === 'ConsoleLogin' && record.eventTime?.startsWith('2023-07-10'))
    .toSorted(byTime)
    .toReversed()

  await typeFilter(investigation, 'eventName=ConsoleLogin', 'accountId=123837392027')
  await expect(investigation.heading).toHaveText(titleOf(2))
  for (const _ of [first, second]) {
    await page.keyboard.press('j')
    await page.keyboard.press(' ')
  }
  await tabTo(page, page.getByRole('link', { name: 'Compare event details' }))
  await page.keyboard.press('Enter')
  const compared = page.getByRole('region', { name: 'Compared events' })
  await expect(compared.getByRole('row', { name: /Differs.*sourceIPAddress/ }).getByRole('cell')).toHaveText([
    first!.sourceIPAddress!,
    second!.sourceIPAddress!,
  ])
  const differs = (path: string) => compared.getByRole('row', { name: new RegExp(`Differs.*${path}`) })
  await expect(differs('userIdentity.userName')).toHaveCount(
    first!.userIdentity?.userName === second!.userIdentity?.userName ? 0 : 1,
  )
})
