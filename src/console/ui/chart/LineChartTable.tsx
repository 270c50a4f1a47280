import { memo } from 'react'
import { SafeText } from '../SafeText.tsx'
import { formatTime, type Zone } from '../time.ts'
import type { ChartLine } from './lineChartProps.ts'
import type { ValuesByTime } from './lineValues.ts'

export interface LineChartTableProps {
  readonly label: string
  readonly lines: readonly ChartLine[]
  readonly values: readonly ValuesByTime[]
  readonly times: readonly number[]
  readonly zone: Zone
  readonly formatValue: (value: number) => string
}

/** The values as a table for screen readers. */
export const LineChartTable = memo(function LineChartTable(props: LineChartTableProps) {
  const { label, lines, values, times, zone, formatValue } = props
  return (
    <div className="visually-hidden">
      <table>
        <caption>{label}</caption>
        <thead>
          <tr>
            <th scope="col">Time</th>
            {lines.map(({ name }, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- names may be equal
              <th key={index} scope="col">
                <SafeText text={name} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {times.map((timeMs) => (
            <tr key={timeMs}>
              <th scope="row">{formatTime(new Date(timeMs).toISOString(), zone)}</th>
              {lines.map((_, index) => {
                const value = values[index]?.get(timeMs)
                // oxlint-disable-next-line react/no-array-index-key -- the lines are the columns
                return <td key={index}>{value === undefined ? '' : formatValue(value)}</td>
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
})
