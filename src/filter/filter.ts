/**
 * `=` is exactly, `~` is in any case, `:` contains, `^` starts with, `*` ends with; the last three
 * ignore case. A `!` before an operator negates it.
 */
export type Operator = '=' | '!=' | '~' | '!~' | ':' | '!:' | '^' | '!^' | '*' | '!*'

export const OPERATORS: readonly Operator[] = ['=', '!=', ':', '!:', '^', '!^', '*', '!*', '~', '!~']

/**
 * One condition on one field. `=` with an empty value means absent or empty, `!=` with an empty
 * value means present. Several `=` tokens of one field are alternatives. A value that was shortened
 * for display (`shown.ts`) matches every value that is shown the same.
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
 * Conditions joined by OR. A group with one condition is one that could not be a token or free
 * text: a negated word, or an `=` that is not an alternative to others of its field.
 */
export interface AnyOf {
  readonly kind: 'anyOf'
  readonly conditions: readonly Condition[]
}

/**
 * A condition that could not be read. It is kept as written and shown. The server rejects a filter
 * with it.
 */
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

/** Tokens, time range and free text, joined by AND. */
export interface Filter {
  readonly tokens: readonly FilterToken[]
  readonly timeRange: TimeRange
  /** Words and "phrases" that must all occur in the record's text, ignoring case. May be empty. */
  readonly text: string
}

/** By event time. Events without one count as the oldest. */
export type Order = 'newest' | 'oldest'

export const EVERYTHING: Filter = { tokens: [], timeRange: { kind: 'all' }, text: '' }
