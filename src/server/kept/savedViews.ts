import * as v from 'valibot'
import { withoutAccessToken } from '../../filter/accessToken.ts'
import { MOST_VIEWS, problemOfView, type SavedView } from '../../api/views.ts'
import { memberAt } from './faultyMember.ts'
import type { FileForm } from './jsonFile.ts'

/** The views by their names. */
export type SavedViews = ReadonlyMap<string, SavedView>

const VERSION = 1

const FILE = v.object({ views: v.array(v.unknown()), version: v.literal(VERSION) })

const VIEW = v.object({
  name: v.string(),
  query: v.string(),
  description: v.optional(v.string(), ''),
  // Dropped where it cannot be read.
  changed: v.fallback(v.optional(v.object({ by: v.string(), at: v.string() })), undefined),
})

/**
 * Version 1, 2026-11-21: `{"version": 1, "views": [{"name": …, "description": …, "query": …}]}`.
 * The description may be missing; `changed` says who saved a view and when, if that reader had a name. A view's query is not checked here: a condition that nobody
 * understands is kept, and shown as such. Only an access token is removed.
 */
export const SAVED_VIEWS: FileForm<SavedViews> = {
  empty: new Map(),
  read: (json) => {
    const value = new Map<string, SavedView>()
    const { success, output, issues } = v.safeParse(FILE, json, { abortEarly: true })
    if (!success)
      return {
        value,
        faults: [
          memberAt(issues) === 'version'
            ? `its version is not ${VERSION}, the only one that is supported`
            : 'it has no list of views',
        ],
      }
    const faults: string[] = []
    for (const [index, each] of output.views.entries()) {
      const view = readView(each)
      const fault =
        typeof view === 'string'
          ? view
          : value.has(view.name)
            ? 'has the same name as another view'
            : value.size === MOST_VIEWS
              ? `is over the limit of ${MOST_VIEWS} views`
              : null
      if (fault !== null) faults.push(`views[${index}] ${fault}`)
      else if (typeof view !== 'string') value.set(view.name, view)
    }
    return { value, faults }
  },
  print: (views) => ({ version: VERSION, views: [...views.values()] }),
}

/** By the member at fault. */
const VIEW_FAULTS: Readonly<Record<string, string>> = {
  name: 'has no name',
  query: 'has no query',
  description: 'has a description that is not a string',
}

/** The view, or what is wrong with it. */
export function readView(json: unknown): SavedView | string {
  const { success, output, issues } = v.safeParse(VIEW, json, { abortEarly: true })
  if (!success) return VIEW_FAULTS[memberAt(issues)] ?? 'is not a view'
  const { changed, ...shown } = output
  const view = { ...shown, query: withoutAccessToken(output.query), ...(changed && { changed }) }
  const problem = problemOfView(view)
  return problem ? `is invalid: ${problem.reason.replace(/\.$/, '')}` : view
}
