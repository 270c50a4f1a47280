import { EVERYTHING, type Filter, type Operator, type TimeRange } from '../filter.ts'
import { token } from '../edit.ts'

/** A filter that the text may mean, with a sentence that says which events it finds. */
export interface Suggestion {
  readonly says: string
  readonly filter: Filter
}

/** The kind of a pasted or typed text, with the filters it suggests. */
export interface Indicator {
  /** For display: `ARN of a role`. */
  readonly what: string
  /** Best first, at least one. */
  readonly suggestions: readonly Suggestion[]
  /** False for a plain word, which can also be meant as free text. */
  readonly sure: boolean
  /**
   * The text is a complete filter, such as a link: it replaces the current filter instead of
   * narrowing it.
   */
  readonly isWhole?: boolean
}

/** One `=` condition, or several joined by AND. */
export const asks = (
  says: string,
  ...is: readonly (readonly [field: string, value: string])[]
): Suggestion => ({
  says,
  filter: { ...EVERYTHING, tokens: is.map(([field, value]) => token(field, '=', value)) },
})

export const asksBy = (says: string, field: string, operator: Operator, value: string): Suggestion => ({
  says,
  filter: { ...EVERYTHING, tokens: [token(field, operator, value)] },
})

export const spans = (says: string, timeRange: TimeRange): Suggestion => ({
  says,
  filter: { ...EVERYTHING, timeRange },
})

export const known = (what: string, ...suggestions: readonly Suggestion[]): Indicator => ({
  what,
  suggestions,
  sure: true,
})
