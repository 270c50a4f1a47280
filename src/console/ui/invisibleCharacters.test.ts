import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOSTILE_TEXTS } from '../../testing/hostileText.ts'
import { escapeInvisible, isPlain, spellOutInvisible, visibleParts } from './invisibleCharacters.ts'

const marks = (text: string) => visibleParts(text).flatMap(({ mark }) => mark ?? [])

describe('what no eye would see', () => {
  it('is marked by its code point and named', () => {
    expect(visibleParts('a\u202eb')).toEqual([
      { text: 'a', mark: null, title: '' },
      { text: '\u202e', mark: 'U+202E', title: 'Right-to-left override (U+202E)' },
      { text: 'b', mark: null, title: '' },
    ])
    expect(marks('Jul 19, 9:25\u202fPM')).toEqual(['U+202F'])
    expect(marks('a\ud800b\udc00')).toEqual(['U+D800', 'U+DC00'])
    expect(marks('\u001b[31m')).toEqual(['U+001B'])
    expect(marks('\u{e0041}')).toEqual(['U+E0041'])
    expect(marks('\uffff')).toEqual(['U+FFFF'])
  })

  it('is counted where there is much of it', () => {
    expect(marks(`a${'\u200b'.repeat(65_536)}b`)).toEqual(['U+200B × 65,536'])
    expect(marks('\u200b\u200c\u200d\u2060\u00ad')).toEqual(['5 invisible'])
    expect(marks(`e${'\u0301'.repeat(40)}`)).toEqual(['36 more accents'])
    expect(marks('a\u200b'.repeat(32_768))).toHaveLength(501)
  })

  it('is not what people write', () => {
    for (const text of ['été', 'e\u0301', '日本', 'שלום', '😀', '❤️', '👨‍👩‍👧‍👦', '👩🏽‍🚀', 'กำลัง', 'tiếng Việt']) {
      expect(marks(text)).toEqual([])
    }
  })

  it('is taken out of no text', () => {
    const anyText = fc.oneof(
      fc.constantFrom(...HOSTILE_TEXTS),
      fc.string({ unit: 'binary' }),
      fc.string({
        unit: fc.constantFrom('a', '\u0301', '\u200b', '\u202e', '\ud800', '\udc00', '❤', '\ufe0f'),
      }),
    )
    fc.assert(
      fc.property(anyText, (text) => {
        expect(
          visibleParts(text)
            .map((part) => part.text)
            .join(''),
        ).toBe(text)
        if (isPlain(text)) expect(visibleParts(text).length).toBeLessThan(2)
        for (const part of visibleParts(text)) if (part.mark === null) expect(marks(part.text)).toEqual([])
      }),
    )
  })

  it('is spelled out where no mark can be drawn, and a long text is cut', () => {
    expect(spellOutInvisible('user\u202etxt')).toBe('user(U+202E)txt')
    expect(spellOutInvisible('W'.repeat(65_536))).toBe(`${'W'.repeat(1000)}…`)
  })
})

it('JSON is escaped so that it says the same', () => {
  const json = '{\n\t"a\u200b": "\u{e0041}\ufeff"}'
  expect(escapeInvisible(json)).toBe('{\n\t"a\\u200b": "\\udb40\\udc41\\ufeff"}')
  expect(JSON.parse(escapeInvisible(json))).toEqual(JSON.parse(json))
})
