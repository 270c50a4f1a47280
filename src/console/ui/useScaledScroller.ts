import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { elementHeight, maxVirtualTop, placeAt, scrolledTo, type ScrollPlace } from './scrollGeometry.ts'

export interface ScaledScrollerOptions {
  readonly count: number
  readonly rowHeight: number
  /** Height of what sticks to the top of the scrolling element, above the rows. */
  readonly headerHeight?: number
  /** Rows drawn beyond the window on each side, 6 unless told. */
  readonly overscan?: number
}

/**
 * A window on a list of any length. Usage: `attach` is the `ref` of the scrolling element, which holds one spacer of
 * `spacerHeight` (position: relative) in which row i stands at `top(i)` (position: absolute).
 */
export interface ScaledScroller {
  readonly attach: (element: HTMLElement | null) => void
  readonly spacerHeight: number
  /** Rows to draw: `first` inclusive, `end` exclusive. */
  readonly first: number
  readonly end: number
  /** The most rows that are ever drawn: with `index % pool` for a key, scrolling makes no DOM nodes. */
  readonly pool: number
  /** First row that is wholly seen, and how many fit. */
  readonly firstSeen: number
  readonly rowsPerWindow: number
  /** Where row i stands in the spacer, in pixels. */
  readonly top: (index: number) => number
  /** Brings a row into the window: no farther than needed, or (`start`, `center`) to that place. */
  readonly reveal: (index: number, align?: 'nearest' | 'start' | 'center') => void
}

const START: ScrollPlace = { scrollTop: 0, virtualTop: 0 }

export function useScaledScroller(options: ScaledScrollerOptions): ScaledScroller {
  const { count, rowHeight, headerHeight = 0, overscan = 6 } = options
  const [element, setElement] = useState<HTMLElement | null>(null)
  const [height, setHeight] = useState(0)
  const attached = useRef<HTMLElement | null>(null)
  const attach = useCallback((next: HTMLElement | null) => {
    attached.current = next
    setElement(next)
    // The observer reports after a frame: the rows must be in the first one.
    if (next) setHeight(next.clientHeight)
  }, [])
  const [place, setPlace] = useState(START)

  const viewport = Math.max(0, height - headerHeight)
  const virtualHeight = count * rowHeight
  const virtualTop = Math.min(place.virtualTop, maxVirtualTop({ virtualHeight, viewport }))

  // What handlers see: the newest place, even when several scroll events come before the next render.
  const latest = useRef({ extent: { virtualHeight, viewport }, place })
  useLayoutEffect(() => {
    latest.current = { extent: { virtualHeight, viewport }, place }
  }, [virtualHeight, viewport, place])

  const moveTo = useCallback((next: ScrollPlace) => {
    latest.current = { ...latest.current, place: next }
    if (attached.current && attached.current.scrollTop !== next.scrollTop) {
      attached.current.scrollTop = next.scrollTop
    }
    setPlace(next)
  }, [])

  useLayoutEffect(() => {
    if (!element) return undefined
    const observer = new ResizeObserver(() => setHeight(element.clientHeight))
    observer.observe(element)
    return () => observer.disconnect()
  }, [element])

  useEffect(() => {
    if (!element) return undefined
    const onScroll = () => {
      const { extent, place: from } = latest.current
      if (element.scrollTop === from.scrollTop) return
      // Without flushSync the rows come one frame late, and a fling shows nothing but blank frames.
      flushSync(() => moveTo(scrolledTo(extent, from, element.scrollTop)))
    }
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => element.removeEventListener('scroll', onScroll)
  }, [element, moveTo])

  // Another length, row height or window: stay at the same pixel of the list, as far as there is one.
  const lastRowHeight = useRef(rowHeight)
  useLayoutEffect(() => {
    if (viewport === 0) return
    const { place: from } = latest.current
    const scaled = (from.virtualTop / lastRowHeight.current) * rowHeight
    lastRowHeight.current = rowHeight
    const next = placeAt({ virtualHeight, viewport }, scaled)
    latest.current = { extent: { virtualHeight, viewport }, place: from }
    if (next.virtualTop !== from.virtualTop || next.scrollTop !== from.scrollTop) moveTo(next)
  }, [virtualHeight, viewport, rowHeight, moveTo])

  const reveal = useCallback(
    (index: number, align: 'nearest' | 'start' | 'center' = 'nearest') => {
      const { extent, place: from } = latest.current
      const rowTop = index * rowHeight
      const start = rowTop
      const end = rowTop + rowHeight - extent.viewport
      const center = Math.round((start + end) / 2)
      const nearest = Math.max(Math.min(from.virtualTop, start), end)
      moveTo(placeAt(extent, { start, center, nearest }[align]))
    },
    [rowHeight, moveTo],
  )

  return {
    attach,
    spacerHeight: elementHeight({ virtualHeight, viewport }),
    first: Math.max(0, Math.floor(virtualTop / rowHeight) - overscan),
    end: Math.min(count, Math.ceil((virtualTop + viewport) / rowHeight) + overscan),
    pool: Math.ceil(viewport / rowHeight) + 1 + 2 * overscan,
    firstSeen: Math.ceil(virtualTop / rowHeight),
    rowsPerWindow: Math.max(1, Math.floor(viewport / rowHeight)),
    top: (index) => place.scrollTop + index * rowHeight - virtualTop,
    reveal,
  }
}
