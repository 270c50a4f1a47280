import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { EVERYTHING } from '../../filter/filter.ts'
import { token } from '../../filter/edit.ts'
import { shown } from '../../filter/shown.ts'
import { addRecords, storedEvents } from '../../testing/storeOf.ts'
import { BatchWriter } from '../batchWriter.ts'
import type { EventStore } from '../eventStore.ts'
import { openDuckDB } from './openDuckDB.ts'

let folder: string
let store: EventStore
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'event-history-test-'))
})
afterEach(async () => {
  await store.close()
  await rm(folder, { recursive: true })
})

/** With so little memory, small records behave as large ones do in the product. */
async function open(memoryLimit: string): Promise<void> {
  store = await openDuckDB(folder, 'log-files', { memoryLimit })
}

const incompressible = (characters: number) => randomBytes((characters / 4) * 3).toString('base64')
const recordOf = (eventID: string, more: object) => JSON.stringify({ eventVersion: '1', eventID, ...more })
const everything = () => ({ filter: EVERYTHING, asOf: store.asOf(0) })
const only = (field: string, operator: '=' | '!=', value: string) => ({
  filter: { ...EVERYTHING, tokens: [token(field, operator, value)] },
  asOf: store.asOf(0),
})

test('any number of incompressible records is stored and returned, in less memory than they take', async () => {
  await open('100MB')
  const given: string[] = []
  for (let batch = 0; batch < 12; batch++) {
    const texts = Array.from({ length: 100 }, (_, index) =>
      recordOf(`e${batch}-${index}`, { x: incompressible(100_000) }),
    )
    const report = await addRecords(store, texts, `${batch}.json`)
    expect(report.logFiles).toMatchObject([{ added: 100, duplicates: 0, problems: [] }])
    given.push(...texts)
  }
  // The engine would merge row groups when it opens the file.
  await store.close()
  await open('100MB')
  const stored = await storedEvents(store, everything())
  expect(new Set(stored.map(({ record }) => record.text))).toEqual(new Set(given))
})

test('so are those that a scanner took, all at once', async () => {
  await open('100MB')
  const texts = Array.from({ length: 400 }, (_, index) =>
    recordOf(`e${index}`, { eventTime: '2026-02-01T10:00:00Z', x: incompressible(100_000) }),
  )
  const writer = new BatchWriter()
  const taker = writer.beginText(Buffer.from(`{"Records":[${texts.join(',')}]}`), 0, null)
  expect(taker?.take()).toEqual({ end: 'end', records: 400 })
  const slice = {
    name: 'a.json',
    uri: 'a.json',
    size: 1,
    modifiedMs: 1,
    salvaged: 0,
    leftOut: 0,
    sha256: null,
  }
  const report = await store.add(writer.take([{ ...slice, records: 400, problems: [], end: 'read' }]))
  expect(report.logFiles).toMatchObject([{ added: 400, duplicates: 0, problems: [] }])
  const stored = await storedEvents(store, everything())
  expect(new Set(stored.map(({ record }) => record.text))).toEqual(new Set(texts))
})

test('a record that does not fit into memory is reported with its position, and the rest of its file is loaded', async () => {
  await open('30MB')
  const texts = ['a', 'b', 'c', 'd', 'e'].map((id) =>
    recordOf(id, { x: incompressible(id === 'c' ? 15_000_000 : 100) }),
  )
  const report = await addRecords(store, texts)
  expect(report.logFiles).toMatchObject([{ added: 4, duplicates: 0, problems: [{ position: 'record 3' }] }])
  expect((await storedEvents(store, everything())).map(({ event }) => event.id)).toEqual(['e', 'd', 'b', 'a'])
  expect((await store.loadedStamps()).size).toBe(1)
  expect(await store.problems(0, 10)).toMatchObject({
    total: 1,
    problems: [{ logFile: 'test.json', position: 'record 3' }],
  })
  expect((await addRecords(store, [recordOf('f', {})], 'other.json')).logFiles[0]!.added).toBe(1)
})

test('a list shows the beginning of a long value, which finds its events; an opened event shows all of it', async () => {
  await open('500MB')
  const userAgent = incompressible(40_000)
  const names = Array.from({ length: 30 }, (_, index) => ({ ARN: `arn:aws:s3:::bucket-${index}` }))
  const texts = [
    recordOf('a', { userAgent, resources: names, requestParameters: { policy: userAgent } }),
    recordOf('b', { userAgent: `${userAgent}x`, requestParameters: { policy: 'short' } }),
    recordOf('c', { userAgent: 'aws-cli' }),
  ]
  await addRecords(store, texts)
  const path = 'requestParameters.policy'
  const page = await store.lookupEvents(everything(), {
    start: { offset: 0 },
    limit: 10,
    order: 'oldest',
    paths: [path],
  })
  const [a, b, c] = page.events.map(({ event }) => event)
  expect([a!.userAgent, b!.userAgent, c!.userAgent]).toEqual([shown(userAgent), shown(userAgent), 'aws-cli'])
  expect([a, b, c].map((event) => event!.values?.[path])).toEqual([shown(userAgent), 'short', null])
  expect(a!.resources).toHaveLength(21)
  expect(a!.resources.at(-1)!.resourceName).toBe('…')
  for (const field of ['userAgent', path]) {
    const { values } = await store.fieldValues(everything(), { field, limit: 10, prefix: '', contains: '' })
    for (const { value, count } of values)
      expect(await store.countEvents(only(field, '=', value)), value.slice(0, 20)).toBe(count)
    expect(values.every(({ value }) => value.length <= 1025)).toBe(true)
  }
  expect(await store.countEvents(only('userAgent', '=', userAgent))).toBe(1)
  expect(await store.countEvents(only('userAgent', '!=', shown(userAgent)))).toBe(1)
  const opened = await store.getEvent('a')
  expect(opened?.event.userAgent).toBe(userAgent)
  expect(opened?.event.resources).toHaveLength(30)
  expect(opened?.record.text).toBe(texts[0])
})
