import { expect, test } from './fixtures.ts'
import { record } from './logFiles.ts'

const RECORDS = [
  record(1),
  record(2, { eventName: 'RunInstances', errorCode: 'Client.UnauthorizedOperation' }),
  record(3, { eventName: 'StopInstances', awsRegion: 'us-east-1' }),
  record(4, { eventName: 'StopInstances', awsRegion: 'us-east-1', sourceIPAddress: '198.51.100.7' }),
]

test('says what each condition excludes, and takes it away at a click', async ({ eventHistoryOf, page }) => {
  const eventHistory = await eventHistoryOf(RECORDS)
  await page.goto(
    `${eventHistory.origin}/?eventName=StopInstances&awsRegion=eu-central-1&startTime=2026-01-01`,
  )
  const ways = page.getByRole('listitem').filter({ hasText: /^Without/ })
  await expect(ways).toHaveText([
    /Event name = StopInstances: 2 events/,
    /AWS region = eu-central-1: 2 events/,
    /: 0 events/,
  ])
  await ways.getByRole('button', { name: 'Remove AWS region = eu-central-1' }).click()
  await expect(eventHistory.heading).toHaveText('Event history (2)')
})

test('counts two at once where no single one helps', async ({ eventHistoryOf, page }) => {
  const eventHistory = await eventHistoryOf(RECORDS)
  await page.goto(`${eventHistory.origin}/?eventName=NoSuchName&awsRegion=nowhere&readOnly=true`)
  await expect(page.getByText('No single one helps. Taking away two gives:')).toBeVisible()
  const both = page.getByRole('listitem').filter({ hasText: 'Remove both' })
  await expect(both).toHaveText([/Event name = NoSuchName and AWS region = nowhere: 4 events/])
  await both.getByRole('button').click()
  await expect(eventHistory.heading).toHaveText('Event history (4)')

  await page.goto(
    `${eventHistory.origin}/?eventName=NoSuchName&awsRegion=nowhere&userName=nobody&readOnly=false`,
  )
  await expect(page.getByText('No single one helps, nor do any two.')).toBeVisible()
})

test('offers to ask for a part where the whole value is nowhere', async ({ eventHistoryOf, page }) => {
  const eventHistory = await eventHistoryOf(RECORDS)
  await page.goto(`${eventHistory.origin}/?errorCode=UnauthorizedOperation`)
  await page.getByRole('button', { name: 'Ask for Error code contains UnauthorizedOperation' }).click()
  await expect(eventHistory.heading).toHaveText('Event history (1)')
})
