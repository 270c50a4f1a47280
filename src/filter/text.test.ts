import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyFilter } from '../testing/anyFilter.ts'
import { anyLine } from '../testing/anyLine.ts'
import { formatFilterText, parseFilterText, readFilterLine } from './text.ts'
import { spansOf } from './textSpans.ts'
import { textWords } from './words.ts'

describe('a filter as one line', () => {
  test('is read as a person types it', () => {
    const filter = parseFilterText(
      'eventSource=s3.amazonaws.com eventName^=Delete userName!="ci bot" errorCode!= denied range=7d "not authorized"',
    )
    expect(filter).toEqual({
      tokens: [
        { kind: 'token', field: 'eventSource', operator: '=', value: 's3.amazonaws.com' },
        { kind: 'token', field: 'eventName', operator: '^', value: 'Delete' },
        { kind: 'token', field: 'userName', operator: '!=', value: 'ci bot' },
        { kind: 'token', field: 'errorCode', operator: '!=', value: '' },
      ],
      timeRange: { kind: 'relative', amount: 7, unit: 'd' },
      text: 'denied "not authorized"',
    })
  })

  test('goes to text and back unchanged', () => {
    fc.assert(
      fc.property(anyFilter(), (filter) => {
        const back = parseFilterText(formatFilterText(filter))
        expect({ ...back, text: textWords(back.text) }).toEqual({ ...filter, text: textWords(filter.text) })
      }),
    )
  })

  test('is one line, whatever the values', () => {
    fc.assert(
      fc.property(anyFilter(), (filter) => {
        const inKeys = filter.tokens.some((token) => token.kind === 'token' && /[\n\r]/.test(token.field))
        expect(/[\n\r]/.test(formatFilterText(filter))).toBe(inKeys)
      }),
    )
    expect(formatFilterText(parseFilterText('errorMessage="a\n\r\\\\n"'))).toBe('errorMessage="a\\n\\r\\\\n"')
  })

  test('can be read from every prefix of every line, and is the same after writing and reading it', () => {
    fc.assert(
      fc.property(anyLine(), fc.nat(500), (line, end) => {
        const filter = parseFilterText(line.slice(0, end))
        const back = parseFilterText(formatFilterText(filter))
        expect({ ...back, text: textWords(back.text) }).toEqual({ ...filter, text: textWords(filter.text) })
      }),
    )
  })

  test('is read once, however hostile it is: reading again from each word would take minutes', () => {
    for (const piece of ['\\ ', '"a ', 'a\\ b']) {
      const line = piece.repeat(200_000)
      expect(readFilterLine(line).pieces.length).toBeGreaterThan(199_999)
    }
  })

  test('reads the escapes of a value in quotes', () => {
    const value = (line: string) => parseFilterText(line).tokens[0]
    expect(value(String.raw`a="\n\r\"\\\x"`)).toMatchObject({ value: '\n\r"\\x' })
    expect(value('a="open\\')).toMatchObject({ value: 'open\\' })
    expect(formatFilterText(parseFilterText('a="1\\r2"'))).toBe('a="1\\r2"')
  })

  test('keeps invalid parts', () => {
    expect(parseFilterText('eventName?=x').tokens).toMatchObject([
      { kind: 'unreadable', key: 'eventName?', value: 'x' },
    ])
    expect(formatFilterText(parseFilterText('eventName?=x'))).toBe('eventName?=x')
  })
})

describe('the spans of a line', () => {
  const shown = (line: string) =>
    spansOf(readFilterLine(line)).map(({ kind, from, to }) => `${kind} ${line.slice(from, to)}`)

  test('show the role of each part', () => {
    expect(shown('eventName!^="De l" errorCode!= word "a phrase" range=7d text="x y" a?=1')).toEqual([
      'field eventName',
      'operator !^=',
      'value "De l"',
      'field errorCode',
      'operator !=',
      'word word',
      'phrase "a phrase"',
      'key range',
      'operator =',
      'value 7d',
      'key text',
      'operator =',
      'value "x y"',
      'unreadable a?=1',
    ])
  })

  test('cover the line in order, except whitespace', () => {
    fc.assert(
      fc.property(anyLine(), (line) => {
        let end = 0
        for (const { from, to } of spansOf(readFilterLine(line))) {
          expect(line.slice(end, from).trim()).toBe('')
          expect(from).toBeGreaterThanOrEqual(end)
          expect(to).toBeGreaterThan(from)
          end = to
        }
        expect(line.slice(end).trim()).toBe('')
      }),
    )
  })

  test('name every invalid condition, with its reason', () => {
    fc.assert(
      fc.property(anyLine(), (line) => {
        const read = readFilterLine(line)
        const reasons = read.elements.flatMap(({ reason }) => reason ?? [])
        const unreadable = read.filter.tokens.flatMap((token) =>
          token.kind === 'unreadable' ? token.reason : [],
        )
        expect(reasons).toEqual(unreadable)
      }),
    )
  })
})

describe('free text', () => {
  test.each([
    ['a b', ['a', 'b']],
    ['"a phrase" c', ['a phrase', 'c']],
    ['"open phrase', ['"open', 'phrase']],
    ['"eventName":"RunInstances"', ['eventName":"RunInstances']],
    ['a"b c"d', ['a"b', 'c"d']],
    ['"" x', ['x']],
  ])('%s', (text, words) => {
    expect(textWords(text)).toEqual(words)
  })
})
