/** One bucket of a histogram. */
export interface HistogramBucket {
  /** Inclusive, ISO 8601 UTC. The bucket ends where the next one starts. */
  readonly startTime: string
  readonly count: number
  /** Those of `count` that have an errorCode. */
  readonly errorCount: number
}

/**
 * A value of a field, and the number of matching events that have it. An event with several values
 * counts once for each.
 */
export interface FieldValue {
  readonly value: string
  readonly count: number
}

/**
 * The values of a field among some events, so that each event counts: the most frequent values, the
 * events that only have others, and those that have none. They sum to the number of events unless
 * an event has several of the values.
 */
export interface FieldGroups {
  readonly field: string
  /** Most frequent first, then alphabetically. */
  readonly values: readonly FieldValue[]
  /** The total number of values. */
  readonly distinct: number
  /** The number of events that have none of these values, but another. */
  readonly others: number
  /** The number of events that have no value. */
  readonly none: number
}

/** Values of a field that a typed text may refer to. */
export interface SuggestedValues {
  readonly field: string
  readonly values: readonly FieldValue[]
  /** The total number of such values of the field. */
  readonly distinct: number
}
