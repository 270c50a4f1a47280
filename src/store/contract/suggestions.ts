import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withoutAlternatives } from '../../filter/edit.ts'
import { EVERYTHING } from '../../filter/filter.ts'
import { foldCase } from '../../filter/foldCase.ts'
import { fieldTexts, matches, type MatchableEvent } from '../../filter/matches.ts'
import { parseFilterText } from '../../filter/text.ts'
import { anyLineFor, anyRecord } from '../../testing/anyRecord.ts'
import { readEvent, storeOf } from '../../testing/storeOf.ts'
import type { EventStore } from '../eventStore.ts'
import { SUGGESTED_FIELDS, suggestValues } from '../suggestValues.ts'
import type { StoreUnderTest } from './storeUnderTest.ts'

const NOW = Date.parse('2026-02-04T00:00:00Z')
const NEVER = new AbortController().signal

/** What a typed text is completed to is what a plain reading of all values finds. */
export function describeSuggestions({ open, cases }: StoreUnderTest): void {
  describe('values that contain a typed text', () => {
    let store: EventStore
    let all: MatchableEvent[]

    beforeAll(async () => {
      const texts = fc.sample(anyRecord, { numRuns: 300, seed: 11 }).map((record) => JSON.stringify(record))
      all = texts.map((text) => readEvent(text))
      store = await storeOf(texts, open)
    })
    afterAll(() => store.close())

    /** How many events have each value that contains the text, with the field's alternatives left out. */
    function counted(field: string, line: string, contains: string): ReadonlyMap<string, number> {
      const filter = withoutAlternatives(parseFilterText(line), field)
      const counts = new Map<string, number>()
      for (const candidate of all.filter((event) => matches(filter, event, NOW))) {
        for (const text of new Set(fieldTexts(field, candidate))) {
          if (foldCase(text).includes(foldCase(contains))) counts.set(text, (counts.get(text) ?? 0) + 1)
        }
      }
      return counts
    }

    test('agree with matches, with their counts, prefixes first', async () => {
      await fc.assert(
        fc.asyncProperty(
          anyLineFor,
          fc.constantFrom('in', 'S3', 'a', 'LICE', '10.', 'σα', 'arn:', "'", '%', 'eu-'),
          fc.constantFrom(1, 3, 100),
          async (line, contains, limit) => {
            const query = { filter: parseFilterText(line), asOf: store.asOf(NOW) }
            const { fields, unfinished } = await suggestValues(store, query, { contains, limit }, NEVER)
            expect(unfinished).toEqual([])
            const expected = SUGGESTED_FIELDS.map((field) => ({
              field,
              counts: counted(field, line, contains),
            })).filter(({ counts }) => counts.size > 0)
            expect(fields.map(({ field }) => field)).toEqual(expected.map(({ field }) => field))
            for (const [index, { counts }] of expected.entries()) {
              const { values, distinct } = fields[index]!
              expect(distinct).toBe(counts.size)
              expect(values.map(({ value }) => counts.get(value))).toEqual(values.map(({ count }) => count))
              expect(new Set(values.map(({ value }) => value)).size).toBe(values.length)
              const rank = (value: string, count: number) =>
                [foldCase(value).startsWith(foldCase(contains)) ? 0 : 1, -count] as const
              const best = [...counts]
                .map(([value, count]) => rank(value, count))
                .toSorted((one, other) => one[0] - other[0] || one[1] - other[1])
                .slice(0, limit)
              expect(values.map(({ value, count }) => rank(value, count))).toEqual(best)
            }
          },
        ),
        { numRuns: cases(40) },
      )
    })

    test('that cannot be counted in time are named, and a caller who cancels gets nothing', async () => {
      const query = { filter: EVERYTHING, asOf: store.asOf(NOW) }
      const wanted = { contains: 'a', limit: 3 }
      expect(await suggestValues(store, query, wanted, AbortSignal.abort())).toEqual({
        fields: [],
        unfinished: SUGGESTED_FIELDS,
      })
      const left = AbortSignal.abort(new Error('has left'))
      await expect(suggestValues(store, query, wanted, NEVER, left)).rejects.toThrow('has left')
    })
  })
}
