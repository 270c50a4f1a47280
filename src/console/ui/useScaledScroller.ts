import { useLayoutEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { createScroller, windowOf, type ListMetrics, type Scroller, type ScrollWindow } from './scroller.ts'

export interface ScaledScrollerOptions {
  readonly count: number
  readonly rowHeight: number
  /** Height of the sticky header of the scrolling element, above the rows. */
  readonly headerHeight?: number
  /** Rows drawn beyond the window on each side, 6 by default. */
  readonly overscan?: number
}

/**
 * A window on a list of any length. Usage: `attach` is the `ref` of the scrolling element, which
 * contains one spacer of `spacerHeight` (position: relative) in which row i has the offset `top(i)`
 * (position: absolute).
 */
export interface ScaledScroller extends ScrollWindow, Pick<Scroller, 'attach' | 'reveal'> {}

/** For a component that draws the list itself and is rendered on every scroll. */
export function useScaledScroller(options: ScaledScrollerOptions): ScaledScroller {
  const { count, rowHeight, headerHeight = 0, overscan } = options
  const [scroller] = useState(createScroller)
  const metrics = useListMetrics(scroller, count, rowHeight, headerHeight)
  const { attach, reveal } = scroller
  return { ...useScrollWindow(scroller, metrics, overscan), attach, reveal }
}

/** Measures the rows of this render, once they are drawn. */
export function useListMetrics(
  scroller: Scroller,
  count: number,
  rowHeight: number,
  headerHeight: number,
): ListMetrics {
  const metrics = useMemo(() => ({ count, rowHeight, headerHeight }), [count, rowHeight, headerHeight])
  useLayoutEffect(() => scroller.measure(metrics), [scroller, metrics])
  return metrics
}

/** The visible part of the rows of this render. Renders on every scroll. */
export function useScrollWindow(scroller: Scroller, metrics: ListMetrics, overscan?: number): ScrollWindow {
  const height = useStore(scroller, (state) => state.height)
  const place = useStore(scroller, (state) => state.place)
  return windowOf({ height, place, metrics }, overscan)
}
