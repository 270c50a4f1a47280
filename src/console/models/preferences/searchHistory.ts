import { withoutAccessToken } from '../../../filter/accessToken.ts'

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

/** Reads what an older or a newer version, or a person, left in storage: whatever does not fit is left out. */
export function readSearchHistory(stored: unknown): SearchHistory {
  const from = isRecord(stored) ? stored : {}
  const on = from.on !== false
  const all = Array.isArray(from.questions) ? (from.questions as readonly unknown[]) : []
  const questions = new Map<string, RecentQuestion>()
  for (const each of all) {
    if (!isRecord(each)) continue
    const { atMs, count } = each
    const query = typeof each.query === 'string' ? withoutAccessToken(each.query) : ''
    if (!isQuestion(query) || query.length > LONGEST_QUERY) continue
    if (!isNumber(atMs) || !isNumber(count) || questions.has(query)) continue
    questions.set(query, { query, atMs, count })
  }
  const newest = [...questions.values()].toSorted((a, b) => b.atMs - a.atMs)
  return { on, questions: newest.slice(0, MOST_QUESTIONS) }
}

/** A number of events, or a moment that a date can hold. */
const isNumber = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 8.64e15

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
