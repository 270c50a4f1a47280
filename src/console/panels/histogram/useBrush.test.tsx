import type { KeyboardEvent } from 'react'
import { expect, test } from 'vitest'
import { renderHook } from 'vitest-browser-react'
import { useBrush } from './useBrush.ts'

const HOUR_MS = 3_600_000

const hoursOf = (day: string) =>
  Array.from({ length: 4 }, (_, hour) => ({ startTime: `${day}T0${hour}:00:00Z`, count: 1, errorCount: 0 }))

const MONDAY = hoursOf('2026-03-02')

async function brushOf({ ranged = true } = {}) {
  const told: unknown[][] = []
  const { result, act, rerender } = await renderHook(
    (buckets = MONDAY) =>
      useBrush({
        buckets,
        stepMs: HOUR_MS,
        ranged,
        onTimeRange: (...range) => void told.push(range),
        onUndo: () => void told.push(['undo']),
      }),
    { initialProps: MONDAY },
  )
  return {
    told,
    brush: () => result.current.brush,
    edge: (end: 'first' | 'last') => result.current.edge(end),
    act: (change: (brush: ReturnType<typeof useBrush>) => void) => act(() => change(result.current)),
    answer: (buckets: typeof MONDAY) => rerender(buckets),
    press: (key: string) =>
      act(() => {
        const domEvent = { key, preventDefault: () => {}, stopPropagation: () => {} }
        result.current.edge('first').onKeyDown(domEvent as KeyboardEvent)
      }),
  }
}

test('an edge that is moved and dropped makes the time range; the end that was not moved stays', async () => {
  const { told, brush, act } = await brushOf()
  await act(({ edge }) => edge('first').moveTo(2))
  expect(brush()).toEqual({ first: 2, last: 3 })
  expect(told).toEqual([])
  await act(({ edge }) => edge('first').onDrop(true))
  expect(told).toEqual([['2026-03-02T02:00:00Z', '2026-03-02T03:59:59Z', 'end']])
  expect(brush()).toBeNull()
})

test('an edge can be moved as far again as the bars reach, but not where no time range was chosen', async () => {
  const ranged = await brushOf()
  expect([ranged.edge('first').min, ranged.edge('last').max]).toEqual([-4, 7])
  const open = await brushOf({ ranged: false })
  expect([open.edge('first').min, open.edge('last').max]).toEqual([0, 3])
})

test('Enter zooms in, Escape cancels, Backspace undoes the zoom', async () => {
  const { told, brush, press } = await brushOf()
  await press('ArrowRight')
  expect(brush()).toEqual({ first: 1, last: 3 })
  await press('Escape')
  expect(brush()).toBeNull()
  await press('Enter')
  expect(told).toEqual([])
  await press('ArrowRight')
  await press('Enter')
  await press('Backspace')
  expect(told).toEqual([['2026-03-02T01:00:00Z', '2026-03-02T03:59:59Z', 'end'], ['undo']])
})

test('a stretch of the bars before is forgotten when others come', async () => {
  const { brush, act, answer } = await brushOf()
  await act(({ setBrush }) => setBrush({ first: 1, last: 2 }))
  await answer(hoursOf('2026-03-03'))
  expect(brush()).toBeNull()
})
