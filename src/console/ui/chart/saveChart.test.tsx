import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'
import { applyDesignTokens } from '../designTokens.ts'
import { LineChart } from './LineChart.tsx'
import { drawPicture, fileName } from './saveChart.ts'

const HOUR = 3_600_000
const START = Date.parse('2026-11-20T06:00:00Z')

async function drawing(): Promise<SVGSVGElement> {
  applyDesignTokens(document.body)
  const { container } = await render(
    <div style={{ inlineSize: 500 }}>
      <LineChart
        label="Events over time"
        lines={[
          {
            name: 'GetObject <script>',
            points: [
              [START, 4],
              [START + HOUR, 9],
            ],
          },
          {
            name: 'PutObject',
            points: [
              [START, 1],
              [START + HOUR, 2],
            ],
          },
        ]}
        zone="utc"
        stepMs={HOUR}
      />
    </div>,
  )
  return container.querySelector('svg')!
}

test('an SVG file needs nothing from the page, and has title, legend and background', async () => {
  const bytes = await drawPicture(await drawing(), 'Events by event name', 'svg')
  const text = new TextDecoder().decode(bytes)
  expect(text).not.toMatch(/var\(|class=|style=|<script|href/)
  const parsed = new DOMParser().parseFromString(text, 'image/svg+xml')
  expect(parsed.querySelector('parsererror')).toBeNull()
  const texts = [...parsed.querySelectorAll('text')].map((each) => each.textContent)
  expect(texts).toEqual(expect.arrayContaining(['Events by event name', 'GetObject <script>', 'PutObject']))
  expect(parsed.documentElement.getAttribute('font-family')).toContain('sans-serif')
})

test('a PNG file has two pixels for each pixel of the picture, and the colours of the lines', async () => {
  const svg = await drawing()
  const image = await createImageBitmap(new Blob([await drawPicture(svg, 'Events', 'png')]))
  expect(image.width).toBe(2 * (500 + 2 * 16))
  expect(image.height).toBeGreaterThan(2 * 260)
  const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d')!
  canvas.drawImage(image, 0, 0)
  const { data } = canvas.getImageData(0, 0, image.width, image.height)
  const colours = new Set<string>()
  for (let at = 0; at < data.length; at += 4)
    colours.add(`rgb(${data[at]}, ${data[at + 1]}, ${data[at + 2]})`)
  for (const path of svg.querySelectorAll('.chart__stroke')) {
    expect([...colours]).toContain(getComputedStyle(path).stroke)
  }
})

test('a file’s name has only letters and numbers', () => {
  expect(fileName('Events by User name × Event name: “all”')).toBe('events-by-user-name-event-name-all')
  expect(fileName('///')).toBe('chart')
})
