import { describe, expect, test } from 'vitest'
import {
  elementHeight,
  MAX_ELEMENT_HEIGHT,
  maxVirtualTop,
  placeAt,
  scrolledTo,
  virtualAt,
  type ScrollExtent,
  type ScrollPlace,
} from './scrollGeometry.ts'

const ROW = 36
const rows = (count: number): ScrollExtent => ({ virtualHeight: count * ROW, viewport: 700 })
const maxScrollTop = (extent: ScrollExtent) => elementHeight(extent) - extent.viewport

describe('a short list', () => {
  test('scrolls as the browser does', () => {
    const extent = rows(1000)
    expect(scrolledTo(extent, placeAt(extent, 0), 12_345)).toEqual({ scrollTop: 12_345, virtualTop: 12_345 })
  })

  test('that fits the window stays at its start', () => {
    expect(placeAt(rows(3), 500)).toEqual({ scrollTop: 0, virtualTop: 0 })
  })
})

describe.each([1_000_000, 10_000_000])('a list of %i rows', (count) => {
  const extent = rows(count)

  test('is no higher than an element may be', () => {
    expect(elementHeight(extent)).toBe(MAX_ELEMENT_HEIGHT)
  })

  test('moves one to one with the wheel', () => {
    let place = placeAt(extent, maxVirtualTop(extent) / 2)
    for (let step = 0; step < 100; step++) {
      const before = place.virtualTop
      place = scrolledTo(extent, place, place.scrollTop + 120)
      expect(place.virtualTop - before).toBe(120)
    }
  })

  test('reaches both ends with the thumb', () => {
    const middle = placeAt(extent, maxVirtualTop(extent) / 2)
    expect(scrolledTo(extent, middle, 0).virtualTop).toBe(0)
    expect(scrolledTo(extent, middle, maxScrollTop(extent)).virtualTop).toBe(maxVirtualTop(extent))
  })

  test.each([
    ['start', 200_000, -600],
    ['end', maxVirtualTop(extent) - 200_000, 600],
  ])('reaches its %s with the wheel, without a gap or a dead end', (_end, from, step) => {
    let place: ScrollPlace = {
      ...placeAt(extent, from),
      scrollTop: placeAt(extent, from).scrollTop - step * 100,
    }
    for (let turns = 0; turns < 1000; turns++) {
      const wanted = Math.min(Math.max(place.scrollTop + step, 0), maxScrollTop(extent))
      const next = scrolledTo(extent, place, wanted)
      expect(Math.abs(next.virtualTop - place.virtualTop)).toBeLessThanOrEqual(Math.abs(step))
      place = next
    }
    expect(place).toEqual(placeAt(extent, step < 0 ? 0 : maxVirtualTop(extent)))
  })

  test('goes to any row, exactly', () => {
    for (const row of [0, 1, 2776, 2778, count / 2, count - 5000, count - 20]) {
      const { virtualTop } = placeAt(extent, row * ROW)
      expect(virtualTop).toBe(Math.min(row * ROW, maxVirtualTop(extent)))
    }
  })

  test('follows the thumb without stepping back', () => {
    let last = -1
    for (let top = 0; top <= maxScrollTop(extent); top += 9_973) {
      const virtual = virtualAt(extent, top)
      expect(virtual).toBeGreaterThan(last)
      last = virtual
    }
  })
})
