import * as v from 'valibot'
import { withoutAccessToken } from '../../../filter/accessToken.ts'
import { arrayOfFitting } from './arrayOfFitting.ts'

/** A search made in this browser, with its result. */
export interface RecentSearch {
  /** As a saved view's: `SavedView.query`. */
  readonly query: string
  /** When it was last made. */
  readonly atMs: number
  /** How many events it found at the time. */
  readonly count: number
}

/** The searches of one person. They stay in the browser and are never sent anywhere. */
export interface SearchHistory {
  /** Whether searches are saved. */
  readonly on: boolean
  /** Without duplicates, newest first. */
  readonly searches: readonly RecentSearch[]
}

export const MOST_SEARCHES = 100
const LONGEST_QUERY = 8000

/** The history with a search added as its newest. All events, in any order, is not a search. */
export function withSearch(history: SearchHistory, search: RecentSearch): SearchHistory {
  if (!history.on || !isSearch(search.query) || search.query.length > LONGEST_QUERY) return history
  const others = history.searches.filter(({ query }) => query !== search.query)
  return { ...history, searches: [search, ...others].slice(0, MOST_SEARCHES) }
}

export const withoutSearch = (history: SearchHistory, query: string): SearchHistory => ({
  ...history,
  searches: history.searches.filter((each) => each.query !== query),
})

const isSearch = (query: string): boolean => query !== '' && query !== 'order=oldest'

/** A count of events, or a time that a date can represent. */
const wholeNumber = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8.64e15))

const recentSearch = v.object({
  query: v.pipe(v.string(), v.transform(withoutAccessToken), v.check(isSearch), v.maxLength(LONGEST_QUERY)),
  atMs: wholeNumber,
  count: wholeNumber,
})

const storedHistory = v.fallback(
  v.object({
    on: v.fallback(v.boolean(), true),
    searches: v.fallback(arrayOfFitting(recentSearch), []),
    // What version 0.1.0 called them.
    questions: v.fallback(arrayOfFitting(recentSearch), []),
  }),
  { on: true, searches: [], questions: [] },
)

/** Reads what any version, or a person, left in storage. Invalid entries are left out. */
export function readSearchHistory(stored: unknown): SearchHistory {
  const { on, searches, questions } = v.parse(storedHistory, stored)
  const all = [...searches, ...questions]
  const queries = all.map(({ query }) => query)
  const onceEach = all.filter(({ query }, index) => queries.indexOf(query) === index)
  const newest = onceEach.toSorted((a, b) => b.atMs - a.atMs)
  return { on, searches: newest.slice(0, MOST_SEARCHES) }
}
