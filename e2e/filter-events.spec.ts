import { expect, test } from './fixtures.ts'
import { record } from './logFiles.ts'

const RECORDS = [
  record(1),
  record(2, { eventName: 'RunInstances', readOnly: false }),
  record(3, { eventName: 'StopInstances', readOnly: false, errorCode: 'Client.UnauthorizedOperation' }),
  record(4, { eventName: 'StopInstances', readOnly: false, sourceIPAddress: '198.51.100.7' }),
]

test('shows everything in the log files, newest first, and narrows it by a typed token, a link and a word', async ({
  eventHistoryOf,
  page,
}) => {
  const eventHistory = await eventHistoryOf(RECORDS)
  await eventHistory.open()
  await expect(eventHistory.rows).toHaveCount(4)
  await expect(eventHistory.heading).toHaveText('Event history (4)')
  await expect(eventHistory.rows.first()).toContainText('00:04:00')

  await test.step('a typed token narrows the list, and the address names it', async () => {
    await eventHistory.filterBy('Event name = StopInstances')
    await expect(eventHistory.heading).toHaveText('Event history (2)')
    await expect(eventHistory.rows).toHaveCount(2)
    expect(new URL(page.url()).searchParams.getAll('eventName')).toEqual(['StopInstances'])
    await page.goBack()
    await expect(eventHistory.heading).toHaveText('Event history (4)')
  })

  await test.step('a link finds what it says, and is cleared', async () => {
    await eventHistory.go('/?sourceIPAddress=198.51.100.0/24&eventName=StopInstances')
    await expect(eventHistory.heading).toHaveText('Event history (1)')
    await expect(eventHistory.filterTokens).toHaveCount(2)
    await eventHistory.clearFilters.click()
    await expect(eventHistory.heading).toHaveText('Event history (4)')
  })

  await test.step('a word is found anywhere in a record', async () => {
    await eventHistory.go('/?text=unauthorizedoperation')
    await expect(eventHistory.heading).toHaveText('Event history (1)')
    await expect(eventHistory.rows.first()).toContainText('StopInstances')
  })
})
