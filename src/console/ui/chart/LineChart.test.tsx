import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { applyDesignTokens } from '../designTokens.ts'
import { LineChart } from './LineChart.tsx'
import type { ChartLine, LineChartProps } from './lineChartProps.ts'

const HOUR = 3_600_000
const START = Date.parse('2026-11-20T06:00:00Z')

const line = (name: string, values: readonly number[]): ChartLine => ({
  name,
  points: values.map((value, hour) => [START + hour * HOUR, value]),
})
const LINES = [line('GetObject', [4, 8, 200, 6]), line('PutObject', [1, 0, 2, 1])]

const chart = (props: Partial<LineChartProps> = {}) => (
  <div style={{ inlineSize: 640 }}>
    <LineChart label="Events over time" lines={LINES} zone="utc" stepMs={HOUR} {...props} />
  </div>
)

const cursor = () => page.getByRole('slider', { name: 'Values' })
const said = () => cursor().element().getAttribute('aria-valuetext')

test('by keyboard, each time says its values, of all lines or of the chosen one', async () => {
  await render(chart({ bands: [{ fromMs: START + 2 * HOUR, toMs: START + 3 * HOUR, label: 'Insight' }] }))
  cursor().element().focus()
  expect(said()).toBe('2026-11-20 06:00:00 – 07:00:00 UTC, GetObject 4, PutObject 1')
  await userEvent.keyboard('{ArrowRight}{ArrowRight}')
  expect(said()).toBe('2026-11-20 08:00:00 – 09:00:00 UTC, GetObject 200, PutObject 2, Insight')
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{End}')
  expect(said()).toBe('2026-11-20 09:00:00 – 10:00:00 UTC, PutObject 1')
  await userEvent.keyboard('{ArrowDown}{Home}')
  expect(said()).toBe('2026-11-20 06:00:00 – 07:00:00 UTC, GetObject 4, PutObject 1')
})

test('Enter opens the time, with Shift and arrows a time range', async () => {
  const onPick = vi.fn()
  await render(chart({ onPick }))
  cursor().element().focus()
  await userEvent.keyboard('{ArrowRight}{Enter}')
  expect(onPick.mock.lastCall).toEqual([START + HOUR, START + 2 * HOUR, null])
  await userEvent.keyboard('{ArrowDown}{Enter}')
  expect(onPick.mock.lastCall).toEqual([START + HOUR, START + 2 * HOUR, LINES[0]])
  await userEvent.keyboard('{Shift>}{ArrowRight}{ArrowRight}{/Shift}')
  expect(said()).toBe('2026-11-20 07:00:00 – 10:00:00 UTC selected')
  await userEvent.keyboard('{Enter}')
  expect(onPick.mock.lastCall).toEqual([START + HOUR, START + 4 * HOUR, null])
  await userEvent.keyboard('{Shift>}{ArrowLeft}{/Shift}{Escape}')
  expect(onPick).toHaveBeenCalledTimes(3)
})

test('the pointer reads values, and picks a time by click and a time range by dragging', async () => {
  const onPick = vi.fn()
  const { container } = await render(chart({ onPick }))
  const svg = container.querySelector('svg')!
  await userEvent.hover(svg, { position: { x: 130, y: 100 } })
  await expect.element(page.getByText('2026-11-20 06:00:00 – 07:00:00 UTC')).toBeVisible()
  await userEvent.click(svg, { position: { x: 130, y: 100 } })
  expect(onPick.mock.lastCall).toEqual([START, START + HOUR, null])
  await userEvent.dragAndDrop(svg, svg, {
    sourcePosition: { x: 130, y: 60 },
    targetPosition: { x: 610, y: 60 },
  })
  expect(onPick.mock.lastCall).toEqual([START, START + 4 * HOUR, null])
})

test('a line is picked where it is pointed at', async () => {
  const onPick = vi.fn()
  const { container } = await render(chart({ onPick }))
  const svg = container.querySelector('svg')!
  const peak = container.querySelectorAll('.chart__line--1 .chart__marker')[2]!.getBoundingClientRect()
  const place = svg.getBoundingClientRect()
  await userEvent.click(svg, { position: { x: peak.x - place.x + 3, y: peak.y - place.y + 3 } })
  expect(onPick.mock.lastCall).toEqual([START + 2 * HOUR, START + 3 * HOUR, LINES[0]])
})

test('the same values are a table for screen readers, in the zone of the page', async () => {
  await render(chart({ zone: 'local' }))
  const table = page.getByRole('table', { name: 'Events over time' })
  expect(
    table
      .getByRole('row')
      .elements()
      .map((row) => row.textContent),
  ).toEqual([
    'TimeGetObjectPutObject',
    '2026-11-20 07:00:00 UTC+01:0041',
    '2026-11-20 08:00:00 UTC+01:0080',
    '2026-11-20 09:00:00 UTC+01:002002',
    '2026-11-20 10:00:00 UTC+01:0061',
  ])
})

test('nothing is drawn outside of the chart, whatever its width', async () => {
  const lines = Array.from({ length: 8 }, (_, index) =>
    line(`arn:aws:iam::111122223333:user/u${index}`, [index, 9]),
  )
  for (const width of [280, 320, 480, 900, 1400]) {
    const { container, unmount } = await render(
      <div style={{ inlineSize: width }}>
        <LineChart
          label="Events over time"
          lines={[...lines, { ...line('Others', [7, 7]), isRest: true }]}
          references={[{ value: 3, label: 'Baseline 3 per hour' }]}
          bands={[{ fromMs: START + HOUR, toMs: START + 2 * HOUR, label: 'A long label of a band' }]}
          zone="utc"
          stepMs={HOUR}
        />
      </div>,
    )
    const box = container.querySelector('svg')!.getBoundingClientRect()
    for (const text of container.querySelectorAll('svg text')) {
      const { left, right, top, bottom } = text.getBoundingClientRect()
      expect(left, text.textContent).toBeGreaterThanOrEqual(box.left - 0.5)
      expect(right, text.textContent).toBeLessThanOrEqual(box.right + 0.5)
      expect(top).toBeGreaterThanOrEqual(box.top)
      expect(bottom).toBeLessThanOrEqual(box.bottom)
    }
    await unmount()
  }
})

test('the colours of the lines differ, and the rest is grey', async () => {
  applyDesignTokens(document.body)
  const { container } = await render(
    chart({ lines: [...LINES, { ...line('Others', [3, 3, 3, 3]), isRest: true }] }),
  )
  const colours = [...container.querySelectorAll('.chart__line > .chart__stroke')].map(
    (path) => getComputedStyle(path).stroke,
  )
  expect(new Set(colours).size).toBe(3)
  expect(colours.every((colour) => colour.startsWith('rgb'))).toBe(true)
})
