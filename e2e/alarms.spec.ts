import { ask } from '../src/testing/ask.ts'
import type { ServedConsole } from '../src/testing/runningConsole.ts'
import { violations } from './axe.ts'
import { EventHistoryPage } from './EventHistoryPage.ts'
import { expect, test } from './fixtures.ts'
import { expectAllInReach } from './reach.ts'
import { DELIVERING } from './simulatedAccount.ts'

const REGION = 'eu-central-1'
const ALARM = 'CIS-4.7-KmsKeyDisablingOrDeletion'

/** A call in the account, as the page makes them. */
async function call<Output>(
  { origin }: ServedConsole,
  service: string,
  operation: string,
  input: object,
): Promise<Output> {
  const response = await fetch(`${origin}/api/account/calls`, {
    method: 'POST',
    body: JSON.stringify({ as: 'user/learner', region: REGION, service, operation, input }),
  })
  const { output, failure } = (await response.json()) as {
    readonly output: Output
    readonly failure: unknown
  }
  expect(failure).toBeNull()
  return output
}

test('an alarm of the CIS benchmark fires when a key is disabled, is noticed, and is deleted', async ({
  ownServerWith,
  page,
}) => {
  test.slow()
  const server = await ownServerWith(...DELIVERING)
  const heading = page.getByRole('heading', { level: 1 })
  const button = (name: string) => page.getByRole('button', { name, exact: true })

  await test.step('without a log group, the page leads to a trail that has one', async () => {
    await page.goto(`${server.origin}/alarms`)
    await expect(heading).toHaveText('Alarms (0)')
    expect(await violations(page)).toEqual([])
    await page.getByRole('link', { name: 'Create trail' }).click()
    await page.getByLabel('Trail name').fill('watched')
    await page.getByRole('checkbox', { name: 'CloudWatch Logs' }).check()
    await button('Next').click()
    await button('Next').click()
    await button('Create trail').click()
    await expect(page.getByText(/^Logging since/)).toBeVisible()
    // Its own start is delivered before there are alarms.
    const trail = { Name: 'watched' }
    await expect
      .poll(() =>
        call<{ LatestCloudWatchLogsDeliveryTime?: string }>(server, 'cloudtrail', 'GetTrailStatus', trail),
      )
      .toHaveProperty('LatestCloudWatchLogsDeliveryTime')
  })

  const row = page.getByRole('row', { name: ALARM })
  await test.step('one click creates the fourteen alarms', async () => {
    await page.goto(`${server.origin}/alarms`)
    await button('Create 14 CIS alarms').click()
    await expect(heading).toHaveText('Alarms (14)')
    await expect(row).toContainText(/OK|Insufficient data/)
    expect(await violations(page)).toEqual([])
    for (const width of [360, 720, 1280]) {
      await page.setViewportSize({ width, height: 720 })
      await expectAllInReach(page, `the alarms at ${width}`)
    }
  })

  await test.step('a disabled key fires one: a notice, a badge and its state', async () => {
    const { KeyMetadata } = await call<{ KeyMetadata: { KeyId: string } }>(server, 'kms', 'CreateKey', {})
    await call(server, 'kms', 'DisableKey', { KeyId: KeyMetadata.KeyId })
    await expect(page.getByText(`Alarm ${ALARM}`, { exact: true })).toBeVisible()
    await expect(row).toContainText('In alarm')
    await expect(page.getByText('1 in alarm.')).toBeVisible()
    await button('Open navigation').click()
    const navigation = page.getByRole('navigation', { name: 'Navigation' })
    await expect(navigation.getByRole('listitem').filter({ hasText: 'Alarms' })).toContainText('1')
    expect(await violations(page)).toEqual([])
    expect((await ask<{ alarms: number }>(server, '/api/status')).alarms).toBe(1)
  })

  await test.step('the notice leads to the event', async () => {
    await page.getByRole('link', { name: 'Show its events' }).click()
    const eventHistory = new EventHistoryPage(page, server.origin)
    await expect(eventHistory.rows.filter({ hasText: 'DisableKey' })).toHaveCount(1)
    await expect(page.getByText(`Alarm ${ALARM}`, { exact: true })).toBeHidden()
  })

  await test.step('Delete', async () => {
    await page.goBack()
    await button(`Delete ${ALARM}`).click()
    await page.keyboard.press('Escape')
    await expect(button(`Delete ${ALARM}`)).toBeFocused()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Delete alarm' })
    await dialog.getByRole('button', { name: 'Delete', exact: true }).click()
    await expect(heading).toHaveText('Alarms (13)')
    await expect(row).toBeHidden()
  })
})
