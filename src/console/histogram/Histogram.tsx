import type { EventHistogramResponse } from '../../api/eventHistogram.ts'

/** The matching events over time. Always `HISTOGRAM_HEIGHT` pixels high, as wide as its parent. */
export interface HistogramProps {
  /** Undefined while there is nothing to show yet. */
  readonly response: EventHistogramResponse | undefined
  /** What is shown answers an older question. */
  readonly stale: boolean
  /** Both ends inclusive, ISO 8601 UTC, whole seconds. */
  readonly onTimeRange: (startIso: string, endIso: string) => void
  /** Back to the range before: double click, Backspace. */
  readonly onZoomOut: () => void
  readonly zone: 'utc' | 'local'
}

export const HISTOGRAM_HEIGHT = 116

export function Histogram({ response }: HistogramProps) {
  return <div style={{ height: HISTOGRAM_HEIGHT }}>{response?.interval}</div>
}
