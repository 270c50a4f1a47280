import { countOf, formatCount } from '../../ui/numbers.ts'

export interface HistogramLegendProps {
  readonly stepMs: number
  readonly withoutTime: number
}

/** What does not fit in one line is left out as a whole, from the end. */
export const HistogramLegend = ({ stepMs, withoutTime }: HistogramLegendProps) => (
  <p className="histogram__legend">
    <span className="histogram__entry">
      <span className="histogram__key histogram__key--events" /> Succeeded
    </span>
    <span className="histogram__entry">
      <span className="histogram__key histogram__key--errors" /> Failed
    </span>
    <span className="histogram__entry histogram__entry--seen">
      <span className="histogram__key histogram__key--seen" /> Visible rows
    </span>
    <span className="histogram__entry">{intervalWords(stepMs)} per bar</span>
    {withoutTime > 0 && (
      <span className="histogram__entry">{countOf(withoutTime, 'event')} without a time not shown</span>
    )}
  </p>
)

/** `1 hour`, `30 minutes`, `1.5 hours` */
function intervalWords(ms: number): string {
  const units: readonly [string, number][] = [
    ['week', 604_800_000],
    ['day', 86_400_000],
    ['hour', 3_600_000],
    ['minute', 60_000],
    ['second', 1000],
  ]
  const [unit, length] = units.find(([, each]) => ms >= each) ?? ['second', 1000]
  const count = Math.round((ms / length) * 10) / 10
  return `${formatCount(count)} ${unit}${count === 1 ? '' : 's'}`
}
