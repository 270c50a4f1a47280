import { formatCount } from '../../ui/numbers.ts'

export interface HistogramLegendProps {
  readonly stepMs: number
  readonly withoutTime: number
}

export function HistogramLegend({ stepMs, withoutTime }: HistogramLegendProps) {
  return (
    <p className="histogram__legend">
      <span className="histogram__key histogram__key--events" /> Succeeded
      <span className="histogram__key histogram__key--errors" /> Failed
      <span className="histogram__key histogram__key--seen" /> In the list now
      <span className="histogram__each">one bar is {intervalWords(stepMs)}</span>
      {withoutTime > 0 && (
        <span className="histogram__each">
          {formatCount(withoutTime)} without a time {withoutTime === 1 ? 'is' : 'are'} not shown
        </span>
      )}
    </p>
  )
}

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
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}
