import type { StatusResponse } from '../../../api/getStatus.ts'
import { startConditions } from '../../../api/listAddress.ts'
import { EVERYTHING, type FilterToken } from '../../../filter/filter.ts'
import type { Page } from '../../routes.ts'
import { viewOf, withView } from './page.ts'
import { HOME, viewParams, type View } from './view.ts'

/** By the ID of the store; null for the default one. */
const conditions = new Map<string | null, readonly FilterToken[]>()

const conditionsOf = (store: string | null): readonly FilterToken[] => conditions.get(store) ?? []

/**
 * Called with every status of a store. An account starts with conditions, a store of log files with
 * none.
 */
export function startWith(source: StatusResponse['source'], store: string | null): void {
  conditions.set(store, startConditions(source))
}

/** What Event history shows at `/`. */
export const startView = (store: string | null): View => ({
  ...HOME,
  filter: { ...EVERYTHING, tokens: conditionsOf(store) },
})

/**
 * Whether a view shows all events in the default order and form, so that its address needs no
 * parameters.
 */
const isBlank = (view: View): boolean => viewParams({ ...view, columns: null }).length === 0

/** Whether an address says which events it shows. */
export const isSettled = (page: Page, search: string): boolean =>
  !isBlank(viewOf(page)) || new URLSearchParams(search).has('range')

/**
 * The page of an address. An address that does not say which events it shows means the start view.
 */
export function startedPage(page: Page, search: string, store: string | null): Page {
  if (conditionsOf(store).length === 0 || isSettled(page, search)) return page
  return withView(page, { ...viewOf(page), filter: startView(store).filter })
}

/**
 * The address of a page. Where the start view has conditions, the address of a view without any
 * says so.
 */
export function settledAddress(page: Page, address: string, store: string | null): string {
  const carriesView = page.kind === 'event-history' || 'view' in page
  if (conditionsOf(store).length === 0 || !carriesView || !isBlank(viewOf(page))) return address
  return `${address}${address.includes('?') ? '&' : '?'}range=all`
}
