import { isPathColumn, LIST_KEYS, PAGE_SIZE, startConditions, withinMostPaths } from '../api/listAddress.ts'
import type { StatusResponse } from '../api/getStatus.ts'
import { GROUPINGS } from '../api/grouping.ts'
import { lookupEvents } from '../api/lookupEvents.ts'
import { requestAddress } from '../api/requestAddress.ts'
import { printPaths, readPaths, splitPath } from '../cloudtrail/fieldPath.ts'
import { withoutAccessTokens } from '../filter/accessToken.ts'
import type { Filter } from '../filter/filter.ts'
import { readFilter } from '../filter/params.ts'
import type { EventDataStores } from './stores/eventDataStores.ts'

/** What the default store is. */
export interface FirstRequestServices {
  readonly source: StatusResponse['source']
  readonly stores: EventDataStores
  readonly storeID: string
}

/**
 * The request for the first page of the list at an address of Event history: exactly as the page
 * will send it, so that the browser can send it ahead of the page's code. Null where the page sends
 * none, or one that only it knows: a relative time range begins when its own clock says.
 */
export function firstRequest(
  query: URLSearchParams,
  { source, stores, storeID }: FirstRequestServices,
): string | null {
  const given = (key: keyof typeof LIST_KEYS) => query.get(LIST_KEYS[key]) || null
  const store = given('store')
  const order = given('order') === 'oldest' ? 'oldest' : undefined
  const group = GROUPINGS.find((one) => one === given('group'))
  const filter = withoutAccessTokens(readFilter(query, Object.values(LIST_KEYS)))
  const isNamed = query.has('range') || order || group || given('openEvent') || given('savedView')
  const isAccounts = stores.isDefault(store ?? storeID)
  const asked =
    isEverything(filter) && !isNamed && isAccounts ? { ...filter, tokens: startConditions(source) } : filter
  if (asked.timeRange.kind === 'relative' || asked.tokens.some(({ kind }) => kind === 'unreadable'))
    return null
  const columns = readPaths(given('columns') ?? '').filter((path) => !splitPath(path).includes(''))
  const paths = withinMostPaths(columns).filter(isPathColumn)
  return requestAddress(lookupEvents, {
    store: store ?? undefined,
    filter: asked,
    order,
    group,
    columns: paths.length > 0 ? printPaths(paths) : undefined,
    maxResults: PAGE_SIZE,
    offset: 0,
  })
}

const isEverything = ({ tokens, timeRange, text }: Filter): boolean =>
  tokens.length === 0 && timeRange.kind === 'all' && text === ''
