import { expect, test } from './fixtures.ts'
import { record } from './logFiles.ts'

const RECORDS = [
  record(1),
  record(2, { eventName: 'RunInstances', errorCode: 'Client.UnauthorizedOperation' }),
  record(3, { eventName: 'StopInstances', awsRegion: 'us-east-1' }),
  record(4, { eventName: 'StopInstances', awsRegion: 'us-east-1', sourceIPAddress: '198.51.100.7' }),
]

test('says what each condition excludes, and removes or corrects it at a click', async ({
  eventHistoryOf,
  page,
}) => {
  const eventHistory = await eventHistoryOf(RECORDS)
  await page.goto(
    `${eventHistory.origin}/?eventName=StopInstances&awsRegion=eu-central-1&startTime=2026-01-01`,
  )
  const ways = page.getByRole('listitem').filter({ hasText: /events? without / })
  await expect(ways).toHaveText([
    /^2 events without Event name is StopInstances/,
    /^2 events without AWS region is eu-central-1/,
    /^0 events without /,
  ])
  await ways.getByRole('button', { name: 'Remove AWS region is eu-central-1' }).click()
  await expect(eventHistory.heading).toHaveText('Event history (2)')

  await eventHistory.go('/?eventName=stopinstances&awsRegion=us-east-1')
  await expect(page.getByRole('list', { name: 'Did you mean' })).toHaveText(
    'Event name is stopinstances: did you mean StopInstances (2 events)?',
  )
  await page.getByRole('button', { name: 'Use StopInstances instead of stopinstances' }).click()
  await expect(eventHistory.heading).toHaveText('Event history (2)')
  await expect(page).toHaveURL(/\?eventName=StopInstances&awsRegion=us-east-1$/)
})
