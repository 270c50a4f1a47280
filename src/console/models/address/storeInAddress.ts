/** The query key that names the event data store. */
export const STORE = 'store'

/** Null for the server's default store, which no address names. */
export const readStore = (search: string): string | null => new URLSearchParams(search).get(STORE) || null

/** The address within a store. */
export function inStore(address: string, store: string | null): string {
  if (store === null) return address
  return `${address}${address.includes('?') ? '&' : '?'}${STORE}=${encodeURIComponent(store)}`
}
