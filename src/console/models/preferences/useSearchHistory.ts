import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { keptStorage } from './keptStorage.ts'
import { readSearchHistory, withoutQuestion, withQuestion, type SearchHistory } from './searchHistory.ts'

/** The search history of this browser. */
export const useSearchHistory = create<SearchHistory>()(
  persist(() => readSearchHistory(undefined), {
    name: 'event-history-searches',
    storage: keptStorage,
    merge: (stored) => readSearchHistory(stored),
  }),
)

export const rememberQuestion = (query: string, count: number): void =>
  change((history) => withQuestion(history, { query, atMs: Date.now(), count }))

export const forgetQuestion = (query: string): void => change((history) => withoutQuestion(history, query))

export const forgetQuestions = (): void => change((history) => ({ ...history, questions: [] }))

/** Switching it off clears it. */
export const keepSearchHistory = (on: boolean): void =>
  change(({ questions }) => ({ on, questions: on ? questions : [] }))

/** Another window may have added a search since. */
function change(edit: (history: SearchHistory) => SearchHistory): void {
  void useSearchHistory.persist.rehydrate()
  useSearchHistory.setState(edit)
}
