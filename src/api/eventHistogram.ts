/** `GET /api/events/histogram?FILTER&buckets=60`, the matching events over time. */
export const EVENT_HISTOGRAM = '/api/events/histogram'

export const MAX_BUCKETS = 1000

export interface EventHistogramRequest {
  /** At most how many buckets, 60 unless told, 1000 at most. */
  readonly buckets?: number
  readonly asOf?: string
}

export interface HistogramBucket {
  /** Inclusive start, ISO 8601 UTC. The bucket ends where the next one starts, one interval later. */
  readonly startTime: string
  readonly count: number
  /** Those of `count` that have an errorCode. */
  readonly errorCount: number
}

export interface EventHistogramResponse {
  /** ISO 8601 duration, `PT1H`. */
  readonly interval: string
  /** Without gaps, oldest first. Empty when nothing matches. */
  readonly buckets: readonly HistogramBucket[]
  /** Matching events whose record has no time; they are in no bucket. Absent when there are none. */
  readonly withoutTime?: number
}
