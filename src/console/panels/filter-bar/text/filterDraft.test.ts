import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatFilterText, parseFilterText } from '../../../../filter/text.ts'
import { anyFilter } from '../../../../testing/anyFilter.ts'
import { anyLine } from '../../../../testing/anyLine.ts'
import { draftOf, follow, isUnapplied } from './filterDraft.ts'

const written = (line: string) => formatFilterText(parseFilterText(line))

describe('what is typed over the applied filter', () => {
  test('is unapplied while it means another filter', () => {
    const applied = parseFilterText('eventName=A errorCode!=')
    expect(isUnapplied({ text: '  eventName="A"  errorCode!= ', applied })).toBe(false)
    expect(isUnapplied({ text: 'eventName=A errorCode!= w', applied })).toBe(true)
    expect(isUnapplied({ text: 'eventName=A errorCode!= a~=', applied })).toBe(true)
  })

  test('follows every change of the filter while nothing is typed', () => {
    fc.assert(
      fc.property(anyFilter(), anyFilter(), (before, after) => {
        const draft = follow(draftOf(before), after)
        expect(draft.applied === after || written(draft.text) === formatFilterText(after)).toBe(true)
        expect(isUnapplied(draft)).toBe(false)
        expect(written(draft.text)).toBe(formatFilterText(after))
      }),
    )
  })

  test('stays as it was written when it is applied', () => {
    fc.assert(
      fc.property(anyLine(), anyFilter(), (text, applied) => {
        const draft = follow({ text, applied }, parseFilterText(text))
        expect(draft.text).toBe(text)
        expect(isUnapplied(draft)).toBe(false)
      }),
    )
  })

  test('merges changes made elsewhere, and keeps what is typed, through any number of changes', () => {
    fc.assert(
      fc.property(anyFilter(), fc.array(anyFilter(), { minLength: 1, maxLength: 4 }), (first, others) => {
        const typed = 'somebody="is typing'
        let draft = { text: `${formatFilterText(first)} ${typed}`, applied: first }
        for (const filter of others) {
          draft = follow(draft, filter)
          expect(draft.text.endsWith(typed)).toBe(true)
          expect(isUnapplied(draft)).toBe(true)
        }
        const last = formatFilterText(others.at(-1)!)
        const rest = written(draft.text.slice(0, -typed.length))
        expect(rest.split(' ').toSorted()).toEqual(last.split(' ').toSorted())
      }),
    )
  })
})
