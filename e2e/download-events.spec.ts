import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { parse } from 'csv-parse/sync'
import { allPages, post } from './api.ts'
import { expect, test } from './fixtures.ts'
import type { LogRecord } from './logFiles.ts'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'

/** Some fifty events of the simulated account. */
const FILTER = 'eventSource=iam.amazonaws.com&readOnly=false&errorCode='

test('a downloaded file has just the events that the list shows, in its order, whatever its format', async ({
  eventHistory,
  page,
  folder,
  ownServerWith,
  simulatedAccount,
}) => {
  await eventHistory.open(`/?${FILTER}`)
  const listed = await allPages(simulatedAccount, FILTER, 1000, 'nextToken')
  expect(listed.length).toBeGreaterThan(5)
  await expect.poll(() => eventHistory.count()).toBe(listed.length)
  for (const [item, extension, eventIDs] of FORMATS) {
    await test.step(item, async () => {
      const file = await downloadBy(page, item)
      expect(file.name).toMatch(/^event_history_\d{8}T\d{6}Z\./)
      expect(file.name.endsWith(`.${extension}`)).toBe(true)
      expect(eventIDs(file.bytes)).toEqual(listed.map(({ eventID }) => eventID))
    })
  }

  await test.step('given to an empty console, it shows the same events', async () => {
    const { bytes } = await downloadBy(page, 'Download as JSON')
    await mkdir(join(folder, 'nothing'))
    const other = await ownServerWith('--in-memory', join(folder, 'nothing'))
    expect(await post(other, 'event_history.json', new Uint8Array(bytes))).toMatchObject({
      records: listed.length,
      added: listed.length,
      problems: [],
    })
    expect((await allPages(other, '', 1000, 'nextToken')).map(({ eventID }) => eventID)).toEqual(
      listed.map(({ eventID }) => eventID),
    )
  })

  await test.step('three clicks give an export and its manifest, which says what the file has', async () => {
    const { name, bytes } = await downloadBy(page, 'Download as CSV')
    const coming = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download manifest' }).click()
    const download = await coming
    expect(download.suggestedFilename()).toBe(`${name}.manifest.json`)
    const manifest = JSON.parse(await readFile(await download.path(), 'utf8')) as object
    expect(manifest).toMatchObject({
      fileName: name,
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      events: fromCsv(bytes).length,
    })
  })

  await test.step('the view is copied as a link and as a curl that gives its events', async () => {
    await eventHistory.more('Copy link')
    const columns = 'eventName,eventTime,userName,eventSource,resource'
    await expect.poll(() => clipboard(page)).toBe(`${page.url()}&columns=${columns}`)
    await eventHistory.more('Copy as curl')
    await expect.poll(() => clipboard(page)).toMatch(/^curl /)
    const [, url = ''] = /"(http[^"]*)"/.exec(await clipboard(page)) ?? []
    expect(fromNdjson(Buffer.from(await (await fetch(url)).arrayBuffer()))).toEqual(
      listed.map(({ eventID }) => eventID),
    )
  })
})

/**
 * Chooses an item of “Download events”, as a person does, and answers the file that the browser
 * got.
 */
async function downloadBy(
  page: Page,
  item: string,
): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  await page.getByRole('button', { name: 'Download events' }).click()
  const coming = page.waitForEvent('download')
  await page
    .getByRole('menuitem', { name: item })
    .filter({ hasNotText: item.includes('gzip') ? 'notes' : /gzip|notes/ })
    .click()
  const download = await coming
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
}

function clipboard(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText())
}

const idOf = (record: LogRecord) => record['eventID']

function fromJson(bytes: Buffer): readonly unknown[] {
  return (JSON.parse(bytes.toString()) as { Records: LogRecord[] }).Records.map(idOf)
}

function fromNdjson(bytes: Buffer): readonly unknown[] {
  return bytes
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => idOf(JSON.parse(line) as LogRecord))
}

function fromCsv(bytes: Buffer): readonly unknown[] {
  return (parse(bytes, { columns: true }) as Record<string, string>[]).map((row) => row['Event ID'])
}

const FORMATS = [
  ['Download as JSON', 'json', fromJson],
  ['Download as NDJSON', 'ndjson', fromNdjson],
  ['Download as CSV', 'csv', fromCsv],
  ['Download as JSON, gzip', 'json.gz', (bytes: Buffer) => fromJson(gunzipSync(bytes))],
] as const
