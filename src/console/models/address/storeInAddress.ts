import { LIST_KEYS } from '../../../api/listAddress.ts'

/** Null for the server's default store, which no address names. */
export const readStore = (search: string): string | null =>
  new URLSearchParams(search).get(LIST_KEYS.store) || null

/** The address within a store. */
export function inStore(address: string, store: string | null): string {
  if (store === null) return address
  return `${address}${address.includes('?') ? '&' : '?'}${LIST_KEYS.store}=${encodeURIComponent(store)}`
}
