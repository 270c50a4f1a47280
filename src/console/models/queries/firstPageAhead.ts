import type { Page } from '../../routes.ts'
import { isPathColumn } from '../../../api/listAddress.ts'
import { currentColumns } from '../address/useShownColumns.ts'
import { currentPage } from '../address/useView.ts'
import type { View } from '../address/view.ts'
import { firstPageQuery } from './eventPages.ts'
import { queryClient } from './queryClient.ts'
import { useRefreshes } from './refreshes.ts'
import { isReadable, resolveQuery } from './resolvedQuery.ts'

/** The first page of a view, in the columns shown: the query that the list itself will use. */
export function firstPageOf({ filter, order, group }: View) {
  const { count, nowMs } = useRefreshes.getState()
  const columns = currentColumns().names.filter(isPathColumn)
  return firstPageQuery(resolveQuery(filter, order, count, nowMs, group), columns)
}

/** The view of Event history, when its filter can be sent; null on every other page. */
export const listedView = (page: Page): View | null =>
  page.kind === 'event-history' && isReadable(page.filter) ? page : null

// Another query, or the same one again: its events are on their way while the page is rendered.
useRefreshes.subscribe(() => {
  const view = listedView(currentPage())
  if (view) void queryClient.prefetchQuery(firstPageOf(view))
})
