import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BOUNDS, growthAnHour, type Measurement } from './bounds.ts'

const measured = (pageHeap: (hours: number) => number): readonly Measurement[] =>
  Array.from({ length: 24 }, (_, index) => {
    const hours = (index + 1) / 24
    return {
      hours,
      pageHeap: pageHeap(hours),
      domNodes: 0,
      detachedNodes: 0,
      listeners: 0,
      serverHeap: 0,
      serverMemory: 0,
    }
  })

test('growth is the increase per hour', () => {
  fc.assert(
    fc.property(fc.integer({ min: -100, max: 100 }), fc.integer({ min: 0, max: 1000 }), (slope, start) => {
      expect(
        growthAnHour(
          measured((hours) => start + slope * hours),
          'pageHeap',
        ),
      ).toBeCloseTo(slope, 6)
    }),
  )
})

test('a buffer that is filled once in the first half is not growth', () => {
  expect(
    growthAnHour(
      measured((hours) => Math.min(hours, 0.4) * 1e9),
      'pageHeap',
    ),
  ).toBeCloseTo(0, 3)
})

test('every measure has its bound', () => {
  const [first] = measured(() => 0)
  expect(BOUNDS.map(({ measure }) => measure).toSorted()).toEqual(
    Object.keys(first ?? {})
      .filter((key) => key !== 'hours')
      .toSorted(),
  )
})
