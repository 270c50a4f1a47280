const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Bucket lengths that a person can read off an axis. */
const INTERVALS = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 7, 14, 28].map((n) => n * DAY),
]

/**
 * The shortest interval that covers the times from first to last (both inclusive) with at most
 * `buckets` buckets, and where the first bucket starts: at a multiple of the interval since 1970
 * UTC.
 */
export function histogramInterval(
  firstMs: number,
  lastMs: number,
  buckets: number,
): { intervalMs: number; startMs: number } {
  for (let i = 0; ; i++) {
    const intervalMs = INTERVALS[i] ?? INTERVALS.at(-1)! * 2 ** (i - INTERVALS.length + 1)
    const startMs = Math.floor(firstMs / intervalMs) * intervalMs
    if (Math.floor((lastMs - startMs) / intervalMs) < buckets) return { intervalMs, startMs }
  }
}

/** `PT1H`, `P7D`, `PT15M` */
export function isoDuration(ms: number): string {
  if (ms % DAY === 0) return `P${ms / DAY}D`
  if (ms % HOUR === 0) return `PT${ms / HOUR}H`
  if (ms % MINUTE === 0) return `PT${ms / MINUTE}M`
  return `PT${ms / SECOND}S`
}
