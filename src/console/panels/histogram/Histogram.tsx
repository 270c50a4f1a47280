import { countOf } from '../../ui/numbers.ts'
import { HistogramBars } from './HistogramBars.tsx'
import type { HistogramProps } from './histogramProps.ts'
import { HISTOGRAM_HEIGHT } from './plot.ts'
import './Histogram.css'

export function Histogram(props: HistogramProps) {
  const { response, onUndo } = props
  if (!response) {
    return (
      <div
        className="histogram"
        style={{ height: HISTOGRAM_HEIGHT }}
        role="status"
        aria-busy="true"
        aria-label="Loading the histogram"
      >
        <div className="histogram__skeleton" />
      </div>
    )
  }
  if (response.buckets.length === 0) {
    return (
      <div className="histogram" style={{ height: HISTOGRAM_HEIGHT }}>
        <p className="histogram__empty">
          {response.withoutTime ? `${countOf(response.withoutTime, 'event')} without a time` : null}
          {onUndo && (
            <button className="histogram__back" type="button" onClick={onUndo}>
              Undo zoom
            </button>
          )}
        </p>
      </div>
    )
  }
  return <HistogramBars {...props} response={response} />
}
