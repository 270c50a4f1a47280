import Box from '@cloudscape-design/components/box'
import ButtonDropdown from '@cloudscape-design/components/button-dropdown'
import { useRef } from 'react'
import { followLink } from '../../models/address/followLink.ts'
import { addressOf, go } from '../../models/address/useView.ts'
import { announce } from '../../ui/announce.ts'
import { BarChart, type ChartBar } from '../../ui/chart/BarChart.tsx'
import { LineChart } from '../../ui/chart/LineChart.tsx'
import { saveChart, type PictureFormat } from '../../ui/chart/saveChart.ts'
import { SafeText } from '../../ui/SafeText.tsx'
import type { Zone } from '../../ui/time.ts'
import { filterOfTimes, filterOfValue, linkOfCell, listOf } from './cellLinks.ts'
import type { ChartShape } from './chartShape.ts'
import { lengthOfStep } from './resultTimes.ts'
import './ResultChart.css'

export interface ResultChartProps {
  readonly shape: ChartShape
  readonly zone: Zone
}

/** The result as bars or lines, each of which leads to its events where its names are a field's values. */
export function ResultChart({ shape, zone }: ResultChartProps) {
  const drawing = useRef<SVGSVGElement>(null)
  if (shape.kind === 'none') return <Box color="text-body-secondary">{shape.reason}</Box>
  const save = async (format: PictureFormat) => {
    if (!drawing.current) return
    try {
      await saveChart(drawing.current, shape.label, format)
    } catch (error) {
      announce((error as Error).message)
    }
  }
  return (
    <div className="result-chart">
      <div className="result-chart__head">
        <h2 className="result-chart__title">
          <SafeText text={shape.label} />
        </h2>
        <ButtonDropdown
          items={[
            { id: 'svg', text: 'SVG' },
            { id: 'png', text: 'PNG' },
          ]}
          expandToViewport
          onItemClick={({ detail }) => void save(detail.id as PictureFormat)}
        >
          Save picture
        </ButtonDropdown>
      </div>
      {shape.kind === 'bars' ? (
        <BarChart label={shape.label} bars={barsOf(shape)} ref={drawing} />
      ) : (
        <LineChart
          label={shape.label}
          lines={shape.lines}
          zone={zone}
          stepMs={lengthOfStep(shape.step)}
          ref={drawing}
          onPick={(fromMs, toMs, line) => {
            const { timeRange } = filterOfTimes(fromMs, Math.max(toMs, fromMs + 1000))
            const role = shape.column?.role
            const ofLine = line && role?.kind === 'field' ? filterOfValue(role.field, line.name) : null
            go(listOf({ tokens: ofLine?.tokens ?? [], text: '', timeRange }))
          }}
        />
      )}
      {shape.note !== null && <Box color="text-body-secondary">{shape.note}</Box>}
    </div>
  )
}

const barsOf = ({ bars, column }: ChartShape & { kind: 'bars' }): readonly ChartBar[] =>
  bars.map(({ name, value, cell }) => {
    const link = column && linkOfCell(column, cell)
    if (!link) return { name, value }
    return {
      name,
      value,
      href: addressOf(link.page),
      onClick: (domEvent) => followLink(domEvent, () => go(link.page)),
    }
  })
