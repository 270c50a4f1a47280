/** One bucket of a histogram. */
export interface HistogramBucket {
  /** Inclusive, ISO 8601 UTC. The bucket ends where the next one starts. */
  readonly startTime: string
  readonly count: number
  /** Those of `count` that have an errorCode. */
  readonly errorCount: number
}

/**
 * A value of a field, and how many matching events have it: an event with several values counts
 * once for each.
 */
export interface FieldValue {
  readonly value: string
  readonly count: number
}

/** Values of a field that a typed text may mean. */
export interface SuggestedValues {
  readonly field: string
  readonly values: readonly FieldValue[]
  /** How many such values the field has in all. */
  readonly distinct: number
}
