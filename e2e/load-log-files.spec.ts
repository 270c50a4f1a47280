import { writeFile } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { zip } from '../src/ingest/containers/zipForTest.ts'
import { EventHistoryPage } from './EventHistoryPage.ts'
import { expect, test } from './fixtures.ts'
import { record, writeLogFile } from './logFiles.ts'

let eventHistory: EventHistoryPage

test.beforeEach(async ({ folder, ownServerWith, page }) => {
  const present = await writeLogFile(folder, 'present.json', [record(1), record(2)])
  eventHistory = new EventHistoryPage(page, (await ownServerWith('--in-memory', present)).origin)
  await eventHistory.open()
  await expect(eventHistory.heading).toHaveText('Event history (2)')
})

test('log files are loaded by the button, dropped and from the import report; what is new is in the list at once, and what is wrong is named', async ({
  folder,
  page,
}) => {
  await test.step('a gzipped one given by the button is in the list at once, and a notice counts it', async () => {
    const place = await eventHistory.grid.boundingBox()
    await choose(await writeLogFile(folder, 'more.json.gz', [record(2), record(3), record(4)]))
    await expect(eventHistory.reports).toHaveText(/Loaded 1 log file: 3 records, 2 added, 1 duplicate/)
    expect(await eventHistory.grid.boundingBox(), 'a notice moves nothing').toEqual(place)
    await expect(eventHistory.heading).toHaveText('Event history (4)')
    await expect(eventHistory.rows).toHaveCount(4)
    await dismiss()
  })

  await test.step('the same one given again is all duplicates, and changes nothing', async () => {
    const path = await writeLogFile(folder, 'again.json.gz', [record(5), record(6), record(7)])
    await choose(path)
    await expect(eventHistory.reports).toHaveText(/3 records, 3 added, 0 duplicates/)
    await dismiss()
    await choose(path)
    await expect(eventHistory.reports).toHaveText(/3 records, 0 added, 3 duplicates/)
    await expect(eventHistory.heading).toHaveText('Event history (7)')
    await dismiss()
  })

  await test.step('files dropped on the page, a zip as well', async () => {
    const archive = join(folder, 'archive.zip')
    await writeFile(
      archive,
      zip([
        { name: 'AWSLogs/one.json', content: JSON.stringify({ Records: [record(8)] }) },
        {
          name: 'AWSLogs/two.json.gz',
          content: gzipSync(JSON.stringify({ Records: [record(9), record(10)] })),
        },
      ]),
    )
    await drop(page, [archive, await writeLogFile(folder, 'dropped.json.gz', [record(11)])])
    await expect(eventHistory.reports).toHaveText(/Loaded 2 log files: 4 records, 4 added, 0 duplicates/)
    await expect(eventHistory.heading).toHaveText('Event history (11)')
    await dismiss()
  })

  await test.step('a dropped folder, whole', async () => {
    await writeLogFile(folder, 'logs/2026/03/01/a.json.gz', [record(12)])
    await writeLogFile(folder, 'logs/2026/03/02/b.json.gz', [record(13), record(14)])
    await drop(page, [join(folder, 'logs')])
    await expect(eventHistory.reports).toHaveText(/Loaded 2 log files: 3 records, 3 added/)
    await expect(eventHistory.heading).toHaveText('Event history (14)')
    await dismiss()
  })

  await test.step('a broken one gives what is whole, and the report says where it breaks', async () => {
    const broken = join(folder, 'broken.json')
    await writeFile(broken, `{"Records":[${JSON.stringify(record(15))},{"eventVersion":oops}]}`)
    await choose(broken, await writeLogFile(folder, 'whole.json', [record(16)]))
    await expect(eventHistory.reports).toHaveText(/Loaded 2 log files: 2 records, 1 left out, 2 added/)
    await expect(eventHistory.reports).toHaveText(/broken\.json, byte \d+.*: Not valid JSON/)
    await eventHistory.reports.getByRole('link', { name: 'Import report' }).click()
    await expect(page.getByRole('heading', { name: 'Import report', level: 1 })).toBeVisible()
    const row = page.getByRole('row').filter({ hasText: 'broken.json' }).last()
    await expect(row).toContainText(/byte \d+/)
    await expect(row).toContainText('Not valid JSON')
    await page.goBack()
    await expect(eventHistory.heading).toHaveText('Event history (16)')
    await dismiss()
  })

  await test.step('what is no log file is named as such, and nothing is lost', async () => {
    const notes = join(folder, 'notes.txt')
    await writeFile(notes, 'Buy milk.')
    await choose(notes)
    await expect(eventHistory.reports).toHaveText(/1 file skipped.*notes\.txt: Not a CloudTrail log file/)
    await expect(eventHistory.heading).toHaveText('Event history (16)')
    await dismiss()
  })

  await test.step('what is loaded on the page of the import report is in the list when one comes back', async () => {
    await page.getByRole('button', { name: 'Open navigation' }).click()
    await page.getByRole('link', { name: 'Import report' }).click()
    const dialog = page.waitForEvent('filechooser')
    await page.getByRole('main').getByRole('button', { name: 'Load log files' }).click()
    await (await dialog).setFiles(await writeLogFile(folder, 'later.json', [record(17)]))
    await expect(eventHistory.reports).toHaveText(/1 added/)
    await page.getByRole('link', { name: 'Event history', exact: true }).click()
    await expect(eventHistory.heading).toHaveText('Event history (17)')
    await expect(eventHistory.rows).toHaveCount(17)
  })
})

test.describe('while many others load log files', () => {
  test.use({ expectedProblems: [/status of 503/] })

  test('one says that there are too many and when to load it again, and is loaded then', async ({
    folder,
  }) => {
    const others = await uploadsThatStall(22)
    const path = await writeLogFile(folder, 'patient.json', [record(18)])
    await choose(path)
    await expect(eventHistory.reports).toHaveText(
      /patient\.json: 20 uploads are already waiting\. Upload this log file again in a minute\./,
    )
    await dismiss()
    for (const other of others) other.destroy()
    await choose(path)
    await expect(eventHistory.reports).toHaveText(/Loaded 1 log file: 1 record, 1 added/)
  })
})

/**
 * Uploads that have begun and send no more: as many as the server takes, so that it refuses one
 * more.
 */
async function uploadsThatStall(count: number): Promise<readonly Socket[]> {
  const { hostname, port } = new URL(eventHistory.origin)
  const begun = `POST /api/log-files HTTP/1.1\r\nHost: ${hostname}\r\nContent-Length: 1000\r\n\r\n{"Records":[`
  const sockets = await Promise.all(
    Array.from({ length: count }, async () => {
      const socket = connect(Number(port), hostname)
      socket.on('error', () => {})
      await new Promise((resolve) => socket.once('connect', () => socket.write(begun, resolve)))
      return socket
    }),
  )
  // What was written has come only when it shows.
  const oneMore = () =>
    fetch(`${eventHistory.origin}/api/log-files`, {
      method: 'POST',
      body: '[',
      signal: AbortSignal.timeout(500),
    }).then(
      ({ status }) => status,
      () => 'in line',
    )
  await expect.poll(oneMore).toBe(503)
  return sockets
}

/** As a person chooses files in the dialog that the button opens. */
async function choose(...paths: readonly string[]): Promise<void> {
  const dialog = eventHistory.page.waitForEvent('filechooser')
  await eventHistory.chooseLogFiles()
  await (await dialog).setFiles([...paths])
}

/** Dismisses the notice, unless it has faded by itself. */
async function dismiss(): Promise<void> {
  const button = eventHistory.reports.getByRole('button', { name: 'Dismiss' })
  await expect(async () => {
    if (await button.isVisible()) await button.click({ timeout: 1000 })
    await expect(eventHistory.reports).toBeHidden({ timeout: 1000 })
  }).toPass()
}

/** As the browser does when files are dragged over it from the desktop and let go. */
async function drop(page: Page, files: readonly string[]): Promise<void> {
  const browser = await page.context().newCDPSession(page)
  const data = { items: [], files: [...files], dragOperationsMask: 1 }
  const at = { x: 600, y: 500 }
  await browser.send('Input.dispatchDragEvent', { type: 'dragEnter', ...at, data })
  await browser.send('Input.dispatchDragEvent', { type: 'dragOver', ...at, data })
  await expect(page.getByText('Drop log files or folders to load them')).toBeVisible()
  await browser.send('Input.dispatchDragEvent', { type: 'drop', ...at, data })
}
