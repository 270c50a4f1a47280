import * as v from 'valibot'
import { withoutAccessToken } from '../../../filter/accessToken.ts'
import { arrayOfFitting } from './arrayOfFitting.ts'

/** A question that was asked in this browser, and answered. */
export interface RecentQuestion {
  /** As a saved view's: `SavedView.query`. */
  readonly query: string
  /** When it was asked last. */
  readonly atMs: number
  /** How many events it found then. */
  readonly count: number
}

/** What one person asked. It stays in the browser and never travels. */
export interface SearchHistory {
  /** Whether questions are remembered. */
  readonly on: boolean
  /** Each once, the newest first. */
  readonly questions: readonly RecentQuestion[]
}

export const MOST_QUESTIONS = 100
const LONGEST_QUERY = 8000

/** The history with a question as its newest. Everything, in any order, is no question. */
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

/** A number of events, or a moment that a date can hold. */
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

/** Reads what any version, or a person, left in storage: entries that are not valid are left out. */
export function readSearchHistory(stored: unknown): SearchHistory {
  const { on, questions } = v.parse(storedHistory, stored)
  const queries = questions.map(({ query }) => query)
  const onceEach = questions.filter(({ query }, index) => queries.indexOf(query) === index)
  const newest = onceEach.toSorted((a, b) => b.atMs - a.atMs)
  return { on, questions: newest.slice(0, MOST_QUESTIONS) }
}
