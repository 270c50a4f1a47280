import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'
import { HistogramDrawing } from './HistogramDrawing.tsx'
import { plotOf } from './plot.ts'

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
