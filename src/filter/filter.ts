/** is · is not · contains · does not contain · starts with · does not start with. */
export type Operator = '=' | '!=' | ':' | '!:' | '^' | '!^'

export const OPERATORS: readonly Operator[] = ['=', '!=', ':', '!:', '^', '!^']

/**
 * One condition on one field. `=` with an empty value means absent or empty, `!=` with one means
 * present. Several `=` tokens of one field are alternatives; everything else is joined by AND. A
 * value that was cut for display (`shown.ts`) stands for every value that is displayed like it.
 */
export interface Token {
  readonly kind: 'token'
  /** A field of the catalogue, or a path into the record: `requestParameters.bucketName`. */
  readonly field: string
  readonly operator: Operator
  readonly value: string
}

/**
 * A condition that cannot be understood, as it was given. It is kept and shown, but refused in a
 * query.
 */
export interface UnreadableToken {
  readonly kind: 'unreadable'
  /** The key as written in the URL. */
  readonly key: string
  readonly value: string
  /** A sentence for the user. */
  readonly reason: string
}

export type FilterToken = Token | UnreadableToken

export type TimeUnit = 'm' | 'h' | 'd' | 'w'

/**
 * `relative` reaches back from now. Both ends of `absolute` are inclusive ISO 8601 UTC times; a
 * missing end is open.
 */
export type TimeRange =
  | { readonly kind: 'all' }
  | { readonly kind: 'relative'; readonly amount: number; readonly unit: TimeUnit }
  | { readonly kind: 'absolute'; readonly startTime?: string; readonly endTime?: string }

/** All conditions on events: every token, the time range and the free text must match. */
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
