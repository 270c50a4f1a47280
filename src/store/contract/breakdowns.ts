import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { EVENT_FIELDS, NOTE_FIELDS } from '../../cloudtrail/fields.ts'
import type { FieldGroups } from '../../filter/answers.ts'
import { fieldTexts, matches, type MatchableEvent } from '../../filter/matches.ts'
import { parseFilterText } from '../../filter/text.ts'
import { anyLineFor } from '../../testing/anyRecord.ts'
import { addRecords } from '../../testing/storeOf.ts'
import type { AsOf, EventStore } from '../eventStore.ts'
import { storeOfAnyRecords } from './anyRecords.ts'
import type { StoreUnderTest } from './storeUnderTest.ts'

const NOW = Date.parse('2026-02-04T00:00:00Z')

const FIELDS = [
  ...[...EVENT_FIELDS, ...NOTE_FIELDS].map(({ name }) => name),
  'integrity',
  'requestParameters.flags',
  'requestParameters.nested.id',
  'requestParameters.dotted\\.name',
  'userIdentity.type',
  'resources.ARN',
  'no.such.path',
]

/** Every number of a breakdown is that of a plain loop over the same records. */
export function describeBreakdowns({ open, cases }: StoreUnderTest): void {
  let store: EventStore
  let all: readonly MatchableEvent[]
  let asOf: AsOf

  beforeAll(async () => {
    ;({ store, all } = await storeOfAnyRecords(open))
    asOf = store.asOf(NOW)
    await addRecords(store, ['{"eventVersion":"1.08","eventID":"late","eventName":"A"}'], 'late.json')
  })
  afterAll(() => store.close())

  const matching = (line: string) => {
    const filter = parseFilterText(line)
    return { filter, events: all.filter((each) => matches(filter, each, NOW)) }
  }

  test.each(FIELDS)('by %s', async (field) => {
    await fc.assert(
      fc.asyncProperty(anyLineFor, fc.constantFrom(1, 3, 100), async (line, limit) => {
        const { filter, events } = matching(line)
        const { count, by, and, cells, over } = await store.eventBreakdown(
          { filter, asOf },
          { by: { field, limit } },
        )
        expect([count, and, cells, over]).toEqual([events.length, null, null, null])
        const counts = new Map<string, number>()
        for (const event of events)
          for (const text of new Set(fieldTexts(field, event))) counts.set(text, (counts.get(text) ?? 0) + 1)
        expect(by.distinct).toBe(counts.size)
        expect(by.values.map((each) => each.count)).toEqual(
          [...counts.values()].toSorted((one, other) => other - one).slice(0, limit),
        )
        expectGroups(by, events)
      }),
      { numRuns: cases(12) },
    )
  })

  test('by two fields', async () => {
    const anyField = fc.constantFrom(...FIELDS)
    const anyLimit = fc.constantFrom(1, 3, 100)
    await fc.assert(
      fc.asyncProperty(
        anyLineFor,
        anyField,
        anyField,
        anyLimit,
        anyLimit,
        async (line, one, other, ...limits) => {
          const { filter, events } = matching(line)
          const { by, and, cells } = await store.eventBreakdown(
            { filter, asOf },
            { by: { field: one, limit: limits[0] }, and: { field: other, limit: limits[1] } },
          )
          expectGroups(by, events)
          expectGroups(and!, events)
          const expected = by.values
            .map(() => 0)
            .concat(0, 0)
            .map(() => and!.values.map(() => 0).concat(0, 0))
          for (const event of events)
            for (const row of groupsOf(by, event))
              for (const column of groupsOf(and!, event)) expected[row]![column]!++
          expect(cells).toEqual(expected)
        },
      ),
      { numRuns: cases(60) },
    )
  })

  test('over time, in the buckets of the histogram', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyLineFor,
        fc.constantFrom(...FIELDS),
        fc.constantFrom(1, 3),
        fc.integer({ min: 1, max: 80 }),
        async (line, field, limit, buckets) => {
          const { filter, events } = matching(line)
          const query = { filter, asOf }
          const wanted = { by: { field, limit }, over: { buckets } }
          const { by, over } = await store.eventBreakdown(query, wanted)
          const histogram = await store.eventHistogram(query, { buckets })
          expect(over!.intervalMs).toBe(histogram.intervalMs)
          const startTimes = histogram.buckets.map(({ startTime }) => startTime)
          expect(over!.buckets.map(({ startTime }) => startTime)).toEqual(startTimes)
          const firstMs = Date.parse(startTimes[0] ?? '')
          const none = () => by.values.map(() => 0).concat(0, 0)
          const expected = startTimes.map(none)
          const withoutTime = none()
          for (const event of events) {
            const ms = event.event.eventTimeMs
            const counts =
              ms === null ? withoutTime : expected[Math.floor((ms - firstMs) / over!.intervalMs)]!
            for (const group of groupsOf(by, event)) counts[group]!++
          }
          expect(over!.buckets.map(({ counts }) => counts)).toEqual(expected)
          expect(over!.withoutTime).toEqual(withoutTime)
        },
      ),
      { numRuns: cases(40) },
    )
  })

  test('a query that is canceled is not answered', async () => {
    const query = { filter: parseFilterText(''), asOf }
    const canceled = store.eventBreakdown(
      query,
      { by: { field: 'eventName', limit: 3 } },
      AbortSignal.abort(new Error('canceled')),
    )
    await expect(canceled).rejects.toThrow('canceled')
  })
}

/** The groups that an event counts in: those of its values, or others, or none. */
function groupsOf({ field, values }: FieldGroups, event: MatchableEvent): readonly number[] {
  const texts = new Set(fieldTexts(field, event))
  const found = values.flatMap(({ value }, index) => (texts.has(value) ? [index] : []))
  return found.length > 0 ? found : [values.length + (texts.size > 0 ? 0 : 1)]
}

function expectGroups(groups: FieldGroups, events: readonly MatchableEvent[]): void {
  const counts = groups.values.map(() => 0).concat(0, 0)
  for (const event of events) for (const group of groupsOf(groups, event)) counts[group]!++
  expect([...groups.values.map(({ count }) => count), groups.others, groups.none]).toEqual(counts)
  expect(new Set(groups.values.map(({ value }) => value)).size).toBe(groups.values.length)
}
