import { timingOf, type Timing } from './measure.ts'

/** One line of the table. */
export interface BenchRow {
  readonly work: string
  readonly unit: 'ms' | 'MB' | 'bytes'
  /** The median of the times it was taken. */
  readonly value: number
  /** Lower and upper quartile, of what was taken more than once. */
  readonly low?: number
  readonly high?: number
  readonly times: number
  /** The value as a relative to reference: of parse, or of the bare page. */
  readonly ratio?: number
  /**
   * What it must not exceed: the ratio where it has one, else the value. A row without is for
   * information.
   */
  readonly limit?: number
  readonly met?: boolean
}

/** A time as a relative to reference, and what share it may be. */
export function timeRow(work: string, taken: Timing, referenceMs: number, limit?: number): BenchRow {
  const row = { ...withSpread(work, 'ms', taken), ratio: taken.median / referenceMs }
  return limit === undefined ? row : { ...row, limit, met: row.ratio <= limit }
}

/** A quantity, and how much it may be. */
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
