import { expect, test } from 'vitest'
import type { LogFilesWanted } from '../../cloudtrail/loadReport.ts'
import type { EventStore } from '../eventStore.ts'
import { addRecords } from '../../testing/storeOf.ts'
import type { StoreUnderTest } from './storeUnderTest.ts'

const record = (eventID: string, day: number, account: string) =>
  JSON.stringify({
    eventVersion: '1.08',
    eventID,
    eventTime: `2026-03-0${day}T00:00:00Z`,
    eventName: 'PutObject',
    recipientAccountId: account,
  })

const SHA256 = 'ab'.repeat(32)

const listed = (store: EventStore, wanted: Partial<LogFilesWanted> = {}) =>
  store.logFiles({ contains: '', sort: 'loaded', isDescending: false, offset: 0, limit: 100, ...wanted })

/** The list of the log files that were loaded. */
export function describeLogFiles({ open }: StoreUnderTest): void {
  test('half a character in a problem does not keep its log file out', async () => {
    const store = await open()
    const problems = [{ position: null, reason: 'Broken at "\ud83d".' }]
    await addRecords(store, [record('a', 1, '111111111111')], 'half.json', { problems })
    expect((await store.problems(0, 10)).problems).toMatchObject([{ reason: 'Broken at "\u{fffd}".' }])
    expect((await listed(store)).logFiles).toMatchObject([{ added: 1, problems: 1 }])
  })

  test('each log file is listed with its records, span, accounts and problems', async () => {
    const store = await open()
    const first = [record('a', 3, '222222222222'), record('b', 1, '111111111111')]
    const problems = [{ position: 'record 3', reason: 'Broken.' }]
    await addRecords(store, first, 'first.json', { problems, sha256: SHA256 })
    await addRecords(store, [first[0]!, record('c', 5, '111111111111')], 'second.json')
    const { logFiles, total } = await listed(store)
    expect(total).toBe(2)
    expect(logFiles).toMatchObject([
      {
        name: 'first.json',
        records: 2,
        added: 2,
        duplicates: 0,
        problems: 1,
        sha256: SHA256,
        outcome: 'loaded',
        firstEventTime: '2026-03-01T00:00:00Z',
        lastEventTime: '2026-03-03T00:00:00Z',
        accounts: ['111111111111', '222222222222'],
      },
      {
        name: 'second.json',
        sha256: null,
        records: 2,
        added: 1,
        duplicates: 1,
        problems: 0,
        accounts: ['111111111111'],
      },
    ])
    await store.close()
  })

  test('loaded, skipped and failed log files are told apart, and those that have not ended', async () => {
    const store = await open()
    const problems = [{ position: null, reason: 'Not a CloudTrail log file.' }]
    await addRecords(store, [record('a', 1, '1')], 'whole.json')
    await addRecords(store, [], 'empty.json')
    await addRecords(store, [], 'notes.txt', { problems })
    await addRecords(store, [], 'digest.json.gz', { end: 'digest' })
    await addRecords(store, [record('b', 1, '1')], 'half.json', { end: 'failed', problems })
    await store.reportUnreadable([{ uri: 'gone.json', reason: 'It is gone.' }])
    await addRecords(store, [record('c', 1, '1')], 'begun.json', { end: null, problems })
    // In two batches: the second says whether the first had records.
    await addRecords(store, [record('d', 1, '1')], 'long.json', { end: null })
    await addRecords(store, [], 'long.json', { problems })
    await addRecords(store, [], 'long.txt', { end: null, problems })
    await addRecords(store, [], 'long.txt')
    const outcomes = (await listed(store)).logFiles.map(({ name, outcome }) => [name, outcome])
    expect(outcomes).toEqual([
      ['whole.json', 'loaded'],
      ['empty.json', 'loaded'],
      ['notes.txt', 'skipped'],
      ['digest.json.gz', 'digest'],
      ['half.json', 'failed'],
      ['gone.json', 'failed'],
      ['begun.json', null],
      ['long.json', 'loaded'],
      ['long.txt', 'skipped'],
    ])
    const report = await store.loadReport()
    expect(report).toMatchObject({
      logFiles: 3,
      skipped: 2,
      digestFiles: 1,
      failed: 2,
      unfinished: 1,
      records: 4,
    })
    await store.close()
  })

  test('each has its records behind a break, those left out, and those in conflict, over all its batches', async () => {
    const store = await open()
    const problems = [{ position: 'byte 7', reason: 'Broken.' }]
    await addRecords(store, [record('a', 1, '1')], 'whole.json')
    const begun = await addRecords(store, [record('b', 1, '1')], 'long.json', {
      end: null,
      salvaged: 1,
      leftOut: 2,
      problems,
    })
    expect(begun.logFiles).toMatchObject([{ added: 1, conflicts: 0, salvaged: 1, leftOut: 2 }])
    // The second eventID comes again with other content, also within the batch.
    const others = [record('b', 2, '1'), record('b', 3, '1'), record('c', 1, '1')]
    await addRecords(store, others, 'long.json', { salvaged: 3, leftOut: 1 })
    await addRecords(store, [record('a', 1, '1')], 'again.json')
    const { logFiles } = await listed(store, { sort: 'conflicts', isDescending: true })
    expect(logFiles).toMatchObject([
      { name: 'long.json', records: 4, added: 4, salvaged: 4, leftOut: 3, conflicts: 2 },
      { name: 'whole.json', records: 1, added: 1, salvaged: 0, leftOut: 0, conflicts: 0 },
      { name: 'again.json', records: 1, duplicates: 1, salvaged: 0, leftOut: 0, conflicts: 0 },
    ])
    for (const sort of ['salvaged', 'leftOut'] as const)
      expect((await listed(store, { sort, isDescending: true })).logFiles[0]!.name).toBe('long.json')
    expect(await store.loadReport()).toMatchObject({ records: 6, salvaged: 4, leftOut: 3, conflicts: 2 })
    await store.close()
  })

  test('the problems of two log files with one name are told apart', async () => {
    const store = await open()
    const problem = (line: number) => ({ position: `line ${line}`, reason: 'Broken.' })
    await addRecords(store, [record('a', 1, '1')], 'a.json', { uri: '/one/a.json', problems: [problem(1)] })
    await addRecords(store, [record('b', 1, '1')], 'a.json', {
      uri: '/two/a.json',
      problems: [problem(2), problem(3)],
    })
    const { logFiles } = await listed(store)
    expect(logFiles.map(({ problems }) => problems)).toEqual([1, 2])
    await store.removeLogFile(logFiles[1]!.id)
    expect((await listed(store)).logFiles.map(({ problems }) => problems)).toEqual([1])
    expect((await store.problems(0, 10)).problems.map(({ position }) => position)).toEqual(['line 1'])
    await store.close()
  })

  test('they are sorted, searched and returned in pages', async () => {
    const store = await open()
    for (const [name, count] of [
      ['b.json', 1],
      ['A.json', 3],
      ['c.txt', 2],
    ] as const)
      await addRecords(
        store,
        Array.from({ length: count }, (_, n) => record(`${name}${n}`, 1, '1')),
        name,
      )
    const names = async (wanted: Partial<LogFilesWanted>) =>
      (await listed(store, wanted)).logFiles.map(({ name }) => name)
    expect(await names({ sort: 'records', isDescending: true })).toEqual(['A.json', 'c.txt', 'b.json'])
    expect(await names({ contains: '.JSON' })).toEqual(['b.json', 'A.json'])
    expect(await names({ offset: 1, limit: 1 })).toEqual(['A.json'])
    expect((await listed(store, { limit: 1 })).total).toBe(3)
    await addRecords(store, [record('d', 1, '1')], 'd.json', { sha256: SHA256 })
    expect(await names({ contains: SHA256.toUpperCase() })).toEqual(['d.json'])
    expect(await names({ contains: SHA256.slice(0, 60) })).toEqual([])
    await store.close()
  })
}
