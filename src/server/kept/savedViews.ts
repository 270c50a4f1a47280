import { withoutAccessToken } from '../../filter/accessToken.ts'
import { MOST_VIEWS, problemOfView, type SavedView } from '../../api/views.ts'
import type { FileForm } from './jsonFile.ts'

/** The views by their names. */
export type SavedViews = ReadonlyMap<string, SavedView>

const VERSION = 1

/**
 * Version 1, 2026-11-21: `{"version": 1, "views": [{"name": …, "description": …, "query": …}]}`. A description may be missing. What a view's
 * query asks is not looked at here: a condition that nobody understands is kept, and shown as such. An access token alone is not.
 */
export const SAVED_VIEWS: FileForm<SavedViews> = {
  empty: new Map(),
  read: (json) => {
    const value = new Map<string, SavedView>()
    if (!isRecord(json) || !Array.isArray(json['views']))
      return { value, faults: ['it has no list of views'] }
    if (json['version'] !== VERSION)
      return { value, faults: [`its version is not ${VERSION}, the one that this program reads`] }
    const faults: string[] = []
    for (const [index, each] of (json['views'] as readonly unknown[]).entries()) {
      const view = readView(each)
      const fault =
        typeof view === 'string'
          ? view
          : value.has(view.name)
            ? 'has the name of another'
            : value.size === MOST_VIEWS
              ? `is one too many (${MOST_VIEWS} at most)`
              : null
      if (fault !== null) faults.push(`views[${index}] ${fault}`)
      else if (typeof view !== 'string') value.set(view.name, view)
    }
    return { value, faults }
  },
  print: (views) => ({ version: VERSION, views: [...views.values()] }),
}

/** The view, or what is wrong with it. */
function readView(json: unknown): SavedView | string {
  if (!isRecord(json)) return 'is not a view'
  const { name, description = '', query } = json
  if (typeof name !== 'string') return 'has no name'
  if (typeof query !== 'string') return 'has no query'
  if (typeof description !== 'string') return 'has a description that is no text'
  const view = { name, description, query: withoutAccessToken(query) }
  const problem = problemOfView(view)
  return problem ? `is refused: ${problem.reason.replace(/\.$/, '')}` : view
}

const isRecord = (json: unknown): json is Readonly<Record<string, unknown>> =>
  typeof json === 'object' && json !== null && !Array.isArray(json)
