import { create } from 'zustand'
import { withoutAccessToken, withoutAccessTokens } from '../../../filter/accessToken.ts'
import { currentPreferences } from '../preferences/usePreferences.ts'
import { areDefault, preferredColumns } from './shownColumns.ts'
import { printView, readView, type View } from './view.ts'

/**
 * What the address says, and the columns that the reader prefers where it says nothing of them: then the address names those. An access
 * token does not stay in it, where a server that asks for none has left it.
 */
function readAddress(): View {
  const read = readView(location.pathname, location.search)
  const view = withColumns(read)
  const hasToken = withoutAccessToken(location.search) !== location.search
  if (view !== read || hasToken) history.replaceState(null, '', printView(view))
  return view
}

function withColumns(view: View): View {
  if (view.columns !== null || view.page.kind !== 'event-history') return view
  const columns = preferredColumns(currentPreferences())
  return areDefault(columns) ? view : { ...view, columns }
}

const useAddress = create<View>()(readAddress)

if (typeof addEventListener === 'function') {
  addEventListener('popstate', () => useAddress.setState(readAddress(), true))
}

const wholeView = (view: View): View => view

/** The parsed address. The selector must return something that is already in the view, not a new object. */
export function useView(): View
export function useView<T>(select: (view: View) => T): T
export function useView<T>(select?: (view: View) => T): T | View {
  return useAddress<T | View>(select ?? wholeView)
}

/** The parsed address outside of rendering. */
export const currentView = (): View => useAddress.getState()

/** Goes to the present view with the patch applied. `replace` for changes that Back should not return to. */
export function go(patch: Partial<View>, how: 'push' | 'replace' = 'push'): void {
  const view = patched(patch)
  const address = printView(view)
  if (address === location.pathname + location.search) return
  history[how === 'push' ? 'pushState' : 'replaceState'](null, '', address)
  useAddress.setState(view, true)
}

/** The address `go(patch)` would lead to: for links, so that they can be opened in another tab and copied. */
export const addressOf = (patch: Partial<View>): string => printView(patched(patch))

function patched(patch: Partial<View>): View {
  const view = withColumns({ ...currentView(), ...patch })
  return { ...view, filter: withoutAccessTokens(view.filter) }
}
