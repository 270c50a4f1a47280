import { beforeAll, describe, expect, test } from 'vitest'
import { CloudTrailRecord, readRecord } from '../../cloudtrail/record.ts'
import type { LogFileSink } from '../../ingest/reading.ts'
import { readLogFile } from '../../ingest/readLogFile.ts'
import { Judge, type Read } from './judge.ts'
import { minimise } from './minimise.ts'
import { stockOf, type Stock } from './mutants.ts'
import { fuzzScanner } from './scannerMutants.ts'
import { StoreShare, type Share } from './storeShare.ts'
import { judgeNumber, Sharing } from './thread.ts'

const SEED = 1
let stock: Stock

beforeAll(async () => {
  stock = await stockOf(null)
})

test('mutants of small files of every shape keep every promise, in a store too', async () => {
  const shares: Share[] = []
  const sharing = new Sharing((share) => void shares.push(share))
  const judge = new Judge()
  for (let number = 0; number < 500; number++) {
    const { bytes, verdict, failure, story } = await judgeNumber(stock, judge, SEED, number)
    expect(failure?.broken, `${number}: ${story.join('; ')}`).toBeUndefined()
    if (number % 10 === 0) await sharing.read(number, bytes, verdict.records)
  }
  await sharing.flush()
  const store = await StoreShare.open()
  for (const share of shares) expect(await store.add(share)).toBeNull()
  expect(await store.close()).toBeNull()
})

test('a scanner takes of mutants only what is JSON, as its records and the walk have it', async () => {
  const figures = { mutants: 0, whole: 0, rows: 0 }
  expect(await fuzzScanner(stock.records, { seed: SEED, mutants: 3000 }, figures)).toBeNull()
  expect(figures.whole).toBeGreaterThan(300)
}, 60_000)

test('a number always gives the same mutant', async () => {
  const other = await stockOf(null)
  for (let number = 0; number < 50; number++)
    expect(other.mutant(SEED, number)).toEqual(stock.mutant(SEED, number))
})

describe('a reader that breaks a promise is detected', () => {
  /** How a reader breaks a promise, among some hundred mutants. */
  const broken = async (read: Read, promise: RegExp) => {
    const judge = new Judge(read)
    for (let number = 0; number < 400; number++) {
      const { failure } = await judgeNumber(stock, judge, SEED, number)
      if (failure && promise.test(failure.broken)) return failure.broken
    }
    return null
  }
  /** The real one, with what it finds changed on its way. */
  const but =
    (change: (sink: LogFileSink) => Partial<LogFileSink>): Read =>
    (name, bytes, sink, options) =>
      readLogFile(name, bytes, { ...sink, ...change(sink) }, options)

  test.each<[string, Read, RegExp]>([
    ['throws', async () => Promise.reject(new Error('oops')), /^It throws nothing: Error: oops/],
    [
      'loses what stands before a break',
      but((sink) => ({ record: (record, at) => at.record === 1 && sink.record(record, at) })),
      /^Records before and after a break are kept/,
    ],
    [
      'overlooks records',
      but((sink) => ({ record: (record, at) => at.record < 3 && sink.record(record, at) })),
      /^Every whole record is found/,
    ],
    [
      'changes a record',
      but((sink) => ({
        record: (record, at) => sink.record(readRecord(`${record.text} `.replace('"', ' "')), at),
      })),
      /^A record is in its file exactly as given/,
    ],
    [
      'mixes values up',
      but((sink) => ({
        record: ({ shape, leaves }, at) => {
          const swapped = new CloudTrailRecord(shape, leaves.toReversed())
          Object.defineProperty(swapped, 'text', { value: new CloudTrailRecord(shape, leaves).text })
          sink.record(swapped, at)
        },
      })),
      /^A record has what JSON.parse gives/,
    ],
    [
      'counts wrong',
      but((sink) => ({ record: (record, at) => sink.record(record, { ...at, record: at.record * 2 }) })),
      /^Records are numbered/,
    ],
    [
      'points behind the end',
      but((sink) => ({ problem: (_, reason) => sink.problem('byte 999999999', reason) })),
      /^Problems have a position and a reason: the text has/,
    ],
    [
      'gives no reason',
      but((sink) => ({ problem: (position) => sink.problem(position, '') })),
      /^Problems have a position and a reason: the reason is not a sentence/,
    ],
    [
      'depends on chunks',
      (name, bytes, sink, options) => {
        let chunks = 0
        const first = (async function* () {
          for await (const chunk of bytes) if (chunks++ < 1) yield chunk
        })()
        return readLogFile(name, first, sink, options)
      },
      /^The size of chunks makes no difference/,
    ],
  ])('one that %s', async (_, read, promise) => {
    expect(await broken(read, promise)).toMatch(promise)
  })
})

test('a name that spells the escape of a separator may stay as written', async () => {
  const record = '{"eventVersion":"1.08","eventName":"x","a\\\\u001c":[{"b":"y"}]}'
  expect(await new Judge().judge(Buffer.from(record), null, 7)).toMatchObject({
    records: [record],
    broken: null,
  })
})

test('a failing mutant is minimised', async () => {
  const bytes = Buffer.from(`${'x'.repeat(500)}A${'y'.repeat(300)}B${'z'.repeat(99)}`)
  const small = await minimise(bytes, async (part) => /A.*B/.test(Buffer.from(part).toString()), 500)
  expect(Buffer.from(small).toString()).toBe('AB')
})
