import { create } from 'zustand'
import { printFilter } from '../../../filter/params.ts'
import type { Page } from '../../routes.ts'
import { viewOf } from '../address/page.ts'
import { watchPage } from '../address/useView.ts'

interface Refreshes {
  /**
   * How often new events were wished for since the page was loaded. The count is part of every query, so
   * a wish made on another page counts when the list is shown again, and nobody sees an answer that is
   * older than the last one they saw.
   */
  readonly count: number
  /**
   * The moment that relative time ranges reach back from, in milliseconds since 1970: one for all that
   * is counted beside a list, so that their numbers agree. A refresh moves it, and so does another
   * query or page.
   */
  readonly nowMs: number
}

export const useRefreshes = create<Refreshes>()(() => ({ count: 0, nowMs: Date.now() }))

/** Looks the events up again, in the present state of the store. */
export const refresh = (): void =>
  useRefreshes.setState(({ count }) => ({ count: count + 1, nowMs: Date.now() }))

/** The moment that relative time ranges reach back from. */
export const useNow = (): number => useRefreshes(({ nowMs }) => nowMs)

/** The same outside of rendering, and for a dialog that keeps the moment it was opened at. */
export const currentNow = (): number => useRefreshes.getState().nowMs

watchPage((page, before) => {
  if (queryOf(page) !== queryOf(before)) useRefreshes.setState({ nowMs: Date.now() })
})

function queryOf(page: Page): string {
  const { filter, order, group } = viewOf(page)
  return `${page.kind} ${printFilter(filter)} ${order} ${group}`
}
