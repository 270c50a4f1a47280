import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyFilter } from '../testing/anyFilter.ts'
import { formatFilterText, parseFilterText } from './text.ts'
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

  test('keeps what it cannot understand', () => {
    expect(parseFilterText('eventName~=x').tokens).toMatchObject([
      { kind: 'unreadable', key: 'eventName~', value: 'x' },
    ])
    expect(formatFilterText(parseFilterText('eventName~=x'))).toBe('eventName~=x')
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
