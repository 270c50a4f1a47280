/** Where an entry of a legend is drawn, and its name as far as there is room for it. */
interface LegendEntry {
  readonly x: number
  readonly row: number
  readonly text: string
}

export interface LegendLayout {
  readonly entries: readonly LegendEntry[]
  readonly rows: number
}

export type MeasureText = (text: string) => number

/** The sample of the line, and the gap between two entries. */
export const SAMPLE = 26
const GAP = 18

/** Names from left to right in as many rows as they need. None is wider than the chart. */
export function layOutLegend(names: readonly string[], width: number, measure: MeasureText): LegendLayout {
  const room = Math.max(40, width - SAMPLE)
  let x = 0
  let row = 0
  const entries = names.map((name) => {
    const text = fitText(name, Math.min(room, 280), measure)
    const needed = SAMPLE + measure(text)
    if (x > 0 && x + needed > width) {
      x = 0
      row++
    }
    const entry = { x, row, text }
    x += needed + GAP
    return entry
  })
  return { entries, rows: entries.length === 0 ? 0 : row + 1 }
}

/** The text, or as much of its beginning as fits with an ellipsis after it. */
export function fitText(text: string, room: number, measure: MeasureText): string {
  if (measure(text) <= room) return text
  const characters = Array.from(text)
  let fits = 0
  let tooMany = characters.length
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2)
    if (measure(`${characters.slice(0, middle).join('')}…`) <= room) fits = middle
    else tooMany = middle
  }
  return `${characters.slice(0, fits).join('').trimEnd()}…`
}
