import { useLayoutEffect, useMemo, useRef } from 'react'
import type { EventHistogramResponse } from '../../../api/eventHistogram.ts'
import type { Order } from '../../../filter/filter.ts'
import { MARGIN, PLOT_HEIGHT, xOf, type Plot } from './plot.ts'
import { seenStretches, type VisibleRange } from './seenStretch.ts'

/** The rows that are visible in the list, and notice when they change. */
export interface VisibleRangeSource {
  readonly getState: () => VisibleRange
  readonly subscribe: (listener: () => void) => () => void
}

export interface SeenMarkerProps {
  readonly response: EventHistogramResponse
  readonly order: Order
  readonly plot: Plot
  readonly visibleRange: VisibleRangeSource
}

/** Narrower markers would be invisible. */
const NARROWEST = 3

/**
 * Marks the time range of the visible rows below the bars, unless all rows are visible. Updated
 * directly in the DOM: scrolling does not render.
 */
export function SeenMarker({ response, order, plot, visibleRange }: SeenMarkerProps) {
  const marker = useRef<HTMLDivElement>(null)
  const stretchOf = useMemo(() => seenStretches(response, order), [response, order])

  useLayoutEffect(() => {
    const draw = () => {
      const element = marker.current
      if (!element) return
      const stretch = stretchOf(visibleRange.getState())
      element.hidden = stretch === null
      if (!stretch) return
      const width = Math.max(NARROWEST, (stretch.to - stretch.from) * plot.barWidth)
      const middle = xOf(plot, (stretch.from + stretch.to) / 2)
      element.style.width = `${width.toFixed(1)}px`
      element.style.transform = `translateX(${(middle - width / 2).toFixed(1)}px)`
    }
    draw()
    return visibleRange.subscribe(draw)
  }, [stretchOf, plot, visibleRange])

  return (
    <div
      ref={marker}
      className="histogram__seen"
      style={{ top: MARGIN.top + PLOT_HEIGHT + 1 }}
      aria-hidden="true"
    />
  )
}
