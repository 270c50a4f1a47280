import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { plantedCalls, quietDays } from '../src/testing/plantedCalls.ts'
import { violations } from './axe.ts'
import { EventHistoryPage } from './EventHistoryPage.ts'
import { expect, test } from './fixtures.ts'
import { tabTo } from './keyboard.ts'
import { expectAllInReach } from './reach.ts'

test('the leaked key of the simulated account is an insight, and by keyboard its rate leads to its events', async ({
  eventHistory,
  page,
}) => {
  test.slow()
  const heading = page.getByRole('heading', { level: 1 })
  const insight = page.getByRole('link', { name: 'GetBucketPolicy' })
  const events = page.getByRole('link', { name: /^Show the events \(\d+\)$/ })

  await test.step('the palette leads to the list, which says how unusual it was', async () => {
    await eventHistory.open()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('unusual')
    await page.getByRole('option', { name: /Insights/ }).waitFor()
    await page.keyboard.press('Enter')
    await expect(heading).toHaveText('Insights (1)')
    const row = page.getByRole('table', { name: 'Insights' }).getByRole('row').filter({ has: insight })
    await expect(row).toContainText('API error rate')
    await expect(row).toContainText('AccessDenied')
    await expect(row).toContainText(/Up to [\d,]+%/)
    expect(await violations(page)).toEqual([])
    await expectAllInReach(page, 'the list')
  })

  await test.step('its page has the rate, who made the calls, and the records', async () => {
    await tabTo(page, insight)
    await page.keyboard.press('Enter')
    await expect(heading).toHaveText('GetBucketPolicy')
    await expect(page.getByRole('group', { name: 'Errors of GetBucketPolicy per minute' })).toBeVisible()
    await expect(page.getByRole('table', { name: 'User identity ARNs' }).getByRole('link')).not.toHaveCount(0)
    await expect(eventHistory.record).toContainText('AwsCloudTrailInsight')
    await expect(events).toBeVisible()
    expect(await violations(page)).toEqual([])
  })

  await test.step('the address has how much time is shown', async () => {
    await page.getByRole('button', { name: '1 day', exact: true }).click()
    await expect(page).toHaveURL(/\/insights\/[\da-f-]{36}\?span=1d$/)
    await page.reload()
    await expect(page.getByRole('button', { name: '1 day', exact: true })).toHaveAttribute(
      'aria-pressed',
      'true',
    )
    for (const width of [360, 768, 1920]) {
      await page.setViewportSize({ width, height: 900 })
      await expectAllInReach(page, `an insight at ${width}`)
    }
    await page.setViewportSize({ width: 1440, height: 900 })
  })

  await test.step('Enter on a time of the graph shows its events', async () => {
    const cursor = page.getByRole('slider', { name: 'Values' })
    await tabTo(page, cursor)
    await page.keyboard.press('Home')
    for (let steps = 0; steps < 300; steps++) {
      if (/Insight/.test((await cursor.getAttribute('aria-valuetext')) ?? '')) break
      await page.keyboard.press('ArrowRight')
    }
    await page.keyboard.press('Enter')
    await expect(eventHistory.heading).toHaveText(/Event history \([1-9]/)
    await page.goBack()
  })

  await test.step('a value of the attributions leads to its events, and the button to all of them', async () => {
    const value = page.getByRole('table', { name: 'User identity ARNs' }).getByRole('link').first()
    await tabTo(page, value)
    await page.keyboard.press('Enter')
    await expect(eventHistory.heading).toHaveText(/Event history \([1-9]/)
    await expect(page).toHaveURL(/userIdentity\.arn=/)
    await page.goBack()
    await expect(events).toBeVisible()
    const count = /\d+/.exec(await events.innerText())![0]
    await events.click()
    await expect(eventHistory.heading).toHaveText(`Event history (${count})`)
    await expect(eventHistory.rows).toHaveCount(Number(count))
    await page.goBack()
    await expect(heading).toHaveText('GetBucketPolicy')
    await page.keyboard.press('Escape')
    await expect(heading).toHaveText('Insights (1)')
  })
})

test('insights of log files are found, filtered, and added to the event history', async ({
  folder,
  ownServerWith,
  page,
}) => {
  const midnight = Date.parse('2026-03-01T00:00:00Z')
  const records = [
    ...quietDays(5, midnight),
    ...plantedCalls({ startMs: midnight + 3_600_000, calls: 20 }),
    ...plantedCalls({
      startMs: midnight + 7_200_000,
      calls: 15,
      eventName: 'DeleteBucket',
      eventSource: 's3.amazonaws.com',
    }),
    ...plantedCalls({ startMs: midnight + 10_800_000, calls: 1 }),
  ]
  await writeFile(join(folder, 'planted.json'), `{"Records":[${records.join(',')}]}`)
  const { origin } = await ownServerWith('--in-memory', join(folder, 'planted.json'))
  const heading = page.getByRole('heading', { level: 1 })
  const names = page.getByRole('table', { name: 'Insights' }).getByRole('link')

  await page.goto(`${origin}/insights`)
  await expect(heading).toHaveText('Insights (2)')
  await expect(page.getByText('The events cover 6 days.')).toBeVisible()
  await expect(names).toHaveText(['DeleteBucket', 'RunInstances'])

  await page.getByRole('button', { name: 'Event source' }).click()
  await page.getByRole('option', { name: 'ec2.amazonaws.com' }).click()
  await expect(names).toHaveText(['RunInstances'])
  await page.reload()
  await expect(heading).toHaveText('Insights (1)')
  await page.goto(`${origin}/insights?endTime=2026-01-01`)
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await expect(names).toHaveCount(2)

  await page.getByRole('button', { name: 'Add to the event history' }).click()
  await page.getByRole('link', { name: 'Show Insights events' }).click()
  const eventHistory = new EventHistoryPage(page, origin)
  await expect(eventHistory.heading).toHaveText('Event history (4)')
  await eventHistory.rows.filter({ hasText: 'RunInstances' }).first().getByRole('link').first().click()
  await page.getByRole('link', { name: 'Show the insight' }).click()
  await expect(heading).toHaveText('RunInstances')
})
