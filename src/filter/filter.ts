/**
 * `=` is exactly, `~` is in any case, `:` contains, `^` starts with, `*` ends with; the last three in
 * any case too. With `!` before it, an operator is the opposite: it holds wherever the other does not.
 */
export type Operator = '=' | '!=' | '~' | '!~' | ':' | '!:' | '^' | '!^' | '*' | '!*'

export const OPERATORS: readonly Operator[] = ['=', '!=', ':', '!:', '^', '!^', '*', '!*', '~', '!~']

/**
 * One condition on one field. `=` with an empty value means absent or empty, `!=` with one means present.
 * Several `=` tokens of one field are alternatives. A value that was cut where it was shown
 * (`shown.ts`) means every value that is shown so.
 */
export interface Token {
  readonly kind: 'token'
  /** A field of the catalogue, or a path into the record: `requestParameters.bucketName`. */
  readonly field: string
  readonly operator: Operator
  readonly value: string
}

/** A word or phrase that the record's text contains, in any case; negated, that it does not contain. */
export interface Word {
  readonly kind: 'word'
  readonly word: string
  readonly negated: boolean
}

export type Condition = Token | Word

/**
 * Conditions joined by OR. One alone is such a group where it could not be a token or free text:
 * a negated word, and an `=` that is no alternative to others of its field.
 */
export interface AnyOf {
  readonly kind: 'anyOf'
  readonly conditions: readonly Condition[]
}

/** A condition that could not be read. It is kept as it came and shown; a question with it is refused. */
export interface UnreadableToken {
  readonly kind: 'unreadable'
  /** The key as in the URL. */
  readonly key: string
  readonly value: string
  /** A sentence for the user. */
  readonly reason: string
}

export type FilterToken = Token | AnyOf | UnreadableToken

export type TimeUnit = 'm' | 'h' | 'd' | 'w'

/**
 * `relative` reaches back from now. Both ends of `absolute` are inclusive ISO 8601 UTC times; a
 * missing end is open.
 */
export type TimeRange =
  | { readonly kind: 'all' }
  | { readonly kind: 'relative'; readonly amount: number; readonly unit: TimeUnit }
  | { readonly kind: 'absolute'; readonly startTime?: string; readonly endTime?: string }

/** All that may be asked of an event. Tokens, time range and free text are joined by AND. */
export interface Filter {
  readonly tokens: readonly FilterToken[]
  readonly timeRange: TimeRange
  /**
   * Words and "phrases" that must all occur in the record's text, ignoring case; empty for none.
   */
  readonly text: string
}

/** By event time. Events without one count as the oldest. */
export type Order = 'newest' | 'oldest'

export const EVERYTHING: Filter = { tokens: [], timeRange: { kind: 'all' }, text: '' }
