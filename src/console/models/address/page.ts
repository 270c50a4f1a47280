import { ROUTES, type Page } from '../../routes.ts'
import { printQuery } from './printQuery.ts'
import { matchPath, printPath, type Route } from './route.ts'
import { HOME, type View } from './view.ts'

// Each route reads and prints only pages of its own kind, which the compiler cannot infer from the
// list.
const routes = ROUTES as readonly unknown[] as readonly Route<Page['kind'], object>[]

const routeOf = (kind: Page['kind']) => routes.find((route) => route.kind === kind)!

/** Reads an address. An unknown address is a page that says so. */
export function readPage(pathname: string, search: string): Page {
  const query = new URLSearchParams(search)
  for (const { kind, path, read } of routes) {
    const segments = matchPath(path, pathname)
    const state = segments && read({ segments, query })
    if (state) return { ...state, kind } as Page
  }
  throw new Error(`no route for ${pathname}`)
}

/** The path and query that `readPage` reads back to the same page. Defaults are left out. */
export function printPage(page: Page): string {
  const { path, print } = routeOf(page.kind)
  const { segments, query = [] } = print(page)
  return printPath(path, segments) + printQuery(query)
}

export const titleOf = (kind: Page['kind']): string => routeOf(kind).title

export interface NavigationItem {
  readonly kind: Page['kind']
  readonly title: string
  readonly words: string
  readonly badge: 'problems' | 'alarms' | undefined
  readonly onlySimulated: boolean
  /** The page opened from a view. */
  readonly open: (view: View) => Page
}

/** The pages in the navigation and the palette. */
export const NAVIGATION: readonly NavigationItem[] = routes.flatMap(({ kind, title, navigation }) =>
  navigation
    ? [
        {
          kind,
          title,
          words: navigation.words,
          badge: navigation.badge,
          onlySimulated: navigation.onlySimulated === true,
          open: (view: View) => ({ ...navigation.open(view), kind }) as Page,
        },
      ]
    : [],
)

/** The view that Event history shows, or the one that a page opened from it carries along. */
export function viewOf(page: Page): View {
  if (page.kind === 'event-history') return page
  return 'view' in page ? page.view : HOME
}

/** The page with another view. A page that carries no view is returned unchanged. */
export function withView(page: Page, view: View): Page {
  if (page.kind === 'event-history') return view
  return 'view' in page ? { ...page, view } : page
}
