import { timingOf, type Timing } from './measure.ts'

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
  /** The value relative to its reference: parse, or the bare page. */
  readonly ratio?: number
  /**
   * The most that is allowed: of the ratio if there is one, otherwise of the value. A row without
   * it is for information.
   */
  readonly limit?: number
  readonly met?: boolean
}

/** A time relative to a reference, and the ratio that is allowed. */
export function timeRow(work: string, taken: Timing, referenceMs: number, limit?: number): BenchRow {
  const row = { ...withSpread(work, 'ms', taken), ratio: taken.median / referenceMs }
  return limit === undefined ? row : { ...row, limit, met: row.ratio <= limit }
}

/** A quantity, and how much is allowed. */
export function quantityRow(
  work: string,
  unit: BenchRow['unit'],
  taken: readonly number[],
  limit?: number,
): BenchRow {
  const row = withSpread(work, unit, timingOf(taken))
  return limit === undefined ? row : { ...row, limit, met: row.value <= limit }
}

function withSpread(work: string, unit: BenchRow['unit'], { median, low, high, times }: Timing): BenchRow {
  return { work, unit, value: median, times, ...(times > 1 && { low, high }) }
}
