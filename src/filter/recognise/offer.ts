import { EVERYTHING, type Filter, type Operator, type TimeRange } from '../filter.ts'
import { token } from '../withToken.ts'

/** One thing that a text can mean: what it leaves, as a sentence, and the filter that asks for it alone. */
export interface Offer {
  readonly says: string
  readonly filter: Filter
}

/** What a pasted or typed text is taken for. */
export interface Recognised {
  /** `ARN of a role`, for a person. */
  readonly what: string
  /** Best first, at least one. */
  readonly offers: readonly Offer[]
  /** False for a plain word, which may as well be meant as a word. */
  readonly sure: boolean
  /** The text is a whole question, such as a link: it stands in place of what is asked now, and does not narrow it. */
  readonly isWhole?: boolean
}

/** One `=` condition, or several that must all hold. */
export const asks = (says: string, ...is: readonly (readonly [field: string, value: string])[]): Offer => ({
  says,
  filter: { ...EVERYTHING, tokens: is.map(([field, value]) => token(field, '=', value)) },
})

export const asksBy = (says: string, field: string, operator: Operator, value: string): Offer => ({
  says,
  filter: { ...EVERYTHING, tokens: [token(field, operator, value)] },
})

export const spans = (says: string, timeRange: TimeRange): Offer => ({
  says,
  filter: { ...EVERYTHING, timeRange },
})

export const known = (what: string, ...offers: readonly Offer[]): Recognised => ({ what, offers, sure: true })
