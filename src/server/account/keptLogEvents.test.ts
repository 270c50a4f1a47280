import { appendFile, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { LogEvent } from '../../aws/logEvents.ts'
import { keptLogEvents } from './keptLogEvents.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'event-history-test-'))
})
afterEach(() => rm(folder, { recursive: true }))

const event = (timestampMs: number): LogEvent => ({
  id: String(timestampMs).padStart(56, '0'),
  timestampMs,
  ingestedMs: timestampMs,
  message: `at ${timestampMs}\nsecond line`,
})

describe.each([
  ['in a folder', () => join(folder, 'logs')],
  ['in memory', () => null],
])('log events %s', (_, place) => {
  test('are read by time, both ends inclusive, in their order', async () => {
    const events = keptLogEvents(place())
    await events.append('a', [event(3), event(1)], 0)
    await events.append('a', [event(2)], 0)
    await events.append('b', [event(2)], 0)
    expect(await events.read('a', 2, 3)).toEqual([event(2), event(3)])
    expect(await events.read('none', 0, 9)).toEqual([])
    await events.remove('a')
    expect(await events.read('a', 0, 9)).toEqual([])
  })

  test('are dropped, the oldest first, when there are too many', async () => {
    const events = keptLogEvents(place(), 3, 1)
    for (let at = 1; at <= 9; at++) await events.append('a', [event(at)], 0)
    const kept = await events.read('a', 0, 99)
    expect(kept.length).toBeLessThanOrEqual(4)
    expect(kept.at(-1)).toEqual(event(9))
  })
})

test('are still there for the next process, without a line that was cut off', async () => {
  await keptLogEvents(folder).append('a', [event(1)], 0)
  await appendFile(join(folder, 'a.ndjson'), '[2,2,"00')
  const next = keptLogEvents(folder)
  expect(await next.read('a', 0, 9)).toEqual([event(1)])
  await next.append('a', [event(3)], 0)
  expect(await next.read('a', 0, 9)).toEqual([event(1), event(3)])
  expect(await readdir(folder)).toEqual(['a.ndjson'])
})
