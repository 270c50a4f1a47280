import type { Handler } from 'hono'
import type { SavedView, ViewsResponse } from '../../api/views.ts'
import { foldCase } from '../../filter/foldCase.ts'
import type { Services } from '../services.ts'

export function answerListViews({ views: kept }: Services): Handler {
  return async ({ json }) => {
    const views = [...(await kept.read()).values()].toSorted(byName)
    return json<ViewsResponse>({ views, problem: kept.problem })
  }
}

/** Ignoring case; names that differ only in case are in the order of their characters. */
function byName(a: SavedView, b: SavedView): number {
  const [first, second] = [foldCase(a.name), foldCase(b.name)]
  return first === second ? (a.name < b.name ? -1 : 1) : first < second ? -1 : 1
}
