import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { EventNotes } from '../../cloudtrail/eventNotes.ts'
import { fieldTexts, matches } from '../../filter/matches.ts'
import { parseFilterText } from '../../filter/text.ts'
import { anyNotes } from '../../testing/anyRecord.ts'
import { addRecords, readEvent, storeOf } from '../../testing/storeOf.ts'
import type { AsOf } from '../eventStore.ts'
import type { StoreUnderTest } from './storeUnderTest.ts'

const textOf = (id: string) =>
  JSON.stringify({ eventVersion: '1.08', eventID: id, eventName: 'A', eventTime: '2026-02-01T00:00:00Z' })

const FILTERS = [
  'tag=exfil',
  'tag!=exfil',
  'tag=',
  'starred=true',
  'starred=false',
  'comment:=TICKET',
  'comment!=',
]

/** Notes on some events, by ID: some of the events arrive later, some never. */
const anyChange = fc.record({
  notes: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'never'), fc.option(anyNotes), { minKeys: 1 }),
  asks: fc.boolean(),
  comes: fc.option(fc.constantFrom('b', 'c', 'd')),
})

interface State {
  readonly asOf: AsOf
  readonly ids: ReadonlySet<string>
  readonly notes: ReadonlyMap<string, EventNotes>
}

/** Notes belong to a snapshot of the store. */
export function describeNotes({ open, cases }: StoreUnderTest): void {
  test('a snapshot always has the events and notes that it had at first', () =>
    fc.assert(
      fc.asyncProperty(fc.array(anyChange, { minLength: 1, maxLength: 6 }), async (changes) => {
        const store = await storeOf([textOf('a')], open)
        const expectTruth = async ({ asOf, ids, notes }: State) => {
          const all = [...ids].map((id) => ({ ...readEvent(textOf(id)), notes: notes.get(id) }))
          for (const line of FILTERS) {
            const filter = parseFilterText(line)
            const wanted = all.filter((candidate) => matches(filter, candidate, 0))
            const query = { filter, asOf }
            expect(await store.countEvents(query), line).toBe(wanted.length)
            const page = await store.lookupEvents(query, {
              start: { offset: 0 },
              limit: 9,
              order: 'newest',
            })
            expect(page.events.map(({ event }) => event.id).toSorted()).toEqual(
              wanted.map(({ event }) => event.eventID ?? '').toSorted(),
            )
          }
          for (const field of ['tag', 'starred']) {
            const counts = new Map<string, number>()
            for (const text of all.flatMap((each) => fieldTexts(field, each)))
              counts.set(text, (counts.get(text) ?? 0) + 1)
            const { values } = await store.fieldValues(
              { filter: parseFilterText(''), asOf },
              { field, limit: 100, prefix: '', contains: '' },
            )
            expect(new Map(values.map(({ value, count }) => [value, count]))).toEqual(counts)
          }
        }
        const states: State[] = []
        const ids = new Set(['a'])
        const notes = new Map<string, EventNotes>()
        for (const change of changes) {
          const given = Object.entries(change.notes).map(([id, noted]) => [id, noted ?? null] as const)
          store.noteEvents(new Map(given))
          for (const [id, noted] of given) {
            if (noted) notes.set(id, noted)
            else notes.delete(id)
          }
          if (change.comes !== null && !ids.has(change.comes)) {
            await addRecords(store, [textOf(change.comes)], `${change.comes}.json`)
            ids.add(change.comes)
          }
          const state = { asOf: store.asOf(0), ids: new Set(ids), notes: new Map(notes) }
          states.push(state)
          if (change.asks) await expectTruth(state)
        }
        for (const state of states) await expectTruth(state)
        await store.close()
      }),
      { numRuns: cases(15) },
    ))

  test('records without an ID, and a second one with the same ID, have notes of their own', async () => {
    const other = textOf('a').replace('"A"', '"B"')
    const without = textOf('a').replace('"eventID":"a",', '')
    const store = await storeOf([textOf('a'), other, without], open)
    const all = await store.lookupEvents(
      { filter: parseFilterText(''), asOf: store.asOf(0) },
      { start: { offset: 0 }, limit: 9, order: 'newest' },
    )
    const ids = all.events.map(({ event }) => event.id)
    expect(new Set(ids).size).toBe(3)
    for (const id of ids) {
      const tags = [`of ${id}`]
      store.noteEvents(new Map([[id, { starred: false, tags, comment: '', changed: {} }]]))
    }
    for (const id of ids) {
      const { events } = await store.lookupEvents(
        { filter: parseFilterText(`tag="of ${id}"`), asOf: store.asOf(0) },
        { start: { offset: 0 }, limit: 9, order: 'newest' },
      )
      expect(events.map(({ event }) => event.id)).toEqual([id])
    }
    await store.close()
  })
}
