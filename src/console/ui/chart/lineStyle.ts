import {
  symbol,
  symbolCircle,
  symbolDiamond2,
  symbolSquare2,
  symbolTriangle,
  type SymbolType,
} from 'd3-shape'
import type { ChartLine } from './lineChartProps.ts'

/** How a line is drawn. Each differs from the others by its dashes and markers, not only by colour. */
export interface LineStyle {
  /** A class with the colour. */
  readonly className: string
  /** `stroke-dasharray`; undefined for an unbroken line. */
  readonly dashes: string | undefined
  /** The path of a marker around the origin. */
  readonly marker: string
}

const DASHES = [undefined, '7 4', '2 3', '10 3 2 3']
const MARKERS: readonly SymbolType[] = [symbolCircle, symbolSquare2, symbolTriangle, symbolDiamond2]
/** As many as there are colours: `--chart-line-1` and so on. */
export const MOST_LINES = 8

const REST: LineStyle = { className: 'chart__line--rest', dashes: '1 3', marker: '' }

/** The style of each line. After the eighth they repeat. */
export function lineStyles(lines: readonly ChartLine[]): readonly LineStyle[] {
  let drawn = 0
  return lines.map(({ isRest }) => (isRest ? REST : styleOf(drawn++ % MOST_LINES)))
}

function styleOf(index: number): LineStyle {
  const round = Math.floor(index / MARKERS.length)
  return {
    className: `chart__line--${index + 1}`,
    // The second four have the markers of the first, and other dashes.
    dashes: DASHES[(index + round) % DASHES.length],
    marker: symbol(MARKERS[index % MARKERS.length], 32)() ?? '',
  }
}
