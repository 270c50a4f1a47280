/** One API, as an account calls it in a Region. Empty texts stand for what its events lack. */
export interface CallSeries {
  readonly accountId: string
  readonly awsRegion: string
  readonly eventSource: string
  readonly eventName: string
  /** Empty for a call rate. */
  readonly errorCode: string
}

/** How many calls of a series there were per minute on one day. Days and minutes count from 1970, in UTC. */
export interface DailyCallRates {
  readonly series: CallSeries
  readonly day: number
  readonly calls: number
  /** The sum of the squares of the counts of its minutes. */
  readonly squares: number
  /** The most calls in one minute. */
  readonly peak: number
  /** Its minutes that have `LEAST_CALLS`, in order. */
  readonly busyMinutes: readonly { readonly minute: number; readonly calls: number }[]
}
