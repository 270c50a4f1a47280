import { timingOf } from './measure.ts'
import type { Target } from './targets.ts'

/** One line of the table. */
export interface BenchRow {
  readonly work: string
  readonly unit: 'ms' | 'MB' | 'bytes'
  /** The median of the times it was taken. */
  readonly value: number
  /** Lower and upper quartile, if it was measured more than once. */
  readonly low?: number
  readonly high?: number
  readonly times: number
  /** The value relative to that of a bare page, which was opened in turn with it. */
  readonly ofBarePage?: number
  /** A row without a target is for information. */
  readonly target?: Target
}

export function benchRow(
  work: string,
  unit: BenchRow['unit'],
  taken: readonly number[],
  target?: Target,
): BenchRow {
  const { median, low, high, times } = timingOf(taken)
  return {
    work,
    unit,
    value: median,
    times,
    ...(times > 1 && { low, high }),
    ...(target && { target }),
  }
}
