import { GROUPINGS, type Grouping } from '../../../api/grouping.ts'
import type { Order } from '../../../filter/filter.ts'
import { EVERYTHING, type Filter } from '../../../filter/filter.ts'
import { withoutAccessTokens } from '../../../filter/accessToken.ts'
import { filterParams, printParams, readFilter } from '../../../filter/params.ts'
import { COLUMN_KEYS, printColumns, readColumns, type ShownColumns } from './shownColumns.ts'

/** The pages, by path: `/`, `/events/<id>`, `/compare?id=<id>&id=<id>`, `/load-report`. */
export type Page =
  | { readonly kind: 'event-history' }
  | { readonly kind: 'event-details'; readonly id: string }
  | { readonly kind: 'compare-events'; readonly ids: readonly string[] }
  | { readonly kind: 'load-report' }

/** All that a link reproduces. */
export interface View {
  readonly page: Page
  readonly filter: Filter
  readonly order: Order
  /** How events become rows; null where each is its own. */
  readonly group: Grouping | null
  /** The event opened beside the list, by `CloudTrailEvent.id`. */
  readonly openEvent: string | null
  /** What the link says of the columns; null where it leaves them to whoever opens it. */
  readonly columns: ShownColumns | null
  /** The name of the saved view that this began as; it may have been changed since, or not be there. */
  readonly savedView: string | null
}

/** Query keys of the console's own; every other key belongs to the filter. */
const ORDER = 'order'
const GROUP = 'group'
const OPEN_EVENT = 'event'
const SAVED_VIEW = 'view'
export const OWN_KEYS: readonly string[] = [ORDER, GROUP, OPEN_EVENT, SAVED_VIEW, ...COLUMN_KEYS]

/** The key of each compared event, a key of ours on that page only. */
const COMPARED = 'id'

export const HOME: View = {
  page: { kind: 'event-history' },
  filter: EVERYTHING,
  order: 'newest',
  group: null,
  openEvent: null,
  columns: null,
  savedView: null,
}

/**
 * Reads an address. Whatever the filter cannot understand it keeps as an unreadable token, but for the access token, which belongs to no
 * view; nothing here throws.
 */
export function readView(pathname: string, search: string): View {
  const params = new URLSearchParams(search)
  const page = readPage(pathname, params)
  return {
    page,
    filter: withoutAccessTokens(readFilter(params, ownKeys(page))),
    order: params.get(ORDER) === 'oldest' ? 'oldest' : 'newest',
    group: GROUPINGS.find((group) => group === params.get(GROUP)) ?? null,
    openEvent: params.get(OPEN_EVENT) || null,
    columns: readColumns(params),
    savedView: params.get(SAVED_VIEW) || null,
  }
}

/** Path and query that `readView` reads back to the same view. Defaults are left out. */
export function printView(view: View): string {
  const { page } = view
  const params = filterParams(view.filter, ownKeys(page))
  if (page.kind === 'compare-events')
    params.unshift(...page.ids.map((id): [string, string] => [COMPARED, id]))
  if (view.order === 'oldest') params.push([ORDER, view.order])
  if (view.group !== null) params.push([GROUP, view.group])
  if (view.openEvent !== null && page.kind === 'event-history') params.push([OPEN_EVENT, view.openEvent])
  if (view.columns !== null) params.push(...printColumns(view.columns))
  if (view.savedView !== null) params.push([SAVED_VIEW, view.savedView])
  return printPage(page) + printQuery(params)
}

const ownKeys = (page: Page): readonly string[] =>
  page.kind === 'compare-events' ? [...OWN_KEYS, COMPARED] : OWN_KEYS

/** `?key=value&…` with `!`, `:`, `/`, `,` and `@` left readable, or nothing when there are no parameters. */
function printQuery(params: Iterable<readonly [string, string]>): string {
  const query = printParams(params).replaceAll('%20', '+')
  return query && `?${query}`
}

function readPage(pathname: string, params: URLSearchParams): Page {
  const id = /^\/events\/([^/]+)\/?$/.exec(pathname)?.[1]
  if (id !== undefined) return { kind: 'event-details', id: decode(id) }
  const ids = [...new Set(params.getAll(COMPARED).filter((each) => each !== ''))]
  if (pathname === '/compare' && ids.length > 0) return { kind: 'compare-events', ids }
  return pathname === '/load-report' ? { kind: 'load-report' } : { kind: 'event-history' }
}

function printPage(page: Page): string {
  switch (page.kind) {
    case 'event-history':
      return '/'
    case 'event-details':
      return `/events/${encodeURIComponent(page.id)}`
    case 'compare-events':
      return '/compare'
    case 'load-report':
      return '/load-report'
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
