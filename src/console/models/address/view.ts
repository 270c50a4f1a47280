import { LIST_KEYS } from '../../../api/listAddress.ts'
import { GROUPINGS, type Grouping } from '../../../api/grouping.ts'
import type { Order } from '../../../filter/filter.ts'
import { EVERYTHING, type Filter } from '../../../filter/filter.ts'
import { withoutAccessTokens } from '../../../filter/accessToken.ts'
import { filterParams, readFilter } from '../../../filter/params.ts'
import { printColumns, readColumns, type ShownColumns } from './shownColumns.ts'

/** The state of Event history that a link reproduces. Pages opened from it carry it along. */
export interface View {
  readonly kind: 'event-history'
  readonly filter: Filter
  readonly order: Order
  /** How events are grouped into rows; null when each event has its own row. */
  readonly group: Grouping | null
  /** The event opened beside the list, by `CloudTrailEvent.id`. */
  readonly openEvent: string | null
  /** The columns in the link; null when the preferences apply. */
  readonly columns: ShownColumns | null
  /**
   * The name of the saved view that this one started from. It may have been changed since, or the
   * saved one deleted.
   */
  readonly savedView: string | null
}

/** A change of a view. */
export type ViewPatch = Partial<Omit<View, 'kind'>> & { readonly kind?: never }

/** Query keys of the console itself. Every other key belongs to the filter. */
export const OWN_KEYS: readonly string[] = Object.values(LIST_KEYS)

export const HOME: View = {
  kind: 'event-history',
  filter: EVERYTHING,
  order: 'newest',
  group: null,
  openEvent: null,
  columns: null,
  savedView: null,
}

/**
 * Reads a view. Conditions that cannot be read become unreadable tokens, except the access token,
 * which belongs to no view. Never throws. `pageKeys` are the query keys of the page that carries
 * the view.
 */
export function readView(query: URLSearchParams, pageKeys: readonly string[] = []): View {
  return {
    kind: 'event-history',
    filter: withoutAccessTokens(readFilter(query, [...OWN_KEYS, ...pageKeys])),
    order: query.get(LIST_KEYS.order) === 'oldest' ? 'oldest' : 'newest',
    group: GROUPINGS.find((group) => group === query.get(LIST_KEYS.group)) ?? null,
    openEvent: query.get(LIST_KEYS.openEvent) || null,
    columns: readColumns(query),
    savedView: query.get(LIST_KEYS.savedView) || null,
  }
}

/** The parameters that `readView` reads back to the same view. Defaults are left out. */
export function viewParams(view: View, pageKeys: readonly string[] = []): [string, string][] {
  const params = filterParams(view.filter, [...OWN_KEYS, ...pageKeys])
  if (view.order === 'oldest') params.push([LIST_KEYS.order, view.order])
  if (view.group !== null) params.push([LIST_KEYS.group, view.group])
  if (view.openEvent !== null) params.push([LIST_KEYS.openEvent, view.openEvent])
  if (view.columns !== null) params.push(...printColumns(view.columns))
  if (view.savedView !== null) params.push([LIST_KEYS.savedView, view.savedView])
  return params
}

/** The same, for the address of another page, which has no event opened beside it. */
export const carriedParams = (view: View, pageKeys: readonly string[] = []): [string, string][] =>
  viewParams({ ...view, openEvent: null }, pageKeys)
