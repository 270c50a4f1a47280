import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { ask } from '../src/testing/ask.ts'
import { loaded, problems, status } from './api.ts'
import type { RunningConsole } from '../src/testing/runningConsole.ts'
import { expect, test } from './fixtures.ts'
import { record } from './logFiles.ts'

const FILES = 40
const RECORDS_A_FILE = 1000

test('killed again and again while it loads, it holds every event once, and what it had told', async ({
  folder,
  ownServerWith,
}) => {
  const logs = join(folder, 'logs')
  await writeLogFiles(logs)
  const store = join(folder, 'store')
  let told = 0
  let kills = 0
  // Each turn lets it come a little further; the last one may be done before the kill.
  for (const share of [0.01, 0.4, 0.8]) {
    // The port says nothing; it makes each start a server of its own to the fixture.
    const server = await ownServerWith('--data', store, '--seed', String(kills), logs)
    const { eventCount } = await status(server)
    expect(eventCount, 'what was told before the kill is there right after').toBeGreaterThanOrEqual(told)
    await expect
      .poll(async () => (told = (await status(server)).eventCount), { intervals: [1] })
      .toBeGreaterThanOrEqual(share * FILES * RECORDS_A_FILE)
    await server.stop('SIGKILL')
    kills++
  }
  expect(told).toBeGreaterThan(0)

  const server = await ownServerWith('--data', store, '--no-live', logs)
  expect((await status(server)).eventCount).toBeGreaterThanOrEqual(told)
  expect(await loaded(server)).toMatchObject({ eventCount: FILES * RECORDS_A_FILE, problems: 0 })
  const ids = await everyID(server)
  expect(ids.length).toBe(FILES * RECORDS_A_FILE)
  expect(new Set(ids)).toEqual(new Set(Array.from({ length: FILES * RECORDS_A_FILE }, (_, i) => idOf(i))))
  expect((await problems(server)).problems).toEqual([])

  await server.stop()
  const again = await ownServerWith('--data', store, '--no-live', '--seed', '9', logs)
  expect(await loaded(again)).toMatchObject({ eventCount: FILES * RECORDS_A_FILE })
  await expect.poll(again.output).toContain(`${FILES} more`)
})

const idOf = (number: number) => `event-${number}`

async function writeLogFiles(folder: string): Promise<void> {
  await mkdir(folder)
  const template = JSON.stringify(record(1))
  for (let file = 0; file < FILES; file++) {
    const records = Array.from({ length: RECORDS_A_FILE }, (_, i) =>
      template.replace(/"eventID":"[^"]*"/, `"eventID":"${idOf(file * RECORDS_A_FILE + i)}"`),
    )
    const text = `{"Records":[${records.join(',')}]}`
    await writeFile(join(folder, `${String(file).padStart(2, '0')}.json.gz`), gzipSync(text, { level: 1 }))
  }
}

async function everyID(server: RunningConsole): Promise<readonly string[]> {
  const { Records } = await ask<{ Records: { eventID: string }[] }>(server, '/api/events/download')
  return Records.map(({ eventID }) => eventID)
}
