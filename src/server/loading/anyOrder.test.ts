import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EVERYTHING } from '../../filter/filter.ts'
import { zip } from '../../ingest/containers/zipForTest.ts'
import { openStore } from '../../store/openStore.ts'
import type { LoadReport } from '../../cloudtrail/loadReport.ts'
import { anyRecord } from '../../testing/anyRecord.ts'
import { storedEvents } from '../../testing/storeOf.ts'
import { BatchingReader } from './batchingReader.ts'

/**
 * How a log file arrives: its content, whether it is packed, and whether what was read before it is
 * stored first.
 */
interface Delivery {
  readonly records: readonly string[]
  readonly isLines: boolean
  readonly form: 'plain' | 'gzip' | 'zip'
  readonly isAlone: boolean
}

/**
 * Everything that a store has of the deliveries. Among events with one ID and different content,
 * the first to arrive is opened by that ID, so the opening IDs of such events are left out.
 */
async function storeAfter(
  deliveries: readonly Delivery[],
): Promise<{ events: string[]; report: LoadReport }> {
  const store = await openStore({ folder: null, name: 'test' })
  const reader = new BatchingReader(async (batch) => void (await store.add(batch)))
  for (const [number, { records, isLines, form, isAlone }] of deliveries.entries()) {
    if (isAlone) await reader.flush()
    const text = Buffer.from(isLines ? records.join('\n') : `{"Records":[${records.join(',')}]}`)
    const packed = {
      plain: () => text,
      gzip: () => gzipSync(text),
      zip: () => zip([{ name: 'a', content: text }]),
    }
    const bytes = packed[form]()
    const logFile = { name: `${number}.json`, uri: `/${number}.json`, size: bytes.length, modifiedMs: number }
    await reader.read(logFile, once(bytes), () => {})
  }
  await reader.flush()
  const stored = await storedEvents(store, { filter: EVERYTHING, asOf: store.asOf(0) })
  const events = stored.map(({ event, record }) => `${event.eventID ?? event.id} ${record.text}`).toSorted()
  const report = await store.loadReport()
  await store.close()
  expect(report.added + report.duplicates).toBe(report.records)
  expect(new Set(stored.map(({ event }) => event.id)).size).toBe(report.added)
  return { events, report }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

const anyForm = fc.constantFrom('plain' as const, 'gzip' as const, 'zip' as const)

/** Records with few IDs, so that events come again, sometimes with other content. */
const someRecords = fc.array(
  fc.tuple(anyRecord, fc.integer({ min: 0, max: 5 })).map(([record, number]) => {
    const eventID = number === 0 ? {} : { eventID: `event-${number}` }
    const { eventID: own, ...others } = record
    return JSON.stringify({
      ...(number > 3 ? {} : others),
      eventVersion: '1.08',
      eventName: own ?? 'A',
      ...eventID,
    })
  }),
  { minLength: 1, maxLength: 6 },
)

test('the same log files in any order, some of them twice, compressed or not, give the same store', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(someRecords, { minLength: 1, maxLength: 4 }),
      fc.infiniteStream(fc.tuple(fc.nat(), anyForm, fc.boolean(), fc.boolean())),
      async (files, chance) => {
        const next = () => chance.next().value!
        const logFiles = files.map((records) => ({ records, isLines: next()[2] }))
        const first = logFiles.map((file) => ({ ...file, form: 'plain' as const, isAlone: true }))
        const again = logFiles.flatMap((file) => {
          const [, form, isAlone, isTwice] = next()
          const delivery = { ...file, form, isAlone }
          return isTwice ? [delivery, { ...delivery, form: 'gzip' as const }] : [delivery]
        })
        const places = new Map(again.map((delivery) => [delivery, next()[0]]))
        const shuffled = again.toSorted((a, b) => places.get(a)! - places.get(b)!)
        const one = await storeAfter(first)
        const other = await storeAfter(shuffled)
        expect(other.events).toEqual(one.events)
        expect(other.report.added).toBe(one.report.added)
        expect(other.report.conflicts).toBe(one.report.conflicts)
      },
    ),
    { numRuns: 8 },
  )
})

test('the same records in any number of log files give the same store', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(someRecords, { minLength: 1, maxLength: 4 }),
      fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), anyForm, fc.boolean()), { minLength: 1 }),
      async (files, cuts) => {
        // A record without an ID is identified by its log file's content, so those are left out
        // here.
        const all = files.flat().filter((text) => text.includes('eventID'))
        const parts: Delivery[] = []
        for (let at = 0, turn = 0; at < all.length; turn++) {
          const [count, form, isAlone] = cuts[turn % cuts.length]!
          parts.push({ records: all.slice(at, at + count), isLines: turn % 2 === 0, form, isAlone })
          at += count
        }
        const one = await storeAfter([{ records: all, isLines: false, form: 'plain', isAlone: true }])
        const other = await storeAfter(parts)
        expect(other.events).toEqual(one.events)
        expect({ ...other.report, logFiles: 1 }).toEqual({ ...one.report, logFiles: 1 })
      },
    ),
    { numRuns: 8 },
  )
})
