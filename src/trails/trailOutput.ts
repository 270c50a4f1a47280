import type { TrailState } from '../aws/services/cloudtrail/cloudTrailState.ts'

/** The keys of what was put into a bucket. */
interface DeliveredFiles {
  readonly bucket: string
  readonly keys: readonly string[]
}

/**
 * What else hears of a trail's events. Each may be called again with the same after a crash. Rejects
 * if it could not be told: it is told again later, and the trail's status has the reason.
 */
export interface TrailOutput {
  /** Log files were put into the trail's bucket. */
  readonly delivered: (trail: TrailState, files: DeliveredFiles, nowMs: number) => Promise<void>
  /** Records that the trail logs, in one Region. */
  readonly logged: (
    trail: TrailState,
    region: string,
    records: readonly string[],
    nowMs: number,
  ) => Promise<void>
}
