import { flushSync } from 'react-dom'
import { createStore, type StoreApi } from 'zustand'
import { elementHeight, maxVirtualTop, placeAt, scrolledTo, type ScrollPlace } from './scrollGeometry.ts'

/** The rows of a list, in number and pixels. */
export interface ListMetrics {
  readonly count: number
  readonly rowHeight: number
  /** Height of the sticky header of the scrolling element, above the rows. */
  readonly headerHeight: number
}

export interface ScrollState {
  /** Height of the scrolling element in pixels; 0 before there is one. */
  readonly height: number
  readonly place: ScrollPlace
  /** The rows when they were last drawn. */
  readonly metrics: ListMetrics
}

/** The part of a list that is in the window. */
export interface ScrollWindow {
  readonly spacerHeight: number
  /** Rows to draw: `first` inclusive, `end` exclusive. */
  readonly first: number
  readonly end: number
  /**
   * The most rows that are ever drawn. With `index % pool` as a key, scrolling creates no DOM
   * nodes.
   */
  readonly pool: number
  /** The first row that is wholly visible, and how many fit. */
  readonly firstSeen: number
  readonly rowsPerWindow: number
  /** Offset of row i in the spacer, in pixels. */
  readonly top: (index: number) => number
}

export type RevealAlign = 'nearest' | 'start' | 'center'

/**
 * The scroll position of a list of any length. A store, so that scrolling renders only its
 * subscribers.
 */
export interface Scroller extends StoreApi<ScrollState> {
  /** The `ref` of the scrolling element. Another element starts at the top. */
  readonly attach: (element: HTMLElement | null) => void
  readonly element: () => HTMLElement | null
  /**
   * Call this when other rows are drawn: the list stays at the same pixel if it is still that long.
   */
  readonly measure: (metrics: ListMetrics) => void
  /** Scrolls to a row: no farther than needed, or to the given place (`start`, `center`). */
  readonly reveal: (index: number, align?: RevealAlign) => void
}

/** Rows drawn beyond the window on each side by default. */
const OVERSCAN = 6

const START: ScrollPlace = { scrollTop: 0, virtualTop: 0 }

export function createScroller(): Scroller {
  const store = createStore<ScrollState>(() => ({
    height: 0,
    place: START,
    metrics: { count: 0, rowHeight: 1, headerHeight: 0 },
  }))
  let attached: HTMLElement | null = null
  let observer: ResizeObserver | null = null

  const set = (next: Partial<ScrollState>) => {
    const { place } = next
    // Only what has changed: to read or set it, the browser has to do its layout.
    const isElsewhere = place && place.scrollTop !== store.getState().place.scrollTop
    if (isElsewhere && attached && attached.scrollTop !== place.scrollTop)
      attached.scrollTop = place.scrollTop
    store.setState(next)
  }
  const resize = (next: Partial<Omit<ScrollState, 'place'>>) => {
    const before = store.getState()
    const after = { ...before, ...next }
    if (viewportOf(after) === 0) return set(next)
    const virtualTop = (before.place.virtualTop / before.metrics.rowHeight) * after.metrics.rowHeight
    const place = placeAt(extentOf(after), virtualTop)
    const isSame = place.virtualTop === before.place.virtualTop && place.scrollTop === before.place.scrollTop
    set(isSame ? next : { ...next, place })
  }
  const onScroll = () => {
    const state = store.getState()
    if (!attached || attached.scrollTop === state.place.scrollTop) return
    const place = scrolledTo(extentOf(state), state.place, attached.scrollTop)
    // Without flushSync the rows appear one frame late, and a fast scroll shows only blank frames.
    flushSync(() => set({ place }))
  }

  return {
    ...store,
    element: () => attached,
    attach: (next) => {
      attached?.removeEventListener('scroll', onScroll)
      observer?.disconnect()
      attached = next
      if (!next) return
      next.addEventListener('scroll', onScroll, { passive: true })
      observer = new ResizeObserver(() => {
        if (next.clientHeight !== store.getState().height) resize({ height: next.clientHeight })
      })
      observer.observe(next)
      // The observer reports after a frame, but the rows must be in the first one.
      store.setState({ height: next.clientHeight, place: START })
    },
    measure: (metrics) => resize({ metrics }),
    reveal: (index, align = 'nearest') => {
      const { place: from, metrics, height } = store.getState()
      const extent = extentOf({ metrics, height })
      const start = index * metrics.rowHeight
      const end = start + metrics.rowHeight - extent.viewport
      const center = Math.round((start + end) / 2)
      const nearest = Math.max(Math.min(from.virtualTop, start), end)
      set({ place: placeAt(extent, { start, center, nearest }[align]) })
    },
  }
}

export function windowOf(state: ScrollState, overscan = OVERSCAN): ScrollWindow {
  const { place, metrics } = state
  const { count, rowHeight } = metrics
  const extent = extentOf(state)
  const { viewport } = extent
  const virtualTop = Math.min(place.virtualTop, maxVirtualTop(extent))
  return {
    spacerHeight: elementHeight(extent),
    first: Math.max(0, Math.floor(virtualTop / rowHeight) - overscan),
    end: Math.min(count, Math.ceil((virtualTop + viewport) / rowHeight) + overscan),
    pool: Math.ceil(viewport / rowHeight) + 1 + 2 * overscan,
    firstSeen: Math.ceil(virtualTop / rowHeight),
    rowsPerWindow: Math.max(1, Math.floor(viewport / rowHeight)),
    top: (index) => place.scrollTop + index * rowHeight - virtualTop,
  }
}

type Measured = Pick<ScrollState, 'height' | 'metrics'>

const viewportOf = ({ height, metrics }: Measured): number => Math.max(0, height - metrics.headerHeight)

const extentOf = (of: Measured) => ({
  virtualHeight: of.metrics.count * of.metrics.rowHeight,
  viewport: viewportOf(of),
})
