import { create } from 'zustand'
import { printFilter } from '../../../filter/params.ts'
import type { Page } from '../../routes.ts'
import { viewOf } from '../address/page.ts'
import { watchPage } from '../address/useView.ts'

interface Refreshes {
  /**
   * How many refreshes were requested since the page was loaded. The count is part of every query:
   * a refresh requested on another page takes effect when the list is shown again, and no response
   * is older than one that was on screen before.
   */
  readonly count: number
  /**
   * The time that relative time ranges are resolved against, in milliseconds since 1970. The list
   * and everything counted beside it share it, so that their numbers agree. A refresh updates it,
   * and so does going to another query or page.
   */
  readonly nowMs: number
}

export const useRefreshes = create<Refreshes>()(() => ({ count: 0, nowMs: Date.now() }))

/** Requests the events again, in the current state of the store. */
export const refresh = (): void =>
  useRefreshes.setState(({ count }) => ({ count: count + 1, nowMs: Date.now() }))

/** The time that relative time ranges are resolved against. */
export const useNow = (): number => useRefreshes(({ nowMs }) => nowMs)

/** The same, outside of rendering, and for dialogs, which keep the value from when they opened. */
export const currentNow = (): number => useRefreshes.getState().nowMs

watchPage((page, before) => {
  if (queryOf(page) !== queryOf(before)) useRefreshes.setState({ nowMs: Date.now() })
})

function queryOf(page: Page): string {
  const { filter, order, group } = viewOf(page)
  return `${page.kind} ${printFilter(filter)} ${order} ${group}`
}
