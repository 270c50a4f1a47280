import { describe, expect, test } from 'vitest'
import type { Order } from '../../filter/filter.ts'
import { LookupPlan } from './lookupPlan.ts'
import type { PlannedEvents } from './plannedEvents.ts'
import type { TimeSlice } from './timeSlice.ts'

/** Times of events, newest first, those without a time last. */
type Times = readonly (number | null)[]

/** An engine whose events have only a time. */
class TimesOnly implements PlannedEvents {
  readonly bytes = 0
  questions = 0
  readonly #times: Times

  constructor(times: Times) {
    this.#times = times
  }

  async count() {
    this.questions++
    return this.#times.length
  }

  async extent() {
    this.questions++
    const known = this.#times.filter((ms) => ms !== null)
    return {
      firstMs: known.at(-1) ?? null,
      lastMs: known[0] ?? null,
      withoutTime: this.#times.length - known.length,
    }
  }

  async countByBucket({ startMs, endMs, widthMs }: Parameters<PlannedEvents['countByBucket']>[0]) {
    this.questions++
    const counts = new Map<number, number>()
    for (const ms of slice(this.#times, { startMs, endMs })) {
      const bucket = Math.floor((ms! - startMs) / widthMs)
      counts.set(bucket, (counts.get(bucket) ?? 0) + 1)
    }
    return counts
  }

  async countWithErrorsByBucket() {
    return new Map<number, never>()
  }

  drop() {}
}

function slice(times: Times, wanted: TimeSlice): Times {
  if (wanted === 'all') return times
  if (wanted === 'none') return []
  if (wanted === 'withoutTime') return times.filter((ms) => ms === null)
  return times.filter((ms) => ms !== null && ms >= wanted.startMs && ms < wanted.endMs)
}

const inOrder = (times: Times, order: Order) => (order === 'newest' ? times : times.toReversed())

const evenly = Array.from({ length: 130_000 }, (_, index) => 1_770_000_000_000 - index * 500)
const crowded = [
  ...Array.from({ length: 20_000 }, (_, index) => 1_770_000_000_000 - index * 60_000),
  ...Array.from({ length: 110_000 }, (_, index) => 1_700_000_000_000 - Math.floor(index / 100)),
  ...Array.from({ length: 60_000 }, () => 1_600_000_000_000),
]
const withGaps = [...evenly, ...Array.from({ length: 300 }, () => null)]

describe.each([
  ['spread evenly', evenly],
  ['crowded into a few moments', crowded],
  ['some of them without a time', withGaps],
  ['few', evenly.slice(0, 10)],
  ['none', []],
])('events %s', (_, times) => {
  test.each(['newest', 'oldest'] as const)('are found at any position, %s first', async (order) => {
    const plan = new LookupPlan(new TimesOnly(times))
    const all = inOrder(times, order)
    for (const share of [0, 0.001, 0.2, 0.5, 0.77, 0.999, 1, 1.1]) {
      const offset = Math.floor(share * times.length)
      const found = await plan.locate(offset, 50, order)
      const page = inOrder(slice(times, found.slice), order).slice(found.skip, found.skip + 50)
      expect(page).toEqual(all.slice(offset, offset + 50))
    }
  })

  test.each(['newest', 'oldest'] as const)('are each in one slice, %s first', async (order) => {
    const plan = new LookupPlan(new TimesOnly(times))
    const given: (number | null)[] = []
    for await (const part of plan.slices(order, 20_000)) given.push(...inOrder(slice(times, part), order))
    // Compared as a whole: comparing two hundred thousand one by one takes long.
    expect(given.length).toBe(times.length)
    expect(given.join() === inOrder(times, order).join()).toBe(true)
  })
})

test('a page deep in the result is searched among few events, and the next one is found without a query', async () => {
  const events = new TimesOnly(evenly)
  const plan = new LookupPlan(events)
  const { slice: wanted } = await plan.locate(90_000, 50, 'newest')
  expect(slice(evenly, wanted).length).toBeLessThan(200)
  const asked = events.questions
  await plan.locate(90_050, 50, 'newest')
  expect(events.questions).toBe(asked)
})
