import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { gapsIn, lengthOf, withSpan, type Span } from './spans.ts'

const anySpan = fc
  .tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 8 }))
  .map(([from, length]): Span => ({ fromMs: from * 1000, toMs: (from + length) * 1000 }))

const secondsIn = ({ fromMs, toMs }: Span) =>
  Array.from({ length: lengthOf({ fromMs, toMs }) / 1000 }, (_, index) => fromMs + index * 1000)

const sorted = (seconds: Iterable<number>) => [...seconds].toSorted((one, other) => one - other)

test('spans have the seconds of each, once, and none is beside another', () => {
  fc.assert(
    fc.property(fc.array(anySpan), (all) => {
      const spans = all.reduce<readonly Span[]>(withSpan, [])
      expect(spans.flatMap(secondsIn)).toEqual(sorted(new Set(all.flatMap(secondsIn))))
      spans.slice(1).forEach((span, index) => expect(span.fromMs).toBeGreaterThan(spans[index]!.toMs + 1000))
    }),
  )
})

test('the gaps are the other seconds, newest first', () => {
  fc.assert(
    fc.property(anySpan, fc.array(anySpan), (wanted, all) => {
      const spans = all.reduce<readonly Span[]>(withSpan, [])
      const read = new Set(all.flatMap(secondsIn))
      const gaps = gapsIn(wanted, spans)
      expect(gaps.toReversed().flatMap(secondsIn)).toEqual(
        secondsIn(wanted).filter((second) => !read.has(second)),
      )
    }),
  )
})

test('a span without seconds adds none', () => {
  expect(withSpan([], { fromMs: 5000, toMs: 4000 })).toEqual([])
})
