import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { signingKey, trailFiles, writeTrailFiles } from '../src/testing/trailFiles.ts'
import { violations } from './axe.ts'
import { EventHistoryPage } from './EventHistoryPage.ts'
import { expect, test } from './fixtures.ts'

test('a tampered folder: what is wrong is named, and the list says where something may be missing', async ({
  folder,
  ownServerWith,
  page,
}) => {
  await tamperedTrail(folder)
  const logs = join(folder, 'logs')
  const events = page.getByRole('grid', { name: 'Events' })
  const { origin } = await ownServerWith('--in-memory', '--public-keys', join(folder, 'keys.json'), logs)

  await test.step('one sentence says how much is valid, and the lists what is not', async () => {
    await page.goto(`${origin}/integrity`)
    await expect(
      page.getByText(
        '8 of 12 log files are valid. 1 is modified and 1 is missing. No digest file names 2 of them. 1 stretch of time has no digest file.',
      ),
    ).toBeVisible()
    const files = page.getByRole('table').getByRole('row')
    await expect(files.nth(1)).toContainText(/Modified|Missing|Not covered/)
    await expect(files.filter({ hasText: 'Modified' })).toContainText('Its events cannot be trusted.')
    await page.getByRole('button', { name: 'Digest files' }).click()
    await expect(files.filter({ hasText: 'Missing' })).toContainText('20260203T130000Z')
    await expect(page).toHaveURL(/section=digests/)
    expect(await violations(page)).toEqual([])
  })

  await test.step('Enter on a cell of the coverage map shows its events, and Back leads to the cell', async () => {
    const map = page.getByRole('grid', { name: 'Coverage by account, Region and time' })
    await map.focus()
    await page.keyboard.press('Home')
    await expect(map.getByRole('gridcell')).toHaveAccessibleName(
      /^2026-02-03 10:00 UTC to 2026-02-03 11:00 UTC, us-east-1, 111122223333: 2 events\./,
    )
    await page.keyboard.press('Enter')
    const eventHistory = new EventHistoryPage(page, origin)
    await expect(eventHistory.heading).toHaveText('Event history (2)')
    await page.goBack()
    await expect(page).toHaveURL(/cell=111122223333.*us-east-1.*2026-02-03T10/)
  })

  await test.step('in the list, a gap is marked between the rows, and each event has its integrity', async () => {
    await page.goto(`${origin}/?columns=eventName,eventTime,integrity`)
    const gap = events.getByRole('row', {
      name: /Gap from 2026-02-03 12:00:00 UTC to 2026-02-03 13:00:00 UTC/,
    })
    await expect(gap).toContainText('2026-02-03 12:15:00')
    await expect(gap).toContainText('Not covered')
    await expect(events.getByRole('row', { name: /2026-02-03 10:05:00/ })).toContainText('Broken')
    await expect(events.getByRole('row', { name: /2026-02-03 14:05:00/ })).toContainText('Verified')
  })

  await test.step('the details say which digest file says so', async () => {
    await events
      .getByRole('row', { name: /2026-02-03 14:05:00/ })
      .getByRole('link')
      .click()
    await page.getByRole('link', { name: /CloudTrail-Digest.*20260203T150000Z/ }).click()
    await expect(page).toHaveURL(/\/integrity\?section=digests&contains=/)
    await expect(page.getByRole('table').getByRole('row').nth(1)).toContainText('Verified')
  })
})

/**
 * Six hours of log files and digest files: the first log file was modified, one of the fifth hour
 * removed, and so was the digest file of the third hour.
 */
async function tamperedTrail(folder: string): Promise<void> {
  const signer = signingKey()
  const files = trailFiles({ signer, logFiles: [2, 2, 2, 2, 2, 2] })
  const logFiles = files.filter(({ metadata }) => metadata === null)
  const digests = files.filter(({ metadata }) => metadata !== null)
  const [modified, missing, noDigest] = [logFiles[0]!, logFiles[9]!, digests[2]!]
  const logs = join(folder, 'logs')
  await writeTrailFiles(logs, files)
  await writeFile(join(folder, 'keys.json'), signer.listed)
  await writeFile(join(logs, modified.key), gzipSync(modified.content.replace('GetUser', 'GetRole')))
  await rm(join(logs, missing.key))
  await rm(join(logs, noDigest.key))
}
