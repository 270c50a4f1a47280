/** is · is not · contains · does not contain · starts with · does not start with. */
export type Operator = '=' | '!=' | ':' | '!:' | '^' | '!^'

export const OPERATORS: readonly Operator[] = ['=', '!=', ':', '!:', '^', '!^']

/**
 * One condition on one field. `=` with an empty value means absent or empty, `!=` with one means present.
 * Several `=` tokens of one field are alternatives; everything else is joined by AND. A value that was cut where it was shown
 * (`shown.ts`) stands for every value that is shown so.
 */
export interface Token {
  readonly kind: 'token'
  /** A field of the catalogue, or a path into the record: `requestParameters.bucketName`. */
  readonly field: string
  readonly operator: Operator
  readonly value: string
}

/** A condition as it came, which cannot be understood. It is kept and shown, and refused when asked. */
export interface UnreadableToken {
  readonly kind: 'unreadable'
  /** The key as it stands in the URL. */
  readonly key: string
  readonly value: string
  /** A sentence for a person. */
  readonly reason: string
}

export type FilterToken = Token | UnreadableToken

export type TimeUnit = 'm' | 'h' | 'd' | 'w'

/** `relative` reaches back from now. Both ends of `absolute` are inclusive ISO 8601 UTC times; a missing end is open. */
export type TimeRange =
  | { readonly kind: 'all' }
  | { readonly kind: 'relative'; readonly amount: number; readonly unit: TimeUnit }
  | { readonly kind: 'absolute'; readonly startTime?: string; readonly endTime?: string }

/** All that may be asked of an event: every token, the time range and the free text must hold. */
export interface Filter {
  readonly tokens: readonly FilterToken[]
  readonly timeRange: TimeRange
  /** Words and "phrases" that must all occur in the record's text, whatever their case; empty asks nothing. */
  readonly text: string
}

/** By event time; events without one are the oldest. */
export type Order = 'newest' | 'oldest'

export const EVERYTHING: Filter = { tokens: [], timeRange: { kind: 'all' }, text: '' }
