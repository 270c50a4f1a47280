import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NO_NOTES } from '../../cloudtrail/eventNotes.ts'
import { EVERYTHING } from '../../filter/filter.ts'
import { parseFilterText } from '../../filter/text.ts'
import { addRecords, storedEvents } from '../../testing/storeOf.ts'
import { UnknownSnapshot, type EventStore } from '../eventStore.ts'
import { suggestValues } from '../suggestValues.ts'
import type { StoreUnderTest } from './storeUnderTest.ts'

const NOW = Date.parse('2026-03-09T00:00:00Z')

/** Numbers of records; a number of `OWN` or more is a record without eventID. */
type File = readonly number[]

const OWN = 12

const record = (number: number): string =>
  JSON.stringify({
    eventVersion: '1.08',
    ...(number < OWN && { eventID: `e${number}` }),
    eventTime: `2026-03-0${1 + (number % 7)}T00:00:${String(number).padStart(2, '0')}Z`,
    eventName: `Name${number % 5}`,
    recipientAccountId: `${number % 3}`.repeat(12),
    // Every record has a member that few others have.
    requestParameters: { [`member${number % 6}`]: `value${number % 4}` },
  })

const anyFile = fc.uniqueArray(fc.integer({ min: 0, max: OWN + 5 }), { minLength: 1, maxLength: 8 })
/** Log files, and for each whether it is removed. The last record may come twice. */
const anyFiles = fc.array(
  fc.record({
    numbers: fc.tuple(anyFile, fc.boolean()).map(([file, twice]) => (twice ? [...file, file.at(-1)!] : file)),
    isRemoved: fc.boolean(),
  }),
  { minLength: 1, maxLength: 6 },
)

async function load(store: EventStore, files: readonly (readonly [name: string, file: File])[]) {
  for (const [name, file] of files)
    await addRecords(store, file.map(record), name, {
      problems: [{ position: 'record 9', reason: `Broken in ${name}.` }],
    })
}

const listed = async (store: EventStore) =>
  (await store.logFiles({ contains: '', sort: 'loaded', isDescending: false, offset: 0, limit: 100 }))
    .logFiles

/** Removes the log file with a name. */
async function remove(store: EventStore, name: string) {
  const found = (await listed(store)).find((file) => file.name === name)
  return store.removeLogFile(found!.id)
}

const FILTERS = [
  EVERYTHING,
  parseFilterText('eventName=Name1'),
  parseFilterText('requestParameters.member3=value3'),
  parseFilterText('value1'),
]

/** Everything that a store answers, except for numbers of log files and snapshots. */
async function answersOf(store: EventStore) {
  const asOf = store.asOf(NOW)
  const byFilter = []
  for (const filter of FILTERS) {
    const query = { filter, asOf }
    const values = []
    for (const field of ['eventName', 'requestParameters.member3', 'recipientAccountId'])
      values.push(await store.fieldValues(query, { field, limit: 100, prefix: '', contains: '' }))
    byFilter.push({
      values,
      events: (await storedEvents(store, query)).map(({ event, record: { text } }) => ({
        id: event.id,
        text,
      })),
      page: await store.lookupEvents(query, {
        start: { offset: 0 },
        limit: 100,
        order: 'newest',
        repeatGap: 0,
      }),
      count: await store.countEvents(query),
      rows: await store.countRows(query, 0),
      histogram: await store.eventHistogram(query, { buckets: 10 }),
    })
  }
  const { problems, total } = await store.problems(0, 100)
  return {
    byFilter,
    summary: await store.summary(asOf),
    report: await store.loadReport(),
    problems,
    total,
    files: (await listed(store)).map((file) => ({ ...file, id: null })),
    paths: await store.recordPaths('', 1000),
    hasMember: await store.hasMember('requestParameters.member1'),
    stamps: await store.loadedStamps(),
    suggestions: await suggestValues(
      store,
      { filter: EVERYTHING, asOf },
      { contains: 'val', limit: 100 },
      new AbortController().signal,
    ),
  }
}

/** Log files are removed from a store. */
export function describeRemoving({ open, cases }: StoreUnderTest): void {
  test('after some log files are removed, the store answers as if they had never been loaded', async () => {
    for (const files of fc.sample(anyFiles, { numRuns: cases(6), seed: 5 })) {
      const named = files.map(({ numbers, isRemoved }, index) => ({
        name: `${index}.json`,
        numbers,
        isRemoved,
      }))
      const of = (which: typeof named) => which.map(({ name, numbers }) => [name, numbers] as const)
      const [store, fresh] = [await open(), await open()]
      await load(store, of(named))
      await answersOf(store)
      const events = (await store.summary(store.asOf(NOW))).eventCount
      let left = 0
      for (const { name } of named.filter(({ isRemoved }) => isRemoved)) {
        const own = (await listed(store)).find((file) => file.name === name)!.ownEvents
        const removed = await remove(store, name)
        expect(removed).toMatchObject({ name, removed: own })
        left += own
      }
      await load(fresh, of(named.filter(({ isRemoved }) => !isRemoved)))
      const answers = await answersOf(store)
      expect(answers).toEqual(await answersOf(fresh))
      expect(answers.summary.eventCount).toBe(events - left)
      // Loaded again, they are there again.
      await load(store, of(named.filter(({ isRemoved }) => isRemoved)))
      expect((await store.summary(store.asOf(NOW))).eventCount).toBe(events)
      await Promise.all([store.close(), fresh.close()])
    }
  })

  test('earlier snapshots are rejected, and a running download is aborted', async () => {
    const store = await open()
    await load(store, [
      ['a.json', [1, 2, 3]],
      ['b.json', [3, 4]],
    ])
    const query = { filter: EVERYTHING, asOf: store.asOf(NOW) }
    const download = store.downloadEvents(query, 'oldest')[Symbol.asyncIterator]()
    expect((await download.next()).value).toHaveLength(4)
    const counting = store.countEvents(query)
    const [counted] = await Promise.allSettled([counting, remove(store, 'a.json')])
    if (counted.status === 'fulfilled') expect(counted.value).toBe(4)
    else expect(counted.reason).toBeInstanceOf(UnknownSnapshot)
    await expect(store.countEvents(query)).rejects.toThrow(UnknownSnapshot)
    await expect(download.next()).rejects.toThrow(UnknownSnapshot)
    expect(await store.removeLogFile(99)).toBeNull()
    await store.close()
  })

  test('two contents of one eventID are not a conflict once one of them is removed', async () => {
    const store = await open()
    const [one, other] = ['1', '2'].map(
      (value) => `{"eventVersion":"1.08","eventID":"e1","eventName":"${value}"}`,
    )
    await addRecords(store, [one!], 'one.json')
    await addRecords(store, [other!], 'other.json')
    expect(await store.loadReport()).toMatchObject({ conflicts: 1 })
    await remove(store, 'one.json')
    expect(await store.loadReport()).toMatchObject({ conflicts: 0, added: 1 })
    expect(await store.problems(0, 10)).toEqual({ problems: [], total: 0 })
    expect((await store.getEvent('e1'))?.record.text).toBe(other)
    await store.close()
  })

  test('notes on an event that is loaded again apply again', async () => {
    const store = await open()
    await load(store, [['a.json', [1, 2]]])
    store.noteEvents(new Map([['e1', { ...NO_NOTES, tags: ['seen'] }]]))
    const noted = () => store.countEvents({ filter: parseFilterText('tag=seen'), asOf: store.asOf(NOW) })
    expect(await noted()).toBe(1)
    await remove(store, 'a.json')
    expect(await noted()).toBe(0)
    await load(store, [['b.json', [5, 1]]])
    expect(await noted()).toBe(1)
    await store.close()
  })
}
