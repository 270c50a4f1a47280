import fc from 'fast-check'
import { formatFilterText } from '../filter/text.ts'
import { anyFilter } from './anyFilter.ts'

/** What people may type into a filter: filters, halves of them, hostile values, and nonsense. */
export function anyLine(): fc.Arbitrary<string> {
  const typed = fc.constantFrom(
    'eventName^=Delete',
    'userName!="ci bot"',
    'userName="ci b',
    'errorCode!=',
    'userAgent:=',
    'eventName?=x',
    'a..b=1',
    'range=7d',
    'range=',
    'startTime=2026-02-02',
    'startTime=noon',
    'endTime=2026-02-01',
    'text="a phrase"',
    '"a phrase"',
    '"open phrase',
    'key\\ with\\=more=1',
    '=',
    '"',
    '\\',
    'a="x"y',
    'AND',
    'OR',
    'NOT',
    '(',
    ')',
    '(eventName=A OR NOT "not authorized")',
    'NOT(a=1 b=2)',
  )
  const filter = anyFilter().map(formatFilterText)
  const half = fc.tuple(filter, fc.nat(200)).map(([line, end]) => line.slice(0, end))
  const piece = fc.oneof(typed, filter, half, fc.string({ unit: 'binary' }), fc.constantFrom(' ', '  ', '\t'))
  return fc
    .array(piece, { maxLength: 6 })
    .chain((pieces) => fc.constantFrom(' ', ' ', '').map((separator) => pieces.join(separator)))
}
