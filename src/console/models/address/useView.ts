import { create } from 'zustand'
import { withoutAccessToken, withoutAccessTokens } from '../../../filter/accessToken.ts'
import type { Page } from '../../routes.ts'
import { currentPreferences } from '../preferences/usePreferences.ts'
import { currentStore, setCurrentStore } from './currentStore.ts'
import { printPage, readPage, viewOf, withView } from './page.ts'
import { areDefault, preferredColumns } from './shownColumns.ts'
import { settledAddress, startedPage } from './startView.ts'
import { inStore, readStore } from './storeInAddress.ts'
import type { View, ViewPatch } from './view.ts'

const readAddress = (): Page =>
  startedPage(readPage(location.pathname, location.search), location.search, readStore(location.search))

const useAddress = create<Page>()(readAddress)

/** The page in the address. */
export const usePage = (): Page => useAddress()

/** The same, outside of rendering. */
export const currentPage = (): Page => useAddress.getState()

/**
 * Calls the listener whenever the address changes to another page, or to another state of the same
 * page.
 */
export const watchPage = (onChange: (page: Page, before: Page) => void): (() => void) =>
  useAddress.subscribe(onChange)

/**
 * The view of Event history, or the one that the current page carries along. The selector must
 * return something that already exists in the view, not a new object.
 */
export function useView(): View
export function useView<T>(select: (view: View) => T): T
export function useView<T>(select: (view: View) => T | View = (view) => view): T | View {
  return useAddress((page) => select(viewOf(page)))
}

/** The same, outside of rendering. */
export const currentView = (): View => viewOf(currentPage())

/** Where to go: a page, or Event history with a change of the current view. */
export type Target = Page | ViewPatch

/**
 * Goes to a page, in the current event data store or another one. Use `replace` for changes that
 * Back should skip.
 */
export function go(target: Target, how: 'push' | 'replace' = 'push', store = currentStore()): void {
  const page = pageOf(target)
  const address = printAddress(page, store)
  if (address === location.pathname + location.search) return
  history[how === 'push' ? 'pushState' : 'replaceState'](null, '', address)
  setCurrentStore(store)
  useAddress.setState(page, true)
}

/**
 * The address that `go(target)` leads to: for links, so that they can be copied and opened in
 * another tab.
 */
export const addressOf = (target: Target, store = currentStore()): string =>
  printAddress(pageOf(target), store)

const printAddress = (page: Page, store: string | null): string =>
  inStore(settledAddress(page, printPage(namingColumns(page)), store), store)

/** Follows Back and Forward, and completes the address that the page was loaded with. */
export function startAddress(): void {
  completeAddress()
  addEventListener('popstate', () => {
    setCurrentStore(readStore(location.search))
    useAddress.setState(readAddress(), true)
    completeAddress()
  })
}

/**
 * Adds the preferred columns to an address of Event history that has none. Removes an access token
 * that is left in the address of a server that needs none.
 */
function completeAddress(): void {
  const page = currentPage()
  const hasToken = withoutAccessToken(location.search) !== location.search
  const isNamed = page.kind !== 'event-history' || namingColumns(page) === page
  if (hasToken || !isNamed) history.replaceState(null, '', addressOf(page))
}

/**
 * The page as its address shows it. The address names the preferred columns, so that everyone who
 * opens it sees the same, while the page itself only knows columns that came with a link. With
 * default columns the address stays a plain `/`.
 */
function namingColumns(page: Page): Page {
  const view = viewOf(page)
  const columns = preferredColumns(currentPreferences())
  return view.columns !== null || areDefault(columns) ? page : withView(page, { ...view, columns })
}

function pageOf(target: Target): Page {
  const page: Page =
    target.kind === undefined ? { ...currentView(), ...target, kind: 'event-history' } : target
  const view = viewOf(page)
  return withView(page, { ...view, filter: withoutAccessTokens(view.filter) })
}
