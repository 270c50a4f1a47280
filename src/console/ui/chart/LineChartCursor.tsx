import type { Ref } from 'react'
import { spellOutInvisible } from '../invisibleCharacters.ts'
import type { Zone } from '../time.ts'
import type { ChartScale } from './chartScale.ts'
import type { ChartBand, ChartLine } from './lineChartProps.ts'
import type { ValuesByTime } from './lineValues.ts'
import { timeWords } from './timeWords.ts'
import type { LineCursor } from './useLineCursor.ts'

export interface LineChartCursorProps {
  readonly cursor: LineCursor
  readonly times: readonly number[]
  readonly lines: readonly ChartLine[]
  readonly values: readonly ValuesByTime[]
  readonly bands: readonly ChartBand[]
  readonly scale: ChartScale
  readonly stepMs: number
  readonly zone: Zone
  readonly formatValue: (value: number) => string
  readonly describedBy: string
  readonly ref: Ref<HTMLDivElement>
}

/** Makes the chart readable by keyboard: a slider over the times, which says their values. */
export function LineChartCursor(props: LineChartCursorProps) {
  const { cursor, times, scale, describedBy, ref } = props
  return (
    <div
      ref={ref}
      className="chart__cursor"
      style={{
        left: scale.left - 2,
        top: scale.top - 2,
        width: scale.right - scale.left + 4,
        height: scale.bottom - scale.top + 4,
      }}
      role="slider"
      tabIndex={0}
      aria-label="Values"
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={Math.max(0, times.length - 1)}
      aria-valuenow={cursor.keyedAt}
      aria-valuetext={wordsAt(props)}
      aria-describedby={describedBy}
      onKeyDown={cursor.onKeyDown}
      onBlur={cursor.leave}
    />
  )
}

function wordsAt(props: LineChartCursorProps): string {
  const { cursor, times, lines, values, bands, stepMs, zone, formatValue } = props
  const [first, last] = cursor.range ?? [cursor.keyedAt, cursor.keyedAt]
  if (first !== last) return `${timeWords(times[first]!, times[last]! + stepMs, zone)} selected`
  const atMs = times[first]!
  const read = lines.flatMap(({ name }, index) => {
    const value = values[index]?.get(atMs)
    const isRead = cursor.line === null || cursor.line === index
    return isRead && value !== undefined ? [`${spellOutInvisible(name)} ${formatValue(value)}`] : []
  })
  const within = bands.filter(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs).map(({ label }) => label)
  return [timeWords(atMs, atMs + stepMs, zone), ...read, ...within].join(', ')
}
