import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { ask } from '../src/testing/ask.ts'
import { violations } from './axe.ts'
import { EventHistoryPage } from './EventHistoryPage.ts'
import { expect, test } from './fixtures.ts'
import { expectAllInReach } from './reach.ts'
import { DELIVERING } from './simulatedAccount.ts'

const REGION = 'eu-central-1'
const NAME = 'management-events'

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
  const server = await ownServerWith(...DELIVERING)
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
    for (const name of ['Log file SSE-KMS encryption', 'SNS notification delivery', 'CloudWatch Logs'])
      await page.getByRole('checkbox', { name }).check()
    await page.getByLabel('AWS KMS alias').fill('trail-key')
    await fitsEveryWidth(page, 'the attributes of a new trail')
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

  await test.step('it delivers to its bucket, encrypted with its key, to its log group and its topic', async () => {
    const delivered = async (label: string) => {
      const value = page.locator('dt', { hasText: label }).locator('xpath=following-sibling::dd')
      await expect(async () => {
        await button('Refresh').click()
        await expect(value).toHaveText(/^\d{4}-\d\d-\d\d [\d:]+ UTC$/, { timeout: 1000 })
      }).toPass()
    }
    await expect(page.getByText(/^arn:aws:kms:/)).toBeVisible()
    for (const label of ['Last log file delivered', 'Last SNS notification', 'Last delivery'])
      await delivered(label)
  })

  const path = page.getByRole('navigation', { name: 'Path in the bucket' })
  /** From one folder with this name to the day of the first delivery. */
  const toFirstDay = async (folder: string) => {
    await page.getByRole('link', { name: `${folder}/`, exact: true }).click()
    await page.getByRole('link', { name: `${REGION}/` }).click()
    for (const digits of [/^\d{4}\/$/, /^\d\d\/$/, /^\d\d\/$/]) {
      const parts = await path.getByRole('listitem').count()
      await page.getByRole('link', { name: digits }).first().click()
      await expect(path.getByRole('listitem')).toHaveCount(parts + 1)
    }
  }
  await test.step('its log file opens in an event data store of its own', async () => {
    await location.click()
    await toFirstDay('CloudTrail-Digest')
    await page
      .getByRole('link', { name: /CloudTrail-Digest.*\.json\.gz$/ })
      .first()
      .click()
    await expect(page.getByLabel('Content')).toContainText(`"awsAccountId": "${accountId}"`)
    expect(await violations(page)).toEqual([])
    await path.getByRole('link', { name: accountId, exact: true }).click()
    await toFirstDay('CloudTrail')
    await expect(page).toHaveURL(/path=AWSLogs(%2F|\/).*\d\d(%2F|\/)$/)
    const download = page.getByRole('button', { name: /^Download / }).first()
    const file = (await download.getAttribute('aria-label'))!.replace('Download ', '')
    const saving = page.waitForEvent('download')
    await download.click()
    const saved = await saving
    expect(saved.suggestedFilename()).toBe(file)
    const { Records } = JSON.parse(gunzipSync(await readFile(await saved.path())).toString()) as {
      readonly Records: readonly { readonly recipientAccountId: string }[]
    }
    expect(new Set(Records.map(({ recipientAccountId }) => recipientAccountId))).toEqual(new Set([accountId]))
    await fitsEveryWidth(page, 'a folder of the bucket')
    await button(`Show the events of ${file}`).click()
    await expect(heading).toHaveText(`Event history (${Records.length})`)
    await expect(new EventHistoryPage(page, server.origin).rows).toHaveCount(Records.length)
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
