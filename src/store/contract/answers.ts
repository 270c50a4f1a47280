import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { splitPath } from '../../cloudtrail/fieldPath.ts'
import { EVENT_FIELDS, NOTE_FIELDS } from '../../cloudtrail/fields.ts'
import { EVERYTHING } from '../../filter/filter.ts'
import { foldCase } from '../../filter/foldCase.ts'
import { fieldTexts, matches, type MatchableEvent } from '../../filter/matches.ts'
import { parseFilterText } from '../../filter/text.ts'
import { anyLineFor } from '../../testing/anyRecord.ts'
import { addRecords, readEvent, storedEvents, storeOf } from '../../testing/storeOf.ts'
import type { AsOf, EventStore } from '../eventStore.ts'
import { storeOfAnyRecords } from './anyRecords.ts'
import type { StoreUnderTest } from './storeUnderTest.ts'
const someWord = fc.constantFrom('', '', 'i', 'LICE', '2026-02-0', 'σα', "'", '%', '_')

const NOW = Date.parse('2026-02-04T00:00:00Z')

/** Every answer is that of the plain `matches` over the same records. */
export function describeAnswers({ open, cases }: StoreUnderTest): void {
  describe('for any filter, list, count, histogram, values and download agree with matches', () => {
    let store: EventStore
    let all: readonly MatchableEvent[]
    let asOf: AsOf
    let textOf: ReadonlyMap<string, string>

    beforeAll(async () => {
      ;({ store, all, textOf } = await storeOfAnyRecords(open))
      asOf = store.asOf(NOW)
    })
    afterAll(() => store.close())

    test.each(['newest', 'oldest'] as const)('on random filters, %s first', async (order) => {
      await fc.assert(
        fc.asyncProperty(anyLineFor, async (line) => {
          const filter = parseFilterText(line)
          const query = { filter, asOf }
          const expected = all.filter((candidate) => matches(filter, candidate, NOW))
          const texts = expected.map(({ record }) => record.text).toSorted()
          expect(await store.countEvents(query)).toBe(expected.length)
          const page = await store.lookupEvents(query, {
            start: { offset: 0 },
            limit: 1000,
            order,
          })
          expect(page.events.map(({ event }) => textOf.get(event.id)!).toSorted()).toEqual(texts)
          const times = page.events.map(({ event }) =>
            event.eventTime === null ? -1 : Date.parse(event.eventTime),
          )
          expect(times).toEqual(times.toSorted((a, b) => (order === 'newest' ? b - a : a - b)))
          const histogram = await store.eventHistogram(query, { buckets: 60 })
          expect(
            histogram.buckets.reduce((sum, bucket) => sum + bucket.count, 0) + histogram.withoutTime,
          ).toBe(expected.length)
          expect(histogram.buckets.reduce((sum, bucket) => sum + bucket.errorCount, 0)).toBe(
            expected.filter(({ event }) => event.errorCode !== null && event.eventTimeMs !== null).length,
          )
          const inBuckets = histogram.buckets.map(() => 0)
          const firstMs = Date.parse(histogram.buckets[0]?.startTime ?? '')
          for (const { event } of expected) {
            if (event.eventTimeMs !== null)
              inBuckets[Math.floor((event.eventTimeMs - firstMs) / histogram.intervalMs)]!++
          }
          expect(histogram.buckets.map(({ count }) => count)).toEqual(inBuckets)
          const downloaded: string[] = []
          for await (const block of store.downloadEvents(query, order))
            downloaded.push(...block.map(({ record }) => record.text))
          expect(downloaded).toEqual(page.events.map(({ event }) => textOf.get(event.id)))
          const { events, next } = await store.lookupRecords(query, {
            start: { offset: 0 },
            limit: 50,
            order,
          })
          expect(events.map(({ record }) => record.text)).toEqual(downloaded.slice(0, 50))
          expect(events.map(({ event }) => event.id)).toEqual(
            page.events.slice(0, 50).map(({ event }) => event.id),
          )
          const rest = next && { start: { after: next }, limit: 1000, order }
          const later = rest ? (await store.lookupRecords(query, rest)).events : []
          expect(later.map(({ record }) => record.text)).toEqual(downloaded.slice(50))
          const bytes: Uint8Array[] = []
          let records = 0
          for await (const block of store.downloadRecords(query, {
            order,
            between: '\u0000',
            onOneLine: false,
          })) {
            bytes.push(block.bytes)
            records += block.records
          }
          expect(records).toBe(expected.length)
          expect(Buffer.concat(bytes).toString().split('\u0000').filter(Boolean)).toEqual(downloaded)
        }),
        { numRuns: cases(80) },
      )
    })

    test.each([
      ...[...EVENT_FIELDS, ...NOTE_FIELDS].map(({ name }) => name),
      'integrity',
      'requestParameters.flags',
      'requestParameters.nested.id',
      'requestParameters.dotted\\.name',
      'userIdentity.type',
      'resources.ARN',
      'no.such.path',
    ])('values of %s', async (field) => {
      await fc.assert(
        fc.asyncProperty(
          anyLineFor,
          fc.constantFrom('', 'a', 'AL', '2026-02-01'),
          someWord,
          fc.constantFrom(1, 3, 1000),
          async (line, prefix, contains, limit) => {
            const filter = parseFilterText(line)
            const counts = new Map<string, number>()
            for (const candidate of all.filter((event) => matches(filter, event, NOW))) {
              for (const text of new Set(fieldTexts(field, candidate))) {
                if (
                  foldCase(text).startsWith(foldCase(prefix)) &&
                  foldCase(text).includes(foldCase(contains))
                )
                  counts.set(text, (counts.get(text) ?? 0) + 1)
              }
            }
            const wanted = { field, limit, prefix, contains }
            const { values, distinct } = await store.fieldValues({ filter, asOf }, wanted)
            expect(distinct).toBe(counts.size)
            expect(values.map(({ value }) => counts.get(value))).toEqual(values.map(({ count }) => count))
            expect(new Set(values.map(({ value }) => value)).size).toBe(values.length)
            expect(values.map(({ count }) => count)).toEqual(
              [...counts.values()].toSorted((one, other) => other - one).slice(0, limit),
            )
          },
        ),
        { numRuns: cases(12) },
      )
    })

    test('pages by position and by key have no gaps and no repeats while events arrive', async () => {
      const filter = parseFilterText('eventSource=s3.amazonaws.com')
      const query = { filter, asOf }
      const whole = await store.lookupEvents(query, { start: { offset: 0 }, limit: 1000, order: 'newest' })
      await addRecords(
        store,
        [
          '{"eventVersion":"1.08","eventSource":"s3.amazonaws.com","eventName":"X","eventID":"new","eventTime":"2026-02-02T00:00:00Z"}',
        ],
        'late.json',
      )
      for (const order of ['newest', 'oldest'] as const) {
        const byPosition: string[] = []
        const byKey: string[] = []
        for (let offset = 0; offset < whole.events.length; offset += 7) {
          const page = await store.lookupEvents(query, { start: { offset }, limit: 7, order })
          byPosition.push(...page.events.map(({ event }) => event.id))
        }
        let page = await store.lookupEvents(query, { start: { offset: 0 }, limit: 5, order })
        for (;;) {
          byKey.push(...page.events.map(({ event }) => event.id))
          if (page.next === null) break
          page = await store.lookupEvents(query, { start: { after: page.next }, limit: 5, order })
        }
        const ids = whole.events.map(({ event }) => event.id)
        expect(byPosition).toEqual(order === 'newest' ? ids : ids.toReversed())
        expect(byKey).toEqual(byPosition)
      }
      for (const [offset, { event }] of whole.events.entries()) {
        if (offset % 9 === 0) expect(await store.positionOf(event.id, query, 'newest')).toBe(offset)
      }
    })

    test('keeps every event as its record describes it', async () => {
      for (const stored of await storedEvents(store, { filter: EVERYTHING, asOf })) {
        const { id: _, eventTime, ...event } = stored.event
        const { eventTimeMs, ...described } = readEvent(stored.record.text).event
        expect(event).toEqual(described)
        expect(eventTime && Date.parse(eventTime)).toBe(eventTimeMs)
      }
    })

    test('opens events by their IDs, with their records', async () => {
      const events = await storedEvents(store, { filter: EVERYTHING, asOf })
      expect(new Set(events.map(({ event }) => event.id)).size).toBe(events.length)
      // Each takes some queries, so that all of them take long.
      for (const { event, record } of events.filter((_, at) => at % 5 === 0)) {
        const opened = await store.getEvent(event.id)
        const { integrity, ...rest } = opened!.event
        expect(rest).toEqual(event)
        expect(opened?.record.text).toBe(record.text)
        const name = `${integrity}.json`
        expect(opened?.logFiles).toEqual([{ name, uri: name }])
      }
      expect(await store.getEvent('no-such-event')).toBeNull()
    })
  })

  describe('an event that is loaded again', () => {
    const one =
      '{"eventVersion":"1.08","eventID":"e1","eventName":"A","eventSource":"s3.amazonaws.com","n":1}'
    const same =
      '{ "eventID": "e1", "eventVersion": "1.08", "eventSource": "s3.amazonaws.com", "eventName": "A", "n": 1 }'
    const other =
      '{"eventVersion":"1.09","eventID":"e1","eventName":"A","eventSource":"s3.amazonaws.com","n":1}'
    const without = '{"eventVersion":"1.08","eventName":"A","eventSource":"s3.amazonaws.com"}'

    test('with the same content is a duplicate, whatever its white space and order', async () => {
      const store = await storeOf([one], open)
      expect((await addRecords(store, [same, one], 'second.json')).logFiles).toMatchObject([
        { added: 0, duplicates: 2, conflicts: 0, salvaged: 0, leftOut: 0, problems: [] },
      ])
      expect(await store.countEvents({ filter: EVERYTHING, asOf: store.asOf(NOW) })).toBe(1)
      await store.close()
    })

    test('with different content is kept as well, and reported', async () => {
      const store = await storeOf([one], open)
      const report = await addRecords(store, [other], 'second.json')
      expect(report.logFiles).toMatchObject([
        {
          added: 1,
          duplicates: 0,
          problems: [{ position: 'record 1', reason: /e1 is also in .* with different content/ }],
        },
      ])
      expect(await addRecords(store, [other, one], 'third.json')).toMatchObject({
        logFiles: [{ added: 0, duplicates: 2 }],
      })
      const { events } = await store.lookupEvents(
        { filter: EVERYTHING, asOf: store.asOf(NOW) },
        { start: { offset: 0 }, limit: 10, order: 'newest' },
      )
      expect(events.map(({ event }) => event.eventID)).toEqual(['e1', 'e1'])
      const texts = await Promise.all(
        events.map(async ({ event }) => (await store.getEvent(event.id))?.record.text),
      )
      expect(new Set(texts)).toEqual(new Set([one, other]))
      expect(await store.loadReport()).toMatchObject({
        logFiles: 3,
        records: 4,
        added: 2,
        duplicates: 2,
        conflicts: 1,
      })
      expect(await store.problems(0, 10)).toMatchObject({ total: 1, problems: [{ logFile: 'second.json' }] })
      await store.close()
    })

    test('twice in one file is one event; records without an ID are told apart by their position', async () => {
      const store = await storeOf([one, one, without, without], open)
      expect(await store.countEvents({ filter: EVERYTHING, asOf: store.asOf(NOW) })).toBe(3)
      await addRecords(store, [one, one, without, without])
      expect(await store.countEvents({ filter: EVERYTHING, asOf: store.asOf(NOW) })).toBe(3)
      await store.close()
    })
  })

  test('records with names that no engine can store are kept as they are, and found by their other names', async () => {
    const texts = ['\\ud800', 'a\\u0000b', '\\u001f', '__proto__', ''].map(
      (name, index) =>
        `{"eventVersion":"1.08","eventID":"e${index}","requestParameters":{"${name}":"x","${name}${name}":{"${name}":[1]},"y":${index}}}`,
    )
    const store = await storeOf(texts, open)
    for (const [index, text] of texts.entries()) {
      const filter = parseFilterText(`requestParameters.y=${index}`)
      const events = await storedEvents(store, { filter, asOf: store.asOf(NOW) })
      expect(events.map(({ record }) => record.text)).toEqual([text])
    }
    const { paths, distinct } = await store.recordPaths('requestParameters', 100)
    expect(paths, 'without those of members without a name').toEqual(
      expect.arrayContaining(['requestParameters.__proto__', 'requestParameters.y']),
    )
    expect(paths.filter((path) => splitPath(path).includes(''))).toEqual([])
    expect(distinct).toBe(paths.length)
    await store.close()
  })

  test('the store folds case as the plain filter does, for every character', async () => {
    const characters = Array.from({ length: 0x110000 }, (_, code) => code)
      .filter((code) => code > 0x1f && (code < 0xd800 || code > 0xdfff) && code !== 0xfeff)
      .map((code) => String.fromCodePoint(code))
    const folded = Array.from(foldCase(characters.join('')))
    const probes = characters.filter(
      (character, index) => folded[index] !== character || character.toLowerCase() !== character,
    )
    // Several in one name, since a query for each would take long.
    const names = chunk(probes, 20).map((block) => block.join('-'))
    const store = await storeOf(
      [...probes, ...names].map((eventName, index) =>
        JSON.stringify({ eventVersion: '1.08', eventID: `e${index}`, eventName }),
      ),
      open,
    )
    const asOf = store.asOf(NOW)
    const { values } = await store.fieldValues(
      { filter: EVERYTHING, asOf },
      { field: 'eventName', limit: 100_000, prefix: '', contains: '' },
    )
    expect(values.length).toBe(probes.length + names.length)
    for (const name of names) {
      const tokens = [{ kind: 'token', field: 'eventName', operator: '~', value: foldCase(name) }] as const
      expect([name, await store.countEvents({ filter: { ...EVERYTHING, tokens }, asOf })]).toEqual([name, 1])
    }
    await store.close()
  }, 60_000)
}

function chunk<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  )
}
