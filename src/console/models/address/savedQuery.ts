import { resolveTimeRange, writeSeconds } from '../../../filter/timeRange.ts'
import { printQuery } from './printQuery.ts'
import type { ShownColumns } from './shownColumns.ts'
import { readView, viewParams, type View } from './view.ts'

/**
 * The query under which a view is saved: that of its link, without the event opened beside the
 * list.
 */
export const savedQuery = (view: View): string =>
  printQuery(viewParams({ ...view, openEvent: null, savedView: null })).slice(1)

/** The view of a saved query, with its name. Also reads handwritten queries. */
export const readSavedQuery = (query: string, name: string | null): View => ({
  ...readView(new URLSearchParams(query)),
  openEvent: null,
  savedView: name,
})

/**
 * Whether the view, with its columns, differs from the saved one. A query without columns matches
 * any columns.
 */
export function isModified(view: View, shown: ShownColumns, query: string): boolean {
  const saved = readSavedQuery(query, null)
  const columns = saved.columns === null ? null : shown
  return savedQuery({ ...view, columns }) !== savedQuery(saved)
}

/**
 * The view with a fixed time range: from the same start to the second `endMs`, so that later events
 * are not included. The start of a relative range is counted back from `nowMs`.
 */
export function withFixedRange(view: View, nowMs: number, endMs: number): View {
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
