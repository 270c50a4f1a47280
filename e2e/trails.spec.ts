import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { digestKey, logFileKey } from '../src/cloudtrail/logFileKey.ts'
import { ask } from '../src/testing/ask.ts'
import type { ServedConsole } from '../src/testing/runningConsole.ts'
import { violations } from './axe.ts'
import { EventHistoryPage } from './EventHistoryPage.ts'
import { expect, test } from './fixtures.ts'
import { record } from './logFiles.ts'
import { expectAllInReach } from './reach.ts'

const REGION = 'eu-central-1'
const NAME = 'management-events'

/** Puts a file where the trail delivers to. */
async function put(server: ServedConsole, bucket: string, key: string, content: object): Promise<void> {
  const response = await fetch(`${server.origin}/api/account/calls`, {
    method: 'POST',
    body: JSON.stringify({
      as: 'user/learner',
      region: REGION,
      service: 's3',
      operation: 'PutObject',
      input: { Bucket: bucket, Key: key, Body: gzipSync(JSON.stringify(content)).toString('base64') },
    }),
  })
  expect(await response.json()).toMatchObject({ failure: null })
}

/** The widths at which a page is laid out differently; 720 is a screen at 200 % zoom. */
async function fitsEveryWidth(page: Page, what: string): Promise<void> {
  for (const [width, height] of [
    [360, 740],
    [720, 450],
    [1024, 768],
    [1920, 1080],
    [1280, 720],
  ] as const) {
    await page.setViewportSize({ width, height })
    await expectAllInReach(page, `${what} at ${width}`)
  }
}

test('a trail is created word for word, its log files are read, and it is stopped and deleted', async ({
  ownServerWith,
  page,
}) => {
  test.slow()
  const server = await ownServerWith('--in-memory', '--seed', '7', '--no-live')
  const { accountId } = await ask<{ accountId: string }>(server, '/api/account')
  const heading = page.getByRole('heading', { level: 1 })
  const button = (name: string) => page.getByRole('button', { name, exact: true })

  await test.step('Trails > Create trail', async () => {
    await page.goto(`${server.origin}/trails`)
    await expect(heading).toHaveText('Trails (1)')
    expect(await violations(page)).toEqual([])
    await fitsEveryWidth(page, 'the list of trails')
    await page.getByRole('link', { name: 'Create trail' }).click()
    await page.getByLabel('Trail name').fill(NAME)
    await page.getByLabel('Create new S3 bucket').check()
    await expect(page.getByRole('checkbox', { name: 'Log file validation' })).toBeChecked()
    expect(await violations(page)).toEqual([])
    await button('Next').click()
    await expect(page.getByLabel('Management events')).toBeChecked()
    await expect(page.getByLabel('Read', { exact: true })).toBeChecked()
    await expect(page.getByLabel('Write', { exact: true })).toBeChecked()
    await page.getByLabel('Data events').check()
    expect(await violations(page)).toEqual([])
    await button('Next').click()
    await expect(page.getByRole('heading', { name: 'Review and create' })).toBeVisible()
    await button('Create trail').click()
  })

  const location = page.getByRole('link', { name: `/AWSLogs/${accountId}/` })
  const bucket = await test.step('it is logging', async () => {
    await expect(heading).toHaveText(NAME)
    await expect(page.getByText(/^Logging since/)).toBeVisible()
    expect(await violations(page)).toEqual([])
    await fitsEveryWidth(page, 'the trail')
    return (await location.innerText()).split('/')[0]!
  })

  const unique = 'abcdefghijklmnop'
  const place = { prefix: null, organizationId: null, accountId, region: REGION }
  const deliveredMs = Date.parse('2026-03-01T10:05:00Z')
  await test.step('its log file opens in an event data store of its own', async () => {
    const log = logFileKey({ ...place, kind: 'CloudTrail', deliveredMs, unique })
    const digest = digestKey({
      ...place,
      trailName: NAME,
      homeRegion: REGION,
      endMs: deliveredMs,
      isBackfill: false,
    })
    await put(server, bucket, log, { Records: [record(1), record(2, { eventName: 'StopInstances' })] })
    await put(server, bucket, digest, { awsAccountId: accountId, logFiles: [] })
    await location.click()
    for (const folder of ['CloudTrail-Digest', REGION, '2026', '03', '01'])
      await page.getByRole('link', { name: `${folder}/` }).click()
    await page.getByRole('link', { name: digest.split('/').at(-1)! }).click()
    await expect(page.getByLabel('Content')).toContainText(`"awsAccountId": "${accountId}"`)
    expect(await violations(page)).toEqual([])
    await page
      .getByRole('navigation', { name: 'Path in the bucket' })
      .getByRole('link', { name: accountId, exact: true })
      .click()
    for (const folder of ['CloudTrail', REGION, '2026', '03', '01'])
      await page.getByRole('link', { name: `${folder}/`, exact: true }).click()
    await expect(page).toHaveURL(/path=AWSLogs(%2F|\/).*01(%2F|\/)$/)
    const file = log.split('/').at(-1)!
    const saving = page.waitForEvent('download')
    await button(`Download ${file}`).click()
    const saved = await saving
    expect(saved.suggestedFilename()).toBe(file)
    expect((await readFile(await saved.path())).subarray(0, 2)).toEqual(Buffer.from([0x1f, 0x8b]))
    await fitsEveryWidth(page, 'a folder of the bucket')
    await button(`Show the events of ${file}`).click()
    await expect(heading).toHaveText('Event history (2)')
    await expect(new EventHistoryPage(page, server.origin).rows).toHaveCount(2)
  })

  await test.step('Stop logging, Delete', async () => {
    await page.goto(`${server.origin}/trails/${NAME}`)
    await button('Stop logging').click()
    await expect(page.getByText(/^Off since/)).toBeVisible()
    await button('Delete').click()
    const dialog = page.getByRole('dialog', { name: 'Delete trail' })
    await expect(dialog).toContainText(`The bucket ${bucket} and the log files in it stay.`)
    await dialog.getByRole('button', { name: 'Delete' }).click()
    await expect(heading).toHaveText('Trails (1)')
  })
})
