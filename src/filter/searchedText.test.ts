import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compactJson, decodedJson, openedJson } from '../cloudtrail/readings.ts'
import { anyRecord, anyWriting, writtenRecord } from '../testing/anyRecord.ts'
import { SearchedText } from './searchedText.ts'
import { spellingsOf } from './spellings.ts'
import { TracedText, tracedCompact, tracedDecoded, tracedOpened } from './tracedText.ts'

const anyText = fc.tuple(anyRecord, anyWriting).map(([record, writing]) => writtenRecord(record, writing))

/** What a text says, in places of another. */
const placesOf = (text: string, word: string) =>
  new SearchedText(text).hits(word).map(({ start, end }) => text.slice(start, end))

describe('a record’s text as free text searches it', () => {
  test('is the same with the places of its characters, and every character is in order', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const written = TracedText.of(text)
        for (const [traced, plain] of [
          [tracedCompact(written), compactJson(text)],
          [tracedDecoded(written), decodedJson(text)],
          [tracedOpened(written), openedJson(text)],
        ] as const) {
          expect(traced.text).toBe(plain)
          const places = Array.from({ length: plain.length }, (_, at) => traced.placeOf(at, at + 1))
          const misplaced = places.findIndex(
            ({ start, end }, at) =>
              start < (places[at - 1]?.start ?? 0) ||
              end <= start ||
              (text[start] === plain[at] && plain[at] !== '\\' && end !== start + 1),
          )
          expect(misplaced).toBe(-1)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('has a word exactly if it has places of it', () => {
    const pieces = fc.tuple(anyText, fc.nat(), fc.integer({ min: 1, max: 9 }))
    fc.assert(
      fc.property(pieces, anyText, ([from, at, length], text) => {
        const opened = openedJson(from)
        const word = opened.slice(at % opened.length, (at % opened.length) + length)
        expect(new SearchedText(text).hits(word).length > 0).toBe(new SearchedText(text).has(word))
        expect(new SearchedText(from).has(word)).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  test.each([
    ['{"name":"M\\u00fcller & Co"}', 'MÜLLER', ['M\\u00fcller']],
    ['{"name":"M\\u00fcller, Müller"}', 'müller', ['M\\u00fcller', 'Müller']],
    ['{"name":"\\ud83d\\ude00!"}', '😀!', ['\\ud83d\\ude00!']],
    ['{"path":"a\\/b"}', 'a/b', ['a\\/b']],
    ['{"policy":"{\\"Sid\\": \\"x\\\\u003cy\\"}"}', 'x<y', ['x\\\\u003cy']],
    ['{"policy":"{\\"Effect\\" : \\"Allow\\"}"}', '"Effect":"Allow"', ['\\"Effect\\" : \\"Allow\\"']],
    ['{"policy":"%7B%22Sid%22%3A%22M%C3%BCller%22%7D"}', 'müller', ['M%C3%BCller']],
    ['{ "eventName": "RunInstances" }', 'name":"run', ['Name": "Run']],
    ['{"eventName":"RunInstances"}', '"eventName": "Run', ['"eventName":"Run']],
    ['{"a":"x\\u0000y\\u00fc"}', 'yü', []],
  ])('%s has %s at %o', (text, word, places) => {
    expect(placesOf(text, word)).toEqual(places)
  })
})

describe('the spellings of a word', () => {
  test.each([
    ['alice', ['alice']],
    ['not, authorized', ['not, authorized']],
    ['Effect": "Allow', ['Effect": "Allow', 'Effect":"Allow']],
    ['{ "a" : [ 1, 2 ] }', ['{ "a" : [ 1, 2 ] }', '{"a":[1,2]}']],
    ['"a, b": "c"', ['"a, b": "c"', '"a, b":"c"', '"a,b": "c"']],
    ['say "hi there"', ['say "hi there"']],
  ])('%s', (word, spellings) => {
    expect(spellingsOf(word)).toEqual(spellings)
  })
})
