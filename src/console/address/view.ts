import type { Order } from '../../filter/filter.ts'
import { EVERYTHING, type Filter } from '../../filter/filter.ts'
import { filterParams, readFilter } from '../../filter/params.ts'

/** The pages, by path: `/`, `/events/<id>`, `/load-report`. */
export type Page =
  | { readonly kind: 'event-history' }
  | { readonly kind: 'event-details'; readonly id: string }
  | { readonly kind: 'load-report' }

/** All that a link reproduces. */
export interface View {
  readonly page: Page
  readonly filter: Filter
  readonly order: Order
  /** The event opened beside the list, by `CloudTrailEvent.id`. */
  readonly openEvent: string | null
}

/** Query keys of the console's own; every other key belongs to the filter. */
const ORDER = 'order'
const OPEN_EVENT = 'event'

export const HOME: View = {
  page: { kind: 'event-history' },
  filter: EVERYTHING,
  order: 'newest',
  openEvent: null,
}

/** Reads an address. Whatever the filter cannot understand it keeps as an unreadable token; nothing here throws. */
export function readView(pathname: string, search: string): View {
  const params = new URLSearchParams(search)
  return {
    page: readPage(pathname),
    filter: readFilter(params, [ORDER, OPEN_EVENT]),
    order: params.get(ORDER) === 'oldest' ? 'oldest' : 'newest',
    openEvent: params.get(OPEN_EVENT) || null,
  }
}

/** Path and query that `readView` reads back to the same view. Defaults are left out. */
export function printView(view: View): string {
  const params = filterParams(view.filter)
  if (view.order === 'oldest') params.push([ORDER, view.order])
  if (view.openEvent !== null && view.page.kind === 'event-history') params.push([OPEN_EVENT, view.openEvent])
  return printPage(view.page) + printQuery(params)
}

/** `?key=value&…` with `!`, `:`, `/`, `,` and `@` left readable, or nothing when there are no parameters. */
export function printQuery(params: Iterable<readonly [string, string]>): string {
  const query = Array.from(params, ([key, value]) => `${encode(key)}=${encode(value)}`).join('&')
  return query && `?${query}`
}

function readPage(pathname: string): Page {
  const id = /^\/events\/([^/]+)\/?$/.exec(pathname)?.[1]
  if (id !== undefined) return { kind: 'event-details', id: decode(id) }
  return pathname === '/load-report' ? { kind: 'load-report' } : { kind: 'event-history' }
}

function printPage(page: Page): string {
  switch (page.kind) {
    case 'event-history':
      return '/'
    case 'event-details':
      return `/events/${encodeURIComponent(page.id)}`
    case 'load-report':
      return '/load-report'
  }
}

const encode = (text: string): string =>
  encodeURIComponent(text)
    .replaceAll('%3A', ':')
    .replaceAll('%2F', '/')
    .replaceAll('%2C', ',')
    .replaceAll('%40', '@')
    .replaceAll('%20', '+')

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
