import { create } from 'zustand'

/**
 * How often new events were wished for since the page was loaded. The count is part of every query, so
 * a wish made on another page counts when the list is shown again, and nobody sees an answer that is
 * older than the last one they saw.
 */
export const useRefreshes = create<{ readonly count: number }>()(() => ({ count: 0 }))

/** Looks the events up again, in the present state of the store. */
export const refresh = (): void => useRefreshes.setState(({ count }) => ({ count: count + 1 }))
