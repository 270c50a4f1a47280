import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { GapWalk } from './gapWalk.ts'
import type { LookupPage, LookupWanted } from '../../sources/live-account/accountAnswers.ts'

const PAGE = 3

/** CloudTrail as far as it matters: pages of the events in a span, newest first, some of them empty. */
function answer(seconds: readonly number[], { startMs, endMs, nextToken }: LookupWanted): LookupPage {
  const found = seconds
    .map((second, index) => ({ EventId: String(index), EventTime: new Date(second * 1000) }))
    .filter(({ EventTime }) => EventTime.getTime() >= startMs && EventTime.getTime() <= endMs)
    .toSorted((one, other) => other.EventTime.getTime() - one.EventTime.getTime())
  const [place, isEmpty] = (nextToken ?? '0').split(' ')
  const start = Number(place)
  if (start > 0 && start % 2 === 0 && isEmpty === undefined)
    return { events: [], nextToken: `${start} was empty` }
  const end = start + PAGE
  return { events: found.slice(start, end), nextToken: end < found.length ? String(end) : null }
}

const seconds = fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 30 })

test('every event of the span is read once, and what counts as read has no event that was not', () => {
  fc.assert(
    fc.property(
      seconds,
      fc.integer({ min: 0, max: 12 }),
      fc.integer({ min: 0, max: 12 }),
      (times, one, other) => {
        const span = { fromMs: Math.min(one, other) * 1000, toMs: Math.max(one, other) * 1000 }
        const walk = new GapWalk(span)
        const read: string[] = []
        while (!walk.isDone) {
          const page = answer(times, walk.wanted)
          walk.take(page)
          read.push(...page.events.map(({ EventId }) => EventId!))
          const inRead = idsIn(times, walk.read)
          expect(inRead.filter((id) => !read.includes(id))).toEqual([])
        }
        expect(walk.read).toEqual(span)
        expect(read.toSorted()).toEqual(idsIn(times, span).toSorted())
      },
    ),
  )
})

test('tokens that are refused lose no event', () => {
  fc.assert(
    fc.property(seconds, fc.infiniteStream(fc.nat(3)), (times, chances) => {
      const walk = new GapWalk({ fromMs: 0, toMs: 12_000 })
      const read = new Set<string>()
      while (!walk.isDone) {
        const isRefused = chances.next().value === 0 && walk.wanted.nextToken !== null
        if (isRefused) {
          walk.restart()
          continue
        }
        const page = answer(times, walk.wanted)
        walk.take(page)
        for (const { EventId } of page.events) read.add(EventId!)
      }
      expect([...read].toSorted()).toEqual(idsIn(times, walk.span).toSorted())
    }),
  )
})

const idsIn = (
  times: readonly number[],
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
) =>
  times.flatMap((second, index) => (second * 1000 >= fromMs && second * 1000 <= toMs ? [String(index)] : []))
