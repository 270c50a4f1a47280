import { memo } from 'react'
import { spellOutInvisible } from '../invisibleCharacters.ts'
import { SAMPLE, type LegendLayout } from './chartLegend.ts'
import type { ChartLine } from './lineChartProps.ts'
import { lineStyles } from './lineStyle.ts'

export interface LineChartLegendProps {
  readonly lines: readonly ChartLine[]
  readonly legend: LegendLayout
  readonly rowHeight: number
  readonly onPoint: (line: number | null) => void
}

/** The names of the lines, each with a sample. Part of the drawing, so that a saved one has it. */
export const LineChartLegend = memo(function LineChartLegend(props: LineChartLegendProps) {
  const { lines, legend, rowHeight, onPoint } = props
  const styles = lineStyles(lines)
  return legend.entries.map(({ x, row, text }, index) => {
    const { className, dashes, marker } = styles[index]!
    return (
      <g
        key={index} // oxlint-disable-line react/no-array-index-key -- names may be equal
        className={`chart__line ${className}`}
        transform={`translate(${x} ${row * rowHeight + rowHeight / 2})`}
        onPointerEnter={() => onPoint(index)}
        onPointerLeave={() => onPoint(null)}
      >
        <title>{spellOutInvisible(lines[index]!.name)}</title>
        <path className="chart__stroke" d={`M0 0H${SAMPLE - 6}`} strokeDasharray={dashes} />
        <path className="chart__marker" d={marker} transform={`translate(${(SAMPLE - 6) / 2} 0)`} />
        <text className="chart__name" x={SAMPLE} y={4}>
          {spellOutInvisible(text)}
        </text>
      </g>
    )
  })
})
