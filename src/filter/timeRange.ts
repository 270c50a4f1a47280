import { writeTime } from '../cloudtrail/writeTime.ts'
import type { TimeRange, TimeUnit } from './filter.ts'

const UNIT_MS: Readonly<Record<TimeUnit, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

/** Inclusive ends in milliseconds since 1970 UTC; null for an open side. */
export interface ResolvedTimeRange {
  readonly startMs: number | null
  readonly endMs: number | null
}

/**
 * A relative range goes back from now. It has no end, so that it includes events that are still
 * arriving.
 */
export function resolveTimeRange(range: TimeRange, nowMs: number): ResolvedTimeRange {
  switch (range.kind) {
    case 'all':
      return { startMs: null, endMs: null }
    case 'relative':
      return { startMs: nowMs - range.amount * UNIT_MS[range.unit], endMs: null }
    case 'absolute':
      return {
        startMs: range.startTime === undefined ? null : readTime(range.startTime),
        endMs: range.endTime === undefined ? null : readTime(range.endTime, 'end'),
      }
  }
}

/** `30m`, `12h`, `7d`, `4w`, `all`; null for anything else. */
export function readTimeRange(text: string): TimeRange | null {
  if (text === 'all') return { kind: 'all' }
  const match = /^(\d{1,6})([mhdw])$/.exec(text)
  const amount = Number(match?.[1] ?? 0)
  return amount > 0 ? { kind: 'relative', amount, unit: match![2] as TimeUnit } : null
}

export function writeTimeRange(range: TimeRange & { kind: 'relative' }): string {
  return `${range.amount}${range.unit}`
}

const ISO_TIME = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/

/**
 * Milliseconds of an ISO 8601 time; null for any other text. Without a zone it is UTC. A date,
 * minute or second means its first moment as a start and its last millisecond as an end, so that
 * both ends are inclusive, as people expect. With a fraction of a second it is exact.
 */
export function readTime(text: string, side: 'start' | 'end' = 'start'): number | null {
  const match = ISO_TIME.exec(text.trim())
  if (!match) return null
  const [, date, minutes, seconds, fraction, zone] = match
  const offset = zone && zone !== 'Z' ? `${zone.slice(0, 3)}:${zone.slice(-2)}` : 'Z'
  const ms = Date.parse(
    `${date}T${minutes ?? '00:00'}:${seconds ?? '00'}${fraction?.slice(0, 4) ?? ''}${offset}`,
  )
  if (Number.isNaN(ms) || !isDay(date!)) return null
  if (side === 'start' || fraction !== undefined) return ms
  return ms + (seconds !== undefined ? 1000 : minutes !== undefined ? UNIT_MS.m : UNIT_MS.d) - 1
}

/** The platform reads 30 February as 2 March. */
function isDay(date: string): boolean {
  return new Date(date).toISOString().startsWith(date)
}

/**
 * Milliseconds as the end of a range, which `readTime` reads as the same milliseconds: a second up
 * to its last millisecond is written without a fraction, and a whole second with one.
 */
export function writeEndTime(ms: number): string {
  return new Date(ms).toISOString().replace('.999Z', 'Z')
}

/** ISO 8601 in UTC, in whole seconds, rounded down. */
export const writeSeconds = (ms: number): string => writeTime(Math.floor(ms / 1000) * 1000)
