import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { keptStorage } from './keptStorage.ts'
import { readSearchHistory, withoutSearch, withSearch, type SearchHistory } from './searchHistory.ts'

/** The search history of this browser. */
export const useSearchHistory = create<SearchHistory>()(
  persist(() => readSearchHistory(undefined), {
    name: 'event-history-searches',
    storage: keptStorage,
    merge: (stored) => readSearchHistory(stored),
  }),
)

export const rememberSearch = (query: string, count: number): void =>
  change((history) => withSearch(history, { query, atMs: Date.now(), count }))

export const removeSearch = (query: string): void => change((history) => withoutSearch(history, query))

export const clearSearches = (): void => change((history) => ({ ...history, searches: [] }))

/** Switching it off clears it. */
export const keepSearchHistory = (on: boolean): void =>
  change(({ searches }) => ({ on, searches: on ? searches : [] }))

/** Another window may have added a search since. */
function change(edit: (history: SearchHistory) => SearchHistory): void {
  void useSearchHistory.persist.rehydrate()
  useSearchHistory.setState(edit)
}
