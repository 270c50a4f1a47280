import { createStore } from 'zustand'

/** The rows that the list shows wholly, by their place in the result; both ends inclusive. */
export interface SeenRows {
  readonly first: number
  readonly last: number
}

/** Where the list stands. Outside of React: scrolling draws the list and nothing else of the page. */
export const seenRows = createStore<SeenRows>()(() => ({ first: 0, last: 0 }))

export const seeRows = (first: number, last: number): void => seenRows.setState({ first, last })

/** Rows of several events are no positions in the result. */
export const seeNoRows = (): void => seeRows(0, -1)
