import type { InsightType } from '../cloudtrail/insightTypes.ts'

/** The rates of calls and errors that Insights are about. */
export interface InsightRates {
  /** Up to when there are events: now, or the last event of log files. */
  readonly presentMs: () => Promise<number>
  /** The rates of an API over time, oldest first: of the periods that start in the time range. */
  readonly valuesOf: (wanted: InsightRatesWanted) => Promise<readonly InsightRate[]>
}

export interface InsightRatesWanted {
  readonly type: InsightType
  readonly calls: {
    readonly eventSource: string
    readonly eventName: string
    readonly errorCode?: string | undefined
    /** Absent for all Regions. */
    readonly awsRegion?: string | undefined
  }
  readonly periodMs: number
  /** Inclusive. */
  readonly startMs: number
  /** Exclusive. */
  readonly endMs: number
  readonly withZeros: boolean
}

export interface InsightRate {
  /** When its period starts. */
  readonly startMs: number
  /** Calls or errors per minute. */
  readonly value: number
}
