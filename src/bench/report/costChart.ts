import { partsOf, rowsOf, type BenchResult } from '../results.ts'
import { quantity, size } from './words.ts'

/**
 * The lines of the chart: the name of the row in the table, the label, a colour that is visible in
 * light and dark.
 */
const LINES: readonly (readonly [string, string, string])[] = [
  ['load all log files, with deduplication', 'load everything', '#8c6d1f'],
  ['free text, no match: newest 50 and count, first time', 'free text, first time', '#d9730d'],
  ['first page, a path, first time', 'path filter, first time', '#c2410c'],
  ['values of six fields, a user', 'values of six fields', '#8957e5'],
  ['histogram, a user', 'histogram', '#bf3989'],
  ['filter change to painted rows, a user', 'filter change, on screen', '#1a7f37'],
  ['page anywhere, is not', 'page anywhere', '#0d8a8a'],
  ['first page, a user', 'first page', '#2f6feb'],
  ['one event by ID, with its record', 'one event', '#5b8def'],
]
const PARSE = ['parse, the reference', '#808890'] as const

const [WIDTH, HEIGHT] = [840, 450]
const PLOT = { left: 70, right: 590, top: 44, bottom: 410 }
const LABEL_HEIGHT = 19

interface Line {
  readonly label: string
  readonly colour: string
  readonly dashed: boolean
  /** Events and milliseconds, by size. */
  readonly points: readonly (readonly [number, number])[]
}

/**
 * The time of the same work at each measured size, both axes by powers of ten, as an SVG for light
 * and dark.
 */
export function costChart(results: readonly BenchResult[]): string {
  const lines = linesOf(results)
  const times = lines.flatMap(({ points }) => points.map(([, ms]) => ms))
  const sizes = results.map(({ events }) => events)
  const from = Math.floor(Math.log10(Math.min(...times)))
  const decades = { from, to: Math.max(from + 1, Math.ceil(Math.log10(Math.max(...times)))) }
  const [smallest, largest] = [Math.log10(sizes[0]!), Math.log10(sizes.at(-1)!)]
  const x = (events: number) =>
    PLOT.left +
    20 +
    ((Math.log10(events) - smallest) / (largest - smallest || 1)) * (PLOT.right - PLOT.left - 30)
  const y = (ms: number) =>
    PLOT.bottom - ((Math.log10(ms) - decades.from) / (decades.to - decades.from)) * (PLOT.bottom - PLOT.top)
  const grid = Array.from(
    { length: decades.to - decades.from + 1 },
    (_, index) => 10 ** (decades.from + index),
  )
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-label="Cost against size">`,
    `<style>${STYLE}</style>`,
    `<rect class="paper" width="${WIDTH}" height="${HEIGHT}" rx="8"/>`,
    `<text class="title" x="${PLOT.left}" y="26">Median time by number of events</text>`,
    ...grid.map((ms) => gridLine(ms, y(ms))),
    ...sizes.map(
      (events) =>
        `<text x="${x(events)}" y="${PLOT.bottom + 24}" text-anchor="middle">${size(events)}</text>`,
    ),
    ...lines.map((line) => drawn(line, x, y)),
    ...labels(lines, y),
    '</svg>',
    '',
  ].join('\n')
}

const STYLE = `
text { font: 13px system-ui, sans-serif; fill: #57606a }
.title { font-weight: 600 }
.title, .label { fill: #1f2328 }
.paper { fill: #ffffff; stroke: #d0d7de }
.grid { stroke: #d0d7de }
@media (prefers-color-scheme: dark) {
  text { fill: #9198a1 }
  .title, .label { fill: #f0f6fc }
  .paper { fill: #0d1117; stroke: #30363d }
  .grid { stroke: #30363d }
}`

function linesOf(results: readonly BenchResult[]): Line[] {
  const parse = results.map((result): [number, number] => [result.events, partsOf(result)[0]!.parse.ms])
  const measured = LINES.map(([work, label, colour]): Line => {
    const points = results.flatMap((result) => {
      const row = rowsOf(result).find((one) => one.work === work)
      return row ? [[result.events, row.value] as const] : []
    })
    return { label, colour, dashed: false, points }
  })
  return [{ label: PARSE[0], colour: PARSE[1], dashed: true, points: parse }, ...measured].filter(
    ({ points }) => points.length > 0,
  )
}

function gridLine(ms: number, y: number): string {
  const label = ms >= 1000 ? `${ms / 1000} s` : `${ms} ms`
  return (
    `<line class="grid" x1="${PLOT.left}" x2="${PLOT.right}" y1="${y}" y2="${y}"/>` +
    `<text x="${PLOT.left - 8}" y="${y + 4}" text-anchor="end">${label}</text>`
  )
}

function drawn(
  { points, colour, dashed }: Line,
  x: (events: number) => number,
  y: (ms: number) => number,
): string {
  const places = points.map(([events, ms]) => [x(events).toFixed(1), y(ms).toFixed(1)])
  const path = places.map((place) => place.join(',')).join(' ')
  const dots = places.map(([cx, cy]) => `<circle cx="${cx}" cy="${cy}" r="3.5" fill="${colour}"/>`).join('')
  const dashes = dashed ? ' stroke-dasharray="6 5"' : ''
  return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"${dashes}/>${dots}`
}

/** Next to the ends of the lines, moved apart if they would overlap; each with its last value. */
function labels(lines: readonly Line[], y: (ms: number) => number): string[] {
  const placed = lines
    .map(({ label, colour, points }) => ({ label, colour, ms: points.at(-1)![1], at: y(points.at(-1)![1]) }))
    .toSorted((a, b) => a.at - b.at)
  let free = PLOT.top
  const tops = placed.map(({ at }) => (free = Math.max(at, free) + LABEL_HEIGHT) - LABEL_HEIGHT)
  // Labels that were pushed past the bottom are moved up again.
  let lowest = PLOT.bottom + 10
  for (let index = tops.length - 1; index >= 0; index--) {
    tops[index] = Math.min(tops[index]!, lowest)
    lowest = tops[index]! - LABEL_HEIGHT
  }
  return placed.map(({ label, colour, ms, at }, index) => {
    const top = tops[index]!
    return (
      `<path d="M${PLOT.right - 4} ${at.toFixed(1)} L${PLOT.right + 12} ${top.toFixed(1)}" stroke="${colour}" stroke-width="2" fill="none"/>` +
      `<text x="${PLOT.right + 17}" y="${(top + 4).toFixed(1)}" class="label">${label}, ${quantity(ms, 'ms')}</text>`
    )
  })
}
