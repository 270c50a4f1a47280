import { SafeText } from '../SafeText.tsx'
import type { Zone } from '../time.ts'
import type { ChartBand, ChartLine } from './lineChartProps.ts'
import type { ValuesByTime } from './lineValues.ts'
import { lineStyles } from './lineStyle.ts'
import { timeWords } from './timeWords.ts'

export interface LineChartTooltipProps {
  readonly lines: readonly ChartLine[]
  /** Null while a time range is selected, of which only the times are shown. */
  readonly values: readonly ValuesByTime[] | null
  readonly bands: readonly ChartBand[]
  readonly atMs: number
  readonly range: readonly [fromMs: number, toMs: number]
  readonly chosen: number | null
  readonly stepMs: number
  readonly zone: Zone
  readonly formatValue: (value: number) => string
  /** Where the time is, and the width of the chart, in pixels. */
  readonly x: number
  readonly width: number
}

/** The values at a time. */
export function LineChartTooltip(props: LineChartTooltipProps) {
  const { lines, values, bands, atMs, range, chosen, stepMs, zone, formatValue, x, width } = props
  const styles = lineStyles(lines)
  const isSelecting = values === null
  return (
    <div
      className="chart-tooltip"
      style={x > width / 2 ? { right: width - x + 12 } : { left: x + 12 }}
      aria-hidden="true"
    >
      <div className="chart-tooltip__time">
        {isSelecting ? timeWords(...range, zone) : timeWords(atMs, atMs + stepMs, zone)}
      </div>
      {!isSelecting &&
        bands
          .filter(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs)
          .map(({ fromMs, label }) => <div key={`${fromMs} ${label}`}>{label}</div>)}
      {values && (
        <table>
          <tbody>
            {lines.map(({ name }, index) => {
              const value = values[index]?.get(atMs)
              if (value === undefined) return null
              const { className, dashes, marker } = styles[index]!
              return (
                // oxlint-disable-next-line react/no-array-index-key -- names may be equal
                <tr key={index} data-chosen={chosen === index || undefined}>
                  <td>
                    <svg className={`chart__line ${className}`} width="20" height="10">
                      <path className="chart__stroke" d="M0 5H20" strokeDasharray={dashes} />
                      <path className="chart__marker" d={marker} transform="translate(10 5)" />
                    </svg>
                  </td>
                  <th>
                    <SafeText text={name} />
                  </th>
                  <td>{formatValue(value)}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
    </div>
  )
}
