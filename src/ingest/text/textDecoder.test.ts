import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { find, recordText } from '../readForTest.ts'
import { LogFileTextDecoder } from './textDecoder.ts'

function decode(bytes: Uint8Array, chunkSize = Infinity): { text: string; decoder: LogFileTextDecoder } {
  const decoder = new LogFileTextDecoder()
  let text = ''
  for (let at = 0; at < bytes.length; at += chunkSize)
    text += decoder.decode(Buffer.from(bytes.subarray(at, at + chunkSize)), false)
  return { text: text + decoder.decode(Buffer.alloc(0), true), decoder }
}

const utf8 = (text: string) => Buffer.from(text)
const utf16 = (text: string) => Buffer.from(text, 'utf16le')
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16()
const utf32 = (text: string, isLittle = true) =>
  Buffer.concat(
    Array.from(text, (character) => {
      const bytes = Buffer.alloc(4)
      if (isLittle) bytes.writeUInt32LE(character.codePointAt(0)!)
      else bytes.writeUInt32BE(character.codePointAt(0)!)
      return bytes
    }),
  )
const latin1 = (text: string) => Buffer.from(text, 'latin1')
const MARK = '\u{feff}'
const one = `${recordText(1, { userIdentity: { userName: 'jos\u{e9} \u{65e5}\u{672c}' } })}\r\n`
const two = `${recordText(2)}\r\n`

describe('text in one encoding', () => {
  test.each([
    ['UTF-8', utf8(one)],
    ['UTF-8 with a mark', utf8(MARK + one)],
    ['UTF-8 with two marks', utf8(MARK + MARK + one)],
    ['UTF-16', utf16(MARK + one)],
    ['UTF-16 without a mark', utf16(one)],
    ['UTF-16 with two marks', utf16(MARK + MARK + one)],
    ['UTF-16, big end first', utf16be(MARK + one)],
    ['UTF-16, big end first, without a mark', utf16be(one)],
    ['UTF-32', utf32(MARK + one)],
    ['UTF-32 without a mark', utf32(one)],
    ['UTF-32, big end first', utf32(MARK + one, false)],
    ['UTF-32, big end first, without a mark', utf32(one, false)],
  ])('%s is decoded, in chunks of any size', (_, bytes) => {
    for (let size = 1; size < 50; size++) {
      const { text, decoder } = decode(bytes, size)
      expect(text).toBe(one)
      expect(decoder.invalid).toBe(null)
    }
  })
})

describe('text in two encodings', () => {
  test.each([
    ['UTF-16 appended to UTF-8', utf8(one), utf16(two)],
    ['UTF-16 with its mark appended to UTF-8', utf8(one), utf16(MARK + two)],
    ['UTF-16, big end first, appended to UTF-8', utf8(one), utf16be(MARK + two)],
    ['UTF-8 appended to UTF-16', utf16(MARK + one), utf8(two)],
    ['UTF-8 with its mark appended to UTF-16', utf16(one), utf8(MARK + two)],
    ['UTF-8 appended to UTF-16, big end first', utf16be(MARK + one), utf8(two)],
    ['UTF-16 of both kinds', utf16(MARK + one), utf16be(MARK + two)],
    ['UTF-16 of both kinds, the other way around', utf16be(MARK + one), utf16(MARK + two)],
    ['UTF-16 behind a line break of one byte', Buffer.concat([utf16(one), utf8('\n')]), utf16(two)],
    ['a line break of one byte behind UTF-16', Buffer.concat([utf16(one), utf16(two)]), utf8('\n')],
    ['line breaks of two bytes behind UTF-16', Buffer.concat([utf16(one), utf16(two)]), utf8('\r\n')],
    ['two files with marks', utf8(MARK + one), utf8(MARK + two)],
    ['two files with marks in UTF-16', utf16(MARK + one), utf16(MARK + two)],
  ])('%s is read, in chunks of any size', async (_, first, second) => {
    const bytes = Buffer.concat([first, second])
    const text = decode(bytes).text
    expect(text.replaceAll(/\s+/g, '')).toBe((one + two).replaceAll(/\s+/g, ''))
    for (let size = 1; size < 70; size++) expect(decode(bytes, size).text).toBe(text)
    const found = await find(bytes)
    expect(found.records).toEqual([one.trim(), two.trim()])
    expect(found.problems).toEqual([])
  })

  test('a mark inside a text stays', () => {
    for (const text of [`{"a":"x${MARK}y"}`, `{"a":"${MARK}"}`, `{"a":"x ${MARK} y"}`])
      for (const encode of [utf8, utf16]) expect(decode(encode(text)).text).toBe(text)
  })

  test('Chinese text of UTF-16 is not taken for ASCII', () => {
    const text = `{"a":"${'\u{6f22}\u{5b57}\u{4e00}\u{4e8c}'.repeat(30)}"}`
    for (const size of [1, 7, Infinity]) expect(decode(utf16(text), size).text).toBe(text)
  })
})

describe('bytes that are not valid', () => {
  test('are read as Windows-1252 where they are, with one problem', async () => {
    const text = recordText(1, {
      userIdentity: { userName: 'jos\u{e9} \u{93}x\u{94} \u{80}' },
      requestParameters: null,
    })
    const bytes = Buffer.concat([utf8(one), latin1(text)])
    for (const chunkSize of [1, 3, 100_000]) {
      const { records, problems } = await find(bytes, { chunkSize })
      const right = text.replace('\u{93}x\u{94} \u{80}', '\u{201c}x\u{201d} \u{20ac}')
      expect(records).toEqual([one.trim(), right])
      expect(problems).toHaveLength(1)
      expect(problems[0]!.reason).toContain('not valid UTF-8 and read as Windows-1252')
      expect(problems[0]!.reason).toContain(
        `the first at byte ${Buffer.byteLength(one + text.slice(0, text.indexOf('\u{e9}')))}`,
      )
    }
  })

  test.each([
    [
      'a letter of Windows-1252 between UTF-8',
      Buffer.concat([utf8('\u{fc}'), latin1('\u{fc}x')]),
      '\u{fc}\u{fc}x',
      [1, 0],
    ],
    ['a sequence that is too long', Buffer.from([0xc0, 0xaf, 0x41]), '\u{c0}\u{af}A', [2, 0]],
    ['a sequence that is cut off by a letter', Buffer.from([0xe2, 0x82, 0x41]), '\u{e2}\u{201a}A', [2, 0]],
    ['half a character', Buffer.from([0xed, 0xa0, 0xbd, 0x41]), '\u{fffd}A', [0, 1]],
    ['two halves of a character', Buffer.from([0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80]), '\u{1f600}', [0, 1]],
    ['half a character of UTF-16', Buffer.from([0xff, 0xfe, 0x3d, 0xd8, 0x41, 0]), '\u{fffd}A', [0, 1]],
    ['no character of UTF-32', Buffer.from([0x41, 0, 0, 0, 0, 0, 0x22, 0]), 'A\u{fffd}', [0, 1]],
  ])('%s: no byte is lost', (_, bytes, text, [windows1252, replaced]) => {
    for (const size of [1, 2, 3, Infinity]) {
      const found = decode(bytes, size)
      expect(found.text).toBe(text)
      expect(found.decoder.invalid).toMatchObject({ windows1252, replaced })
    }
  })

  test('a single NUL stays one', () => {
    expect(decode(utf8('{"a":"x\0yz"}')).text).toBe('{"a":"x\0yz"}')
  })
})

test.each([
  [utf8(`\n${MARK}\u{c0}`)],
  [Buffer.concat([utf8(`\n${MARK}`), Buffer.from([0xc0, 1])])],
  [utf16(`{}\n${MARK}\u{1f600}`)],
  [utf32(`{}\n${MARK}x`)],
])('a mark that may be between documents waits for what follows (%#)', (bytes) => {
  for (let size = 1; size < 9; size++) expect(decode(bytes, size).text).toBe(decode(bytes).text)
})

test('any bytes decode to the same text in chunks of any size, and valid text to itself', () => {
  const part = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }).map(utf8),
    fc
      .string({ unit: fc.constantFrom('a', '{', '"', '\n', '\u{e9}', '\u{65e5}'), maxLength: 40 })
      .chain((text) =>
        fc.constantFrom(utf8(text), utf16(text), utf16be(text), latin1(text), utf16(MARK + text)),
      ),
    fc.uint8Array({ maxLength: 6 }),
    fc.constantFrom(Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff]), utf8(MARK), Buffer.alloc(1)),
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), fc.integer({ min: 1, max: 40 }), (parts, size) => {
      const bytes = Buffer.concat(parts)
      const whole = decode(bytes)
      const pieces = decode(bytes, size)
      expect(pieces.text).toBe(whole.text)
      expect(pieces.decoder.invalid).toEqual(whole.decoder.invalid)
    }),
    { numRuns: 3000 },
  )
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
      const found = decode(utf8(`{${text}`))
      expect(found.text).toBe(`{${text}`)
      expect(found.decoder.invalid).toBe(null)
    }),
  )
})
