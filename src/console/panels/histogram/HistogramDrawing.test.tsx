import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'
import { HistogramDrawing } from './HistogramDrawing.tsx'
import './Histogram.css'
import { plotOf, PLOT_HEIGHT } from './plot.ts'

const HOUR = 3_600_000
const WIDTH = 1048

/**
 * The axis from a time over a number of hours: the text of each tick with its position in pixels.
 */
async function axisOf(startTime: string, hours: number): Promise<ReadonlyMap<string, number>> {
  const startMs = Date.parse(startTime)
  const buckets = Array.from({ length: hours }, (_, hour) => ({
    startTime: new Date(startMs + hour * HOUR).toISOString(),
    count: 1,
    errorCount: 0,
  }))
  const { container } = await render(
    <svg width={WIDTH} height={120}>
      <HistogramDrawing
        buckets={buckets}
        plot={plotOf(WIDTH, hours, false)}
        stepMs={HOUR}
        zone="local"
        pulled={0}
        hatch="hatch"
      />
    </svg>,
  )
  const texts = [...container.querySelectorAll('text')]
  return new Map(texts.map((text) => [text.textContent, Number(text.getAttribute('x'))]))
}

// The tests' browser is in Berlin: summer time began on 29 March 2026 and ends on 25 October.
test('the day on which summer time begins is an hour narrower on the axis than the others', async () => {
  const axis = await axisOf('2026-03-26T23:00:00Z', 5 * 24 - 1)
  const [friday, saturday, sunday, monday] = ['Mar 27', 'Mar 28', 'Mar 29', 'Mar 30'].map((day) =>
    axis.get(day)!,
  )
  const dayWidth = saturday! - friday!
  expect(sunday! - saturday!).toBeCloseTo(dayWidth, 5)
  expect(monday! - sunday!).toBeCloseTo((dayWidth * 23) / 24, 5)
})

test('the day on which summer time ends is an hour wider', async () => {
  const axis = await axisOf('2026-10-22T22:00:00Z', 5 * 24 + 1)
  const [friday, saturday, sunday, monday] = ['Oct 23', 'Oct 24', 'Oct 25', 'Oct 26'].map((day) =>
    axis.get(day)!,
  )
  const dayWidth = saturday! - friday!
  expect(sunday! - saturday!).toBeCloseTo(dayWidth, 5)
  expect(monday! - sunday!).toBeCloseTo((dayWidth * 25) / 24, 5)
})

/** The height in pixels of each bar of a series, from its path. */
const heightsIn = (path: Element | null): readonly number[] =>
  [...(path?.getAttribute('d') ?? '').matchAll(/M\S+ (\S+?)V(\S+?)h/g)].map(
    ([, from, to]) => Number(from) - Number(to),
  )

test('the failed part of a bar is drawn to scale, without a stroke around it', async () => {
  const buckets = [
    { startTime: '2026-03-01T00:00:00Z', count: 2000, errorCount: 13 },
    { startTime: '2026-03-01T01:00:00Z', count: 1000, errorCount: 500 },
    { startTime: '2026-03-01T02:00:00Z', count: 500, errorCount: 500 },
    { startTime: '2026-03-01T03:00:00Z', count: 500, errorCount: 0 },
  ]
  const { container } = await render(
    <svg width={WIDTH} height={120}>
      <HistogramDrawing
        buckets={buckets}
        plot={plotOf(WIDTH, 4, false)}
        stepMs={HOUR}
        zone="utc"
        pulled={0}
        hatch="hatch"
      />
    </svg>,
  )
  const failed = container.querySelector('.histogram__errors')
  const unit = PLOT_HEIGHT / 2000
  expect(heightsIn(failed).map((height) => height.toFixed(1))).toEqual(
    [1, 500 * unit, 500 * unit].map((height) => height.toFixed(1)),
  )
  expect(getComputedStyle(failed!).stroke).toBe('none')
  const succeeded = heightsIn(container.querySelector('.histogram__events'))
  expect(succeeded.map((height) => height.toFixed(1))).toEqual(
    [2000 * unit - 1, 500 * unit, 500 * unit].map((height) => height.toFixed(1)),
  )
})

test('one event is a thin bar, not an area', async () => {
  const { container } = await render(
    <svg width={WIDTH} height={120}>
      <HistogramDrawing
        buckets={[{ startTime: '2026-03-01T00:00:00Z', count: 1, errorCount: 0 }]}
        plot={plotOf(WIDTH, 1, false)}
        stepMs={1000}
        zone="utc"
        pulled={0}
        hatch="hatch"
      />
    </svg>,
  )
  const width = /h(\S+?)V/.exec(container.querySelector('.histogram__events')!.getAttribute('d')!)
  expect(Number(width?.[1])).toBeLessThanOrEqual(24)
})

test('no label of the axis is cut, whatever the width', async () => {
  const buckets = Array.from({ length: 90 }, (_, day) => ({
    startTime: new Date(Date.UTC(2026, 7, 28) + day * 24 * HOUR).toISOString(),
    count: 1,
    errorCount: 0,
  }))
  for (const width of [300, 333, 360, 390, 480, 640, 777, 1024, 1180, 1440]) {
    const { container, unmount } = await render(
      <svg width={width} height={120}>
        <HistogramDrawing
          buckets={buckets}
          plot={plotOf(width, 90, false)}
          stepMs={24 * HOUR}
          zone="utc"
          pulled={0}
          hatch="hatch"
        />
      </svg>,
    )
    const box = container.querySelector('svg')!.getBoundingClientRect()
    for (const text of container.querySelectorAll('text')) {
      const { left, right } = text.getBoundingClientRect()
      expect(left).toBeGreaterThanOrEqual(box.left)
      expect(right).toBeLessThanOrEqual(box.right)
    }
    await unmount()
  }
})
