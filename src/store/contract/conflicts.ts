import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { NO_NOTES } from '../../cloudtrail/eventNotes.ts'
import { EVERYTHING } from '../../filter/filter.ts'
import { parseFilterText } from '../../filter/text.ts'
import { addRecords, storedEvents, storeOf } from '../../testing/storeOf.ts'
import type { EventStore } from '../eventStore.ts'
import type { StoreUnderTest } from './storeUnderTest.ts'

const record = (eventID: string, value: string) =>
  `{"eventVersion":"1.08","eventID":"${eventID}","eventName":"A","requestParameters":{"v":${value}}}`

/** Records that share an eventID are kept apart, and each is found by its own ID. */
export function describeConflicts({ open }: StoreUnderTest): void {
  let store: EventStore
  beforeEach(async () => {
    store = await storeOf([], open)
  })
  afterEach(() => store.close())

  async function all() {
    const query = { filter: EVERYTHING, asOf: store.asOf(0) }
    const events = await storedEvents(store, query)
    return events.map(({ event, record: found }) => ({ ...event, text: found.text })).toReversed()
  }

  /** The IDs by record. Also checks that each ID finds its own event, whichever way it is used. */
  async function idsOf(): Promise<Map<string, string>> {
    const events = await all()
    const ids = events.map(({ id }) => id)
    expect(new Set(ids).size).toBe(events.length)
    const query = { filter: EVERYTHING, asOf: store.asOf(0) }
    expect(await store.knownIDs(ids)).toEqual(new Set(ids))
    for (const [position, { id, text }] of events.entries()) {
      expect((await store.getEvent(id))?.record.text).toBe(text)
      expect(await store.positionOf(id, query, 'oldest')).toBe(position)
    }
    // Notes on one event do not show on another.
    store.noteEvents(new Map(ids.map((id) => [id, { ...NO_NOTES, tags: [`tag ${id}`] }])))
    const noted = await store.fieldValues(
      { filter: EVERYTHING, asOf: store.asOf(0) },
      { field: 'tag', limit: 1000, prefix: '', contains: '' },
    )
    expect(new Map(noted.values.map(({ value, count }) => [value, count]))).toEqual(
      new Map(ids.map((id) => [`tag ${id}`, 1])),
    )
    return new Map(events.map(({ id, text }) => [text, id]))
  }

  const reported = async () =>
    (await store.problems(0, 100)).problems.map(
      ({ logFile, position, reason }) => `${logFile}, ${position}: ${reason}`,
    )

  describe('two records with one eventID', () => {
    test.each([
      ['9007199254740993', '9007199254740992'],
      ['1e400', '1e500'],
      ['1e400', 'null'],
      ['{"a":1,"a":2}', '{"a":3,"a":2}'],
      ['{"a":1,"a":2}', '{"a":2}'],
      ['"1"', '1'],
      ['null', '[]'],
      ['{"__proto__":1}', '{"__proto__":2}'],
      ['[1,2]', '[2,1]'],
    ])('with %s and %s are two events, and the second is reported', async (one, other) => {
      await addRecords(store, [record('e1', one)], 'one.json')
      const [slice] = (await addRecords(store, [record('e1', other)], 'two.json')).logFiles
      expect(slice).toMatchObject({
        added: 1,
        duplicates: 0,
        conflicts: 1,
        problems: [{ position: 'record 1' }],
      })
      expect([...(await idsOf()).keys()]).toEqual([record('e1', one), record('e1', other)])
    })

    test.each([
      ['-0', '0'],
      ['1', '1.0'],
      ['100', '1e2'],
      [String.raw`"\u00e9\/"`, '"é/"'],
      ['{"a":1,"b":[ ]}', '{ "b" : [] , "a" : 1 }'],
    ])('with %s and %s are one', async (one, other) => {
      await addRecords(store, [record('e1', one)], 'one.json')
      const [slice] = (await addRecords(store, [record('e1', other)], 'two.json')).logFiles
      expect(slice).toMatchObject({ added: 0, duplicates: 1, conflicts: 0, problems: [] })
    })

    test('are reported once with both positions, in one batch or in several, however many contents there are', async () => {
      const [one, two, three] = ['1', '2', '3'].map((value) => record('e1', value)) as [
        string,
        string,
        string,
      ]
      await addRecords(store, [one, record('e2', '1'), record('e2', '2')], 'first.json')
      await addRecords(store, [two, one], 'second.json')
      await addRecords(store, [two, three, one, three], 'third.json')
      const ids = await idsOf()
      expect([...ids.values()].every((id) => /^e[12](~[\da-f]{16})?$/.test(id))).toBe(true)
      expect(ids.get(one)).toBe('e1')
      const said = await reported()
      expect(said).toEqual([
        `first.json, record 3: Event e2 is also in first.json, record 2 with different content; both are kept, this one as ${ids.get(record('e2', '2'))}. Compare the two records to see which one to trust.`,
        `second.json, record 1: Event e1 is also in first.json with different content; both are kept, this one as ${ids.get(two)}. Compare the two records to see which one to trust.`,
        `third.json, record 2: Event e1 is also in first.json with different content; both are kept, this one as ${ids.get(three)}. Compare the two records to see which one to trust.`,
      ])
      // The same records in another order add nothing.
      await addRecords(store, [three, two, one, record('e2', '2')], 'fourth.json')
      expect(await reported()).toEqual(said)
      expect(await store.loadReport()).toMatchObject({
        logFiles: 5,
        records: 13,
        added: 5,
        duplicates: 8,
        conflicts: 3,
      })
    })

    test('with very many contents are all kept', async () => {
      const texts = Array.from({ length: 3000 }, (_, value) => record('e1', String(value)))
      const [slice] = (await addRecords(store, [...texts, ...texts], 'one.json')).logFiles
      expect(slice).toMatchObject({ added: 3000, duplicates: 3000 })
      expect(slice!.problems.length).toBe(2999)
      expect((await store.summary(store.asOf(0))).eventCount).toBe(3000)
    })
  })

  describe('an eventID that is the ID of another event', () => {
    /** The IDs given to the second content of an eventID and to a record without eventID. */
    async function idsToTake(): Promise<{ ofConflict: string; withoutID: string }> {
      await addRecords(store, file, '0.json')
      const ids = (await all()).map(({ id }) => id)
      await store.close()
      store = await storeOf([], open)
      return {
        ofConflict: ids.find((id) => id.startsWith('cf~'))!,
        withoutID: ids.find((id) => id.startsWith('~'))!,
      }
    }

    const file = [record('cf', '1'), record('cf', '2'), '{"eventVersion":"1.08","eventName":"N"}']

    test.each(['first', 'last', 'in the same file'])(
      'does not open instead of it: it is loaded %s',
      async (when) => {
        const { ofConflict, withoutID } = await idsToTake()
        const impostors = [
          record(ofConflict, '1'),
          record(ofConflict, '2'),
          record(withoutID, '1'),
          record(withoutID, '2'),
          record('other~abacc1f6', '1'),
        ]
        const texts =
          when === 'in the same file'
            ? [[impostors[3]!, ...file, ...impostors]]
            : when === 'first'
              ? [impostors, file]
              : [file, impostors]
        for (const [index, part] of texts.entries()) await addRecords(store, part, `${index}.json`)
        const ids = await idsOf()
        expect(ids.size).toBe(8)
        if (when !== 'in the same file') {
          expect(ids.get(file[1]!)).toBe(ofConflict)
          expect(ids.get(file[2]!)).toBe(withoutID)
        }
        expect((await store.loadReport()).conflicts).toBe(3)
        const query = { filter: parseFilterText(`eventID=${ofConflict}`), asOf: store.asOf(0) }
        expect(await store.countEvents(query)).toBe(2)
        for (const part of texts)
          expect((await addRecords(store, part, 'again.json')).logFiles).toMatchObject([{ added: 0 }])
        expect(await idsOf()).toEqual(ids)
      },
    )

    test('opens by its eventID as long as that is no other event’s ID', async () => {
      const { ofConflict } = await idsToTake()
      await addRecords(store, [record(ofConflict, '1')], 'one.json')
      const opened = await store.getEvent(ofConflict)
      expect(opened?.record.text).toBe(record(ofConflict, '1'))
      expect(opened?.event.id).toMatch(new RegExp(`^${ofConflict}~[\\da-f]{16}$`))
      await addRecords(store, file, 'two.json')
      expect((await store.getEvent(ofConflict))?.record.text).toBe(file[1])
    })

    test('if it only has a tilde, it is its own ID', async () => {
      const texts = ['a~', '~', 'a~b', 'a~0123456789abcdeg', 'a~0123456789ABCDEF', '~~0123'].map((id) =>
        record(id, '1'),
      )
      await addRecords(store, texts, 'one.json')
      for (const [text, id] of await idsOf()) expect(JSON.parse(text).eventID).toBe(id)
    })
  })

  test('a position is that of the event itself, not of another with the same eventID', async () => {
    await addRecords(store, [record('e1', '1'), record('e1', '2')], 'one.json')
    const query = { filter: parseFilterText('requestParameters.v=2'), asOf: store.asOf(0) }
    expect(await store.positionOf('e1', query, 'newest')).toBeNull()
    const { events } = await store.lookupEvents(query, {
      start: { offset: 0 },
      limit: 10,
      order: 'newest',
    })
    expect(await store.positionOf(events[0]!.event.id, query, 'newest')).toBe(0)
  })

  test('a record with a too long eventID is still recognized by it', async () => {
    const [one, other] = ['a', 'b'].map((letter) => record(letter.repeat(2000), '1'))
    const twice = async (name: string) => (await addRecords(store, [one!, other!], name)).logFiles[0]
    expect(await twice('first.json')).toMatchObject({ added: 2, duplicates: 0 })
    expect(await twice('second.json')).toMatchObject({ added: 0, duplicates: 2 })
    const events = await all()
    expect(events.map(({ eventID }) => eventID)).toEqual([null, null])
    expect(new Set(events.map(({ id }) => id)).size).toBe(2)
  })
}
