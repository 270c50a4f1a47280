import * as v from 'valibot'
import { withoutAccessToken } from '../../../filter/accessToken.ts'
import { arrayOfFitting } from './arrayOfFitting.ts'

/** A search made in this browser, with its result. */
export interface RecentQuestion {
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
  readonly questions: readonly RecentQuestion[]
}

export const MOST_QUESTIONS = 100
const LONGEST_QUERY = 8000

/** The history with a search added as its newest. All events, in any order, is not a search. */
export function withQuestion(history: SearchHistory, asked: RecentQuestion): SearchHistory {
  if (!history.on || !isQuestion(asked.query) || asked.query.length > LONGEST_QUERY) return history
  const others = history.questions.filter(({ query }) => query !== asked.query)
  return { ...history, questions: [asked, ...others].slice(0, MOST_QUESTIONS) }
}

export const withoutQuestion = (history: SearchHistory, query: string): SearchHistory => ({
  ...history,
  questions: history.questions.filter((each) => each.query !== query),
})

const isQuestion = (query: string): boolean => query !== '' && query !== 'order=oldest'

/** A count of events, or a time that a date can represent. */
const wholeNumber = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8.64e15))

const recentQuestion = v.object({
  query: v.pipe(v.string(), v.transform(withoutAccessToken), v.check(isQuestion), v.maxLength(LONGEST_QUERY)),
  atMs: wholeNumber,
  count: wholeNumber,
})

const storedHistory = v.fallback(
  v.object({
    on: v.fallback(v.boolean(), true),
    questions: v.fallback(arrayOfFitting(recentQuestion), []),
  }),
  { on: true, questions: [] },
)

/** Reads what any version, or a person, left in storage. Invalid entries are left out. */
export function readSearchHistory(stored: unknown): SearchHistory {
  const { on, questions } = v.parse(storedHistory, stored)
  const queries = questions.map(({ query }) => query)
  const onceEach = questions.filter(({ query }, index) => queries.indexOf(query) === index)
  const newest = onceEach.toSorted((a, b) => b.atMs - a.atMs)
  return { on, questions: newest.slice(0, MOST_QUESTIONS) }
}
