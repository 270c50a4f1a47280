import { useState, type KeyboardEvent } from 'react'
import type { HistogramBucket } from '../../../filter/answers.ts'
import { timesOf, withEdge, type BucketRange } from './histogramGeometry.ts'
import type { HistogramProps } from './histogramProps.ts'
import { movedBy } from './histogramKeys.ts'

type RangeEnd = 'first' | 'last'

interface BrushOptions extends Pick<HistogramProps, 'ranged' | 'onTimeRange' | 'onUndo'> {
  readonly buckets: readonly HistogramBucket[]
  readonly stepMs: number
}

/**
 * The range of bars being selected, by pointer, by keyboard or by dragging an edge, until it
 * becomes the time range or is cancelled.
 */
export function useBrush({ buckets, stepMs, ranged, onTimeRange, onUndo }: BrushOptions) {
  const [brush, setBrush] = useState<BucketRange | null>(null)
  const [hovered, setHovered] = useState<number | null>(null)

  // A new answer has other buckets: a selection of the old ones means nothing.
  const [answered, setAnswered] = useState(buckets)
  if (answered !== buckets) {
    setAnswered(buckets)
    setBrush(null)
    setHovered(null)
  }

  const count = buckets.length
  const whole: BucketRange = { first: 0, last: count - 1 }
  const chosen = brush ?? whole
  // An edge can leave the plot, by its whole width on either side.
  const room: BucketRange = ranged ? { first: -count, last: 2 * count - 1 } : whole

  const zoom = (range: BucketRange) => {
    setBrush(null)
    const left = range.first === whole.first ? 'start' : range.last === whole.last ? 'end' : null
    if (range.first === whole.first && range.last === whole.last) return
    onTimeRange(...timesOf(buckets, stepMs, range), left)
  }

  /** Handles the keys that work the same on the bars and on the edges; true if it was one. */
  const onRangeKey = (domEvent: KeyboardEvent): boolean => {
    if (domEvent.key === 'Enter' && brush) zoom(brush)
    else if (domEvent.key === 'Escape' && brush) setBrush(null)
    else if (domEvent.key === 'Backspace' && onUndo) onUndo()
    else return false
    domEvent.preventDefault()
    domEvent.stopPropagation()
    return true
  }

  /** One end of the selection, as a slider. */
  const edge = (end: RangeEnd) => {
    const bucket = chosen[end]
    const at = end === 'first' ? bucket : bucket + 1
    const moveTo = (to: number) => setBrush(withEdge(chosen, end, to, room))
    return {
      /** The selected bar at this end, and the boundary between bars where the edge is. */
      bucket,
      at,
      min: end === 'first' ? room.first : chosen.first,
      max: end === 'first' ? chosen.last : room.last,
      time: timesOf(buckets, stepMs, { first: bucket, last: bucket })[end === 'first' ? 0 : 1],
      moveTo,
      onDrop: (moved: boolean) => (moved && brush ? zoom(brush) : setBrush(null)),
      onKeyDown: (domEvent: KeyboardEvent) => {
        if (onRangeKey(domEvent)) return
        const by = movedBy(domEvent.key, count)
        if (by === null) return
        domEvent.preventDefault()
        domEvent.stopPropagation()
        moveTo(at + Math.max(-3 * count, Math.min(3 * count, by)))
      },
      onFocus: () => setHovered(Math.max(0, Math.min(bucket, whole.last))),
      onBlur: () => setHovered(null),
    }
  }

  return {
    brush,
    setBrush,
    setHovered,
    /** The bars to highlight: the selection, or the hovered bar. */
    marked: brush ?? (hovered === null ? null : { first: hovered, last: hovered }),
    whole,
    zoom,
    onRangeKey,
    edge,
  }
}
