import { resolveTimeRange, writeSeconds } from '../../../filter/timeRange.ts'
import { printQuery } from './printQuery.ts'
import type { ShownColumns } from './shownColumns.ts'
import { readView, viewParams, type View } from './view.ts'

/**
 * What a view is saved as: what its link has behind the `?`, without what is opened beside the
 * list.
 */
export const savedQuery = (view: View): string =>
  printQuery(viewParams({ ...view, openEvent: null, savedView: null })).slice(1)

/** The view that was saved so, under its name; also of a query that a person wrote. */
export const readSavedQuery = (query: string, name: string | null): View => ({
  ...readView(new URLSearchParams(query)),
  openEvent: null,
  savedView: name,
})

/**
 * Whether the view, with the columns that are shown, is another than the one that was saved. One
 * that names no columns has any.
 */
export function isModified(view: View, shown: ShownColumns, query: string): boolean {
  const saved = readSavedQuery(query, null)
  const columns = saved.columns === null ? null : shown
  return savedQuery({ ...view, columns }) !== savedQuery(saved)
}

/**
 * The view from the same start on, to the second `endMs`: what comes later does not belong to it. A
 * relative time range reaches back from `nowMs`.
 */
export function frozen(view: View, nowMs: number, endMs: number): View {
  const { timeRange } = view.filter
  if (timeRange.kind === 'absolute' && timeRange.endTime !== undefined) return view
  const { startMs } = resolveTimeRange(timeRange, nowMs)
  const endTime = writeSeconds(endMs)
  const range =
    startMs === null
      ? { kind: 'absolute' as const, endTime }
      : { kind: 'absolute' as const, startTime: writeSeconds(startMs), endTime }
  return { ...view, filter: { ...view.filter, timeRange: range } }
}
