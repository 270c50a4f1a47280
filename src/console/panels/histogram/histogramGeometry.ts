import type { HistogramBucket } from '../../../api/eventHistogram.ts'
import { showTime, type Zone } from '../../ui/time.ts'

/** `P1D`, `PT1H30M`, `PT0.5S` in milliseconds; 0 for what has no fixed length. */
export function intervalMs(interval: string): number {
  const match = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(interval)
  if (!match) return 0
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0))
  return ((weeks * 7 + days) * 86_400 + hours * 3600 + minutes * 60 + seconds) * 1000
}

/** A stretch of buckets, both ends inclusive. */
export interface BucketRange {
  readonly first: number
  readonly last: number
}

/** The stretch between two places, whichever comes first. */
export function rangeBetween(one: number, other: number): BucketRange {
  return { first: Math.min(one, other), last: Math.max(one, other) }
}

/** The bucket at a place of the drawing, which is `width` pixels wide. */
export function bucketAt(x: number, width: number, count: number): number {
  return Math.max(0, Math.min(count - 1, Math.floor((x / width) * count)))
}

/** The line between two buckets that is nearest to a place of the drawing; beyond its ends it is drawn on. */
export function edgeAt(x: number, width: number, count: number): number {
  return Math.round((x / width) * count)
}

/** A stretch with one of its ends at another edge; it keeps a bucket, and does not leave `room`. */
export function withEdge(
  range: BucketRange,
  end: 'first' | 'last',
  edge: number,
  room: BucketRange,
): BucketRange {
  return end === 'first'
    ? { first: Math.max(room.first, Math.min(edge, range.last)), last: range.last }
    : { first: range.first, last: Math.min(room.last, Math.max(edge - 1, range.first)) }
}

/**
 * First and last second of a stretch, ISO 8601 UTC: the filter's end is inclusive, so it stops a second before the next bucket.
 * A stretch may reach beyond the buckets.
 */
export function timesOf(
  buckets: readonly HistogramBucket[],
  stepMs: number,
  { first, last }: BucketRange,
): readonly [startIso: string, endIso: string] {
  const originMs = Date.parse(buckets[0]?.startTime ?? '')
  const startMs = originMs + first * stepMs
  return [isoSeconds(startMs), isoSeconds(Math.max(startMs, originMs + (last + 1) * stepMs - 1000))]
}

/** What lies in some buckets together. */
export function sumOf(buckets: readonly HistogramBucket[]): {
  readonly count: number
  readonly errorCount: number
} {
  let count = 0
  let errorCount = 0
  for (const bucket of buckets) {
    count += bucket.count
    errorCount += bucket.errorCount
  }
  return { count, errorCount }
}

export interface CountTick {
  readonly count: number
  readonly label: string
}

/** Two or three round numbers from 0; the last is at least `max`. */
export function countTicks(max: number): readonly CountTick[] {
  const magnitude = 10 ** Math.floor(Math.log10(Math.max(1, max)))
  const top = [1, 2, 4, 6, 8, 10].map((factor) => factor * magnitude).find((round) => round >= max) ?? max
  const counts = top >= 2 ? [0, top / 2, top] : [0, top]
  return counts.map((count) => ({ count, label: shortCount.format(count) }))
}

const shortCount = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 })

export interface TimeTick {
  readonly ms: number
  readonly label: string
}

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 7, 14, 30, 91, 182, 365, 1826, 3652].map((n) => n * DAY),
]

/** Round times in the zone, at most `most` of them, from `startMs` up to `endMs`. */
export function timeTicks(startMs: number, endMs: number, most: number, zone: Zone): readonly TimeTick[] {
  const step = STEPS.find((each) => (endMs - startMs) / each <= most) ?? endMs - startMs
  const offset = zone === 'utc' ? 0 : -new Date(startMs).getTimezoneOffset() * MINUTE
  const ticks: TimeTick[] = []
  if (!(step > 0)) return ticks
  for (let ms = Math.ceil((startMs + offset) / step) * step - offset; ms < endMs; ms += step) {
    ticks.push({ ms, label: tickLabel(ms, step, zone, ticks.length === 0) })
  }
  return ticks
}

/** The day where a day begins and on the first tick, otherwise the time. */
function tickLabel(ms: number, step: number, zone: Zone, first: boolean): string {
  const shown = showTime(new Date(ms).toISOString(), zone)
  if (!shown) return ''
  const day = `${MONTHS[Number(shown.time.slice(5, 7)) - 1]} ${Number(shown.time.slice(8, 10))}`
  const time = shown.time.slice(11, step < MINUTE ? 19 : 16)
  if (step >= 91 * DAY) return `${day} ${shown.time.slice(0, 4)}`
  if (step >= DAY || time === '00:00' || time === '00:00:00') return day
  return first ? `${day}, ${time}` : time
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function isoSeconds(ms: number): string {
  return Number.isNaN(ms) ? '' : new Date(Math.floor(ms / 1000) * 1000).toISOString().replace('.000Z', 'Z')
}
