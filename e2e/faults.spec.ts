import { chmod, mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ask } from '../src/testing/ask.ts'
import { loaded, postFile, problems, status } from './api.ts'
import {
  SERVER,
  runToEnd,
  startConsoleOnFullDisk,
  type RunningConsole,
  type Ended,
} from '../src/testing/runningConsole.ts'
import { expect, test } from './fixtures.ts'
import { eventID, record, writeLogFile } from './logFiles.ts'

/** A megabyte a file. */
const BLOCKS = 2048
/** More than fits. */
const TOO_MANY = 8000
const FULL =
  /the disk of the event data store is full\. Data that was stored before is safe\. Free some space and try again\./

const many = (from: number) => Array.from({ length: TOO_MANY }, (_, i) => record(from + i))

test.describe('on a full disk', () => {
  test.skip(process.platform === 'win32', 'needs a limit on the size of files')
  test.use({ expectedProblems: [/status of 507/] })

  test('loading and uploading stop with the reason, what is stored is served, and it goes on when there is room', async ({
    folder,
    ownServerWith,
    page,
  }) => {
    const store = join(folder, 'store')
    const logs = join(folder, 'logs')
    await writeLogFile(logs, 'first.json', [record(1), record(2)])
    await (await ownServerWith('--data', store, logs)).stop()
    await writeLogFile(logs, 'many.json.gz', many(100))
    const upload = await writeLogFile(folder, 'upload.json', many(100_000))

    const full = await startConsoleOnFullDisk(BLOCKS, ['--data', store, logs])
    try {
      expect(await loaded(full)).toMatchObject({ notStored: expect.stringMatching(FULL) })
      expect(full.output()).toMatch(FULL)
      expect(await refusedUpload(full, upload)).toMatch(FULL)
      const held = (await ask<{ count: number }>(full, '/api/events/count')).count
      expect(held).toBeGreaterThanOrEqual(2)
      expect(held).toBeLessThan(TOO_MANY)
      await page.goto(full.origin)
      const notice = page.getByRole('listitem').filter({ hasText: 'Not everything could be stored' })
      await expect(notice).toContainText(FULL)
      await expect(page.getByRole('row').nth(1)).toBeVisible()
      await page.close()
    } finally {
      await full.stop()
    }

    const roomy = await ownServerWith('--no-live', '--data', store, logs)
    // Of the upload that was refused, nothing is stored or its first batches are.
    const { eventCount, notStored } = await loaded(roomy)
    expect(eventCount).toBeGreaterThanOrEqual(TOO_MANY + 2)
    expect(notStored).toBeNull()
    expect(await postFile(roomy, upload)).toMatchObject({ records: TOO_MANY })
    const { Records } = await ask<{ Records: { eventID: string }[] }>(roomy, '/api/events/download')
    const numbers = [1, 2, ...Array.from({ length: TOO_MANY }, (_, i) => [100 + i, 100_000 + i]).flat()]
    expect(Records.map((one) => one.eventID).toSorted()).toEqual(numbers.map(eventID).toSorted())
    expect((await problems(roomy)).problems).toEqual([])
  })

  test('a store that cannot even begin is refused in one sentence', async ({ folder }) => {
    await expect(startConsoleOnFullDisk(64, ['--no-live', '--data', join(folder, 'store')])).rejects.toThrow(
      /exit status 1\nThe disk of \S+store is full\. Free some space and start again, or choose another --data folder\.\n$/,
    )
  })
})

test('a data folder that may not be written is refused in one sentence, and left alone', async ({
  folder,
}) => {
  const isRoot = process.getuid?.() === 0
  const nobody = isRoot ? 65_534 : undefined
  const reached = await runToEnd([SERVER, '--version'], nobody).catch((): Ended | null => null)
  test.skip(reached?.status !== 0, 'root may write everywhere, and nobody else can read this project')
  const locked = join(folder, 'locked')
  await mkdir(locked)
  await chmod(locked, 0o555)
  for (const store of [locked, join(locked, 'store')]) {
    const ended = await runToEnd([SERVER, '--port', '0', '--no-live', '--data', store], nobody)
    expect(ended.status).toBe(1)
    expect(ended.stderr).toBe(`The folder ${store} is not writable. Choose another --data folder.\n`)
  }
})

test('a data folder that is removed while it is in use: nothing is taken that would be lost, and it is loaded anew', async ({
  folder,
  ownServerWith,
}) => {
  const store = join(folder, 'store')
  const logs = join(folder, 'logs')
  const upload = await writeLogFile(folder, 'upload.json', [record(2)])
  await writeLogFile(logs, 'first.json', [record(1)])
  const server = await ownServerWith('--data', store, logs)
  await loaded(server)
  await rm(store, { recursive: true })
  expect(await refusedUpload(server, upload)).toContain(
    'The log file could not be stored: log-files.duckdb was removed or replaced',
  )
  expect(await status(server)).toMatchObject({ eventCount: 1 })
  expect(await ask(server, `/api/events/${eventID(1)}`)).toMatchObject({ eventID: eventID(1) })
  expect(await server.stop()).toMatchObject({ status: 0 })

  const again = await ownServerWith('--no-live', '--data', store, logs)
  expect(await loaded(again)).toMatchObject({ eventCount: 1 })
})

/** Uploads what the store cannot take, and answers the sentence that says so. */
async function refusedUpload({ origin }: RunningConsole, path: string): Promise<string> {
  const response = await fetch(`${origin}/api/log-files?name=upload.json`, {
    method: 'POST',
    body: new Uint8Array(await readFile(path)),
  })
  const { detail } = (await response.json()) as { detail: string }
  expect(response.status, detail).toBe(507)
  return detail
}
