/** A time taken many times, in milliseconds. */
export interface Timing {
  readonly median: number
  /** Lower and upper quartile. */
  readonly low: number
  readonly high: number
  readonly times: number
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

export function timingOf(taken: readonly number[]): Timing {
  const sorted = taken.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!
  return { median: at(0.5), low: at(0.25), high: at(0.75), times: taken.length }
}
