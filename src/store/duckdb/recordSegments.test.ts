import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parseFilterText } from '../../filter/text.ts'
import { addRecords, readEvent, useScanner } from '../../testing/storeOf.ts'
import type { EventStore } from '../eventStore.ts'
import { StoreDamaged } from '../storeError.ts'
import { openDuckDB } from './openDuckDB.ts'

useScanner()

const recordsOf = (name: string): readonly string[] =>
  Array.from(
    { length: 50 },
    (_, i) =>
      `{"eventVersion":"1.08","eventID":"${name}${i}","eventTime":"2026-02-01T10:00:00Z","eventName":"RunInstances","requestParameters":{"tag":"word${i % 7} of ${name}"}}`,
  )

let folder: string
let store: EventStore
const segments = () => join(folder, 'test.records')
const open = async () => (store = await openDuckDB(folder, 'test'))
const queryOf = (line: string) => ({ filter: parseFilterText(line), asOf: store.asOf(0) })
const count = (line: string) => store.countEvents(queryOf(line))

async function download(): Promise<readonly string[]> {
  const form = { order: 'oldest', between: '\n', onOneLine: false } as const
  const blocks: Uint8Array[] = []
  for await (const { bytes } of store.downloadRecords(queryOf(''), form)) blocks.push(bytes)
  return Buffer.concat(blocks).toString().split('\n').toSorted()
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'event-history-test-'))
  await open()
})
afterEach(async () => {
  await store.close()
  await rm(folder, { recursive: true })
})

test('events of several segments have their records, words and values, also after the store was opened again', async () => {
  const expectAll = async () => {
    expect(await download()).toEqual([...recordsOf('a'), ...recordsOf('b')].toSorted())
    expect(await store.getEvent('b3')).toMatchObject({ record: readEvent(recordsOf('b')[3]!).record })
    expect(await count('word3')).toBe(14)
    expect(await count('requestParameters.tag^="word4 of a"')).toBe(7)
  }
  await addRecords(store, recordsOf('a'), 'a.json')
  await addRecords(store, recordsOf('b'), 'b.json')
  await expectAll()
  await store.close()
  await open()
  await expectAll()
})

test('a word is found in any of many events, alone and beside others, and after more were added', async () => {
  const numbered = (name: string, records: number) =>
    Array.from(
      { length: records },
      (_, i) =>
        `{"eventVersion":"1.08","eventID":"${name}${i}","eventName":"A","errorMessage":"by${i % 3} of${i % 5}${i % 9000 === 0 ? ' rare' : ''}"}`,
    )
  await addRecords(store, numbered('a', 20_000), 'a.json')
  const expected = { by0: 6667, of1: 4000, 'by0 of1': 1333, rare: 3, 'by0 NOT rare': 6664, none: 0 }
  for (const [words, found] of Object.entries(expected))
    expect([words, await count(words)]).toEqual([words, found])
  await addRecords(store, numbered('b', 9001), 'b.json')
  expect(await count('rare')).toBe(5)
  expect(await count('by0')).toBe(6667 + 3001)
})

test('duplicates make no segment, and what follows them is where it is looked for', async () => {
  await addRecords(store, recordsOf('a'), 'a.json')
  const { size } = await stat(segments())
  await addRecords(store, recordsOf('a'), 'again.json')
  await addRecords(store, [...recordsOf('a'), ...recordsOf('b')], 'both.json')
  expect((await stat(segments())).size).toBeGreaterThan(size)
  expect(await download()).toEqual([...recordsOf('a'), ...recordsOf('b')].toSorted())
  expect(await store.getEvent('b49')).toMatchObject({ record: readEvent(recordsOf('b')[49]!).record })
})

test('a log file is removed with its words and values, and those of others stay', async () => {
  await addRecords(store, recordsOf('a'), 'a.json')
  await addRecords(store, recordsOf('b'), 'b.json')
  const before = (await stat(segments())).size
  const { logFiles } = await store.logFiles({
    contains: 'b.json',
    sort: 'loaded',
    isDescending: false,
    offset: 0,
    limit: 1,
  })
  await store.removeLogFile(logFiles[0]!.id)
  const expectOne = async () => {
    expect(await download()).toEqual(recordsOf('a').toSorted())
    expect(await count('word3')).toBe(7)
    expect(await count('requestParameters.tag~="word3 of b"')).toBe(0)
  }
  await expectOne()
  await store.close()
  await open()
  await expectOne()
  expect((await stat(segments())).size).toBeLessThan(before)
})

describe('a file of segments', () => {
  beforeEach(async () => {
    await addRecords(store, recordsOf('a'), 'a.json')
    await store.close()
  })

  test.each([
    ['a record', () => store.getEvent('a3')],
    ['a word', () => count('word3')],
    ['a path', () => count('requestParameters.tag^=word3')],
    ['a text that no word bounds', () => count('requestParameters.tag:=ord3')],
    [
      'a page with records',
      () => store.lookupRecords(queryOf(''), { start: { offset: 0 }, limit: 5, order: 'newest' }),
    ],
    ['a download', download],
  ])(
    'that is damaged is named with the place when %s is asked for, and the list is shown',
    async (_, ask) => {
      const bytes = await readFile(segments())
      await writeFile(
        segments(),
        bytes.map((byte, at) => (at < 80 ? byte : ~byte)),
      )
      await open()
      await expect(ask()).rejects.toSatisfy(
        (error) =>
          error instanceof StoreDamaged && /test\.records .* damaged from byte \d+ on/.test(error.message),
      )
      expect(await count('eventName=RunInstances')).toBe(50)
    },
  )

  test.each([
    ['is missing', () => rm(segments())],
    [
      'ends at byte 40',
      () => readFile(segments()).then((bytes) => writeFile(segments(), bytes.subarray(0, 40))),
    ],
  ])('that %s is named when the store is opened', async (what, spoil) => {
    await spoil()
    await expect(open()).rejects.toThrow(`test.records of the event data store ${what}`)
    await rm(join(folder, 'test.duckdb'))
    await open()
  })
})
