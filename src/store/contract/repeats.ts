import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { groupRepeats, repeatsOf, SECOND_MS } from '../../filter/repeats.ts'
import { writeTime } from '../../cloudtrail/writeTime.ts'
import { parseFilterText } from '../../filter/text.ts'
import { anyLineFor, anyRecord } from '../../testing/anyRecord.ts'
import { addRecords, readEvent, storedEvents, storeOf } from '../../testing/storeOf.ts'
import type { AsOf, EventStore, PageStart } from '../eventStore.ts'
import type { StoreUnderTest } from './storeUnderTest.ts'

const NOW = Date.parse('2026-02-04T00:00:00Z')

/**
 * Few seconds and few actors, so that events repeat. Some are before 1970, where rounding down to a
 * second goes the other way.
 */
const someTime = fc
  .tuple(
    fc.constantFrom(
      '2026-02-01T10:00:00',
      '2026-02-01T10:00:01',
      '1969-12-31T23:59:59',
      '1970-01-01T00:00:00',
    ),
    fc.constantFrom('', '.001', '.500', '.999'),
  )
  .map(([second, ms]) => `${second}${ms}Z`)
const someEvent = fc
  .tuple(anyRecord, someTime, fc.constantFrom('alice', 'bob', ''), fc.boolean())
  .map(([record, eventTime, userName, isAnonymous]) => ({
    ...record,
    eventTime: record['eventTime'] && eventTime,
    userIdentity: isAnonymous ? record['userIdentity'] : { type: 'IAMUser', userName },
  }))

/** Grouped rows are those of the plain `groupRepeats`. */
export function describeRepeats({ open, cases }: StoreUnderTest): void {
  let store: EventStore
  let asOf: AsOf

  beforeAll(async () => {
    store = await storeOf(
      fc.sample(someEvent, { numRuns: 300, seed: 11 }).map((record) => JSON.stringify(record)),
      open,
    )
    asOf = store.asOf(NOW)
    // Events that arrive later belong to no answer for this snapshot.
    await addRecords(
      store,
      fc.sample(someEvent, { numRuns: 40, seed: 12 }).map((record) => JSON.stringify(record)),
      'late',
    )
  })
  afterAll(() => store.close())

  test('rows, their counts, positions and events are as defined, on any page', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.constant(''), anyLineFor),
        fc.constantFrom('newest' as const, 'oldest' as const),
        fc.integer({ min: 20, max: 60 }),
        fc.constantFrom(0, 1, 2, 60),
        async (line, order, limit, gap) => {
          const filter = parseFilterText(line)
          const query = { filter, asOf }
          const all = await storedEvents(store, query)
          const newestFirst = all.map(({ event, record }) => ({
            ...readEvent(record.text),
            stored: event,
          }))
          const inOrder = <T>(list: readonly T[]) => (order === 'newest' ? [...list] : list.toReversed())
          const groups = inOrder(groupRepeats(newestFirst, gap))
          const expected = groups.map(({ newest, events }) => ({
            ...newest.stored,
            repeats: {
              count: events.length,
              errorCount: events.filter(({ event }) => event.errorCode !== null).length,
              oldestTime: oldestTime(events, gap),
            },
          }))

          expect(await store.countRows(query, gap)).toBe(groups.length)
          for (const paging of ['position', 'key'] as const) {
            const rows: unknown[] = []
            let start: PageStart | null = { offset: 0 }
            while (start) {
              const page = await store.lookupEvents(query, { start, limit, order, repeatGap: gap })
              rows.push(...page.events.map(({ event }) => event))
              if (page.next === null) start = null
              else start = paging === 'key' ? { after: page.next } : { offset: rows.length }
            }
            expect(rows).toEqual(expected)
          }
          for (const row of someOf(groups)) {
            const { newest, events } = groups[row]!
            const others = inOrder(events.slice(1)).map(({ stored }) => stored.id)
            for (const id of new Set([newest.stored.id, ...others.slice(-1)])) {
              const member = others.indexOf(id) + 1
              expect(await store.rowOf(id, query, order, gap)).toEqual({ row, member })
            }
            const those = repeatsOf(filter, newest.stored, oldestTime(events, gap), NOW)
            if (those === null) continue
            const found = await store.lookupEvents(
              { filter: those, asOf },
              { start: { offset: 0 }, limit: 1000, order: 'newest' },
            )
            expect(found.events.map(({ event }) => event)).toEqual(events.map(({ stored }) => stored))
          }
        },
      ),
      { numRuns: cases(30) },
    )
  })
}

/** Some positions in a list: both ends and a few between. */
const someOf = (list: readonly unknown[]): ReadonlySet<number> =>
  new Set(
    [0, 0.3, 0.5, 0.8, 1].map((share) => Math.round(share * (list.length - 1))).filter((at) => at in list),
  )

/** Of those of one second, the start of it. */
function oldestTime(
  newestFirst: readonly { readonly event: { readonly eventTimeMs: number | null } }[],
  gap: number,
): string | null {
  const { eventTimeMs } = newestFirst.at(-1)!.event
  if (eventTimeMs === null) return null
  const isSecond = gap === 0 && newestFirst.length > 1
  return writeTime(isSecond ? Math.floor(eventTimeMs / SECOND_MS) * SECOND_MS : eventTimeMs)
}
