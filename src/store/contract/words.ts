import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decodedJson, openedJson } from '../../cloudtrail/readings.ts'
import { EVERYTHING, type Filter } from '../../filter/filter.ts'
import { matches, type MatchableEvent } from '../../filter/matches.ts'
import { anyRecord, anyWriting, writtenRecord } from '../../testing/anyRecord.ts'
import { readEvent, storedEvents, storeOf } from '../../testing/storeOf.ts'
import type { AsOf, EventStore } from '../eventStore.ts'
import type { StoreUnderTest } from './storeUnderTest.ts'

const filterOf = (word: string, negated: boolean): Filter => ({
  ...EVERYTHING,
  tokens: [{ kind: 'anyOf', conditions: [{ kind: 'word', word, negated }] }],
})

/** Free text finds what a person reads in a record, as the plain `matches` does. */
export function describeWords({ open, cases }: StoreUnderTest): void {
  describe('a word', () => {
    const texts = fc
      .sample(fc.tuple(anyRecord, anyWriting), { numRuns: 100, seed: 3 })
      .map(([record, writing]) => writtenRecord(record, writing))
    let store: EventStore
    let all: MatchableEvent[]
    let asOf: AsOf

    beforeAll(async () => {
      all = texts.map(readEvent)
      store = await storeOf(texts, open)
      asOf = store.asOf(0)
    })
    afterAll(() => store.close())

    /** A piece of what is read in a record, in one of its forms, with other white space or case. */
    const anyPiece = fc
      .record({
        text: fc.constantFrom(...texts),
        form: fc.constantFrom((text: string) => text, decodedJson, openedJson),
        at: fc.nat(),
        length: fc.integer({ min: 1, max: 14 }),
        change: fc.constantFrom(
          (word: string) => word,
          (word: string) => word.toUpperCase(),
          (word: string) => word.replace(/([:,])/g, '$1 '),
          (word: string) => word.replace(/\s/g, ''),
        ),
      })
      .map(({ text, form, at, length, change }) => {
        const read = form(text)
        const start = at % read.length
        return change(read.slice(start, start + length))
      })
      .filter((word) => word.trim() !== '' && !/\p{Surrogate}|\p{Cc}/u.test(word))

    test('is found in the records in which the filter finds it', async () => {
      await fc.assert(
        fc.asyncProperty(anyPiece, fc.boolean(), async (word, negated) => {
          const filter = filterOf(word, negated)
          const expected = all.filter((event) => matches(filter, event, 0)).length
          expect(await store.countEvents({ filter, asOf })).toBe(expected)
        }),
        { numRuns: cases(60) },
      )
    })
  })

  describe('a text', () => {
    const written = [...new Set([...FOUND, ...NOT_FOUND].map(([, parameters]) => parameters))]
    const all = written.map((parameters, index) =>
      readEvent(`{"eventVersion":"1.08","eventID":"e${index}","requestParameters":${parameters}}`),
    )
    let store: EventStore

    beforeAll(async () => {
      store = await storeOf(
        all.map(({ record }) => record.text),
        open,
      )
    })
    afterAll(() => store.close())

    /** The parameters in which it is found. */
    const found = async (text: string): Promise<readonly string[]> => {
      const filter = { ...EVERYTHING, text }
      const expected = written.filter((_, index) => matches(filter, all[index]!, 0))
      const events = await storedEvents(store, { filter, asOf: store.asOf(0) })
      const ids = new Set(events.map(({ event }) => event.eventID))
      expect(written.filter((_, index) => ids.has(`e${index}`))).toEqual(expected)
      return expected
    }

    test.each(FOUND)('%s is in %s', async (text, parameters) => {
      expect(await found(text)).toContain(parameters)
    })

    test.each(NOT_FOUND)('%s is not in %s', async (text, parameters) => {
      expect(await found(text)).not.toContain(parameters)
    })
  })
}

/** A text, and the parameters of a record as written. */
const FOUND: readonly (readonly [string, string])[] = [
  ['Müller', '{"bucketName":"M\\u00fcller \\u0026 S\\u00f6hne"}'],
  ['"Müller & Söhne"', '{"bucketName":"M\\u00fcller \\u0026 S\\u00f6hne"}'],
  ['MÜLLER', '{"M\\u00fcller":1}'],
  ['"Müller":1', '{"M\\u00fcller":1}'],
  ['テスト', '{"bucketName":"\\u30c6\\u30b9\\u30c8-bucket"}'],
  ['😀', '{"tag":"\\ud83d\\ude00"}'],
  ['a/b', '{"path":"a\\/b"}'],
  ['x<y', '{"policy":"{\\"Sid\\":\\"x\\u003cy\\"}"}'],
  ['x<y', '{"policy":"{\\"Sid\\":\\"x\\\\u003cy\\"}"}'],
  ['"Effect":"Allow"', '{"policy":"{\\"Effect\\":\\"Allow\\"}"}'],
  ['"Effect":"Allow"', '{"policy":"{\\n  \\"Effect\\" : \\"Allow\\"\\n}"}'],
  ['"Effect": "Allow"', '{"policy":"{\\"Effect\\":\\"Allow\\"}"}'],
  ['"Effect":"Allow"', '{"event":"{\\"policy\\":\\"{\\\\\\"Effect\\\\\\": \\\\\\"Allow\\\\\\"}\\"}"}'],
  ['"Effect":"Allow"', '{"policy":"\\"{\\\\\\"Effect\\\\\\":\\\\\\"Allow\\\\\\"}\\""}'],
  ['"Effect":"Allow"', '{"policy":"%7B%22Effect%22%3A%22Allow%22%7D"}'],
  ['"Effect":"Allow"', '{"policy":"%7b%0A%20%20%22Effect%22%3a%20%22Allow%22%0A%7d"}'],
  ['"Effect":"Allow"', '{"Effect": "Allow"}'],
  ['"Effect": "Allow"', '{"Effect":"Allow"}'],
  ['\\u00fc', '{"bucketName":"M\\u00fcller \\u0026 S\\u00f6hne"}'],
  ['\\"Effect\\"', '{"policy":"{\\"Effect\\":\\"Allow\\"}"}'],
  ['%22Effect%22', '{"policy":"%7B%22Effect%22%3A%22Allow%22%7D"}'],
]

const NOT_FOUND: readonly (readonly [string, string])[] = [
  ['Muller', '{"bucketName":"M\\u00fcller \\u0026 S\\u00f6hne"}'],
  ['"user\nname"', '{"path":"C:\\\\user\\\\name"}'],
  ['"Effect":"Allow"', '{"policy":"{\\"Effect\\":\\"Deny\\",\\"Sid\\":\\"Allow\\"}"}'],
  ['"Effect":"Allow"', '{"Effect":["Allow"]}'],
  ['notauthorized', '{"errorMessage":"not authorized"}'],
  ['"say"x', '{"errorMessage":"\\"say\\" x"}'],
]
