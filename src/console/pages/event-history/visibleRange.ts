import { createStore } from 'zustand'

/** The rows that the list shows wholly, by their place in the result; both ends inclusive. */
export interface VisibleRange {
  readonly first: number
  readonly last: number
}

/** Where the list stands. Outside of React: scrolling draws the list and nothing else of the page. */
export const visibleRange = createStore<VisibleRange>()(() => ({ first: 0, last: 0 }))

export const showRange = (first: number, last: number): void => visibleRange.setState({ first, last })

/** Rows of several events are no positions in the result. */
export const showNoRange = (): void => showRange(0, -1)
