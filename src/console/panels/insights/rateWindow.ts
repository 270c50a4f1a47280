const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** How much time the graph shows, and of how many seconds each of its values is the average. */
export interface RateSpan {
  readonly id: string
  readonly text: string
  readonly lengthMs: number
  readonly period: '60' | '300' | '3600'
  /** How it is averaged: `averaged over each hour`; null for single minutes. */
  readonly averaged: string | null
}

export const RATE_SPANS: readonly RateSpan[] = [
  { id: '3h', text: '3 hours', lengthMs: 3 * HOUR_MS, period: '60', averaged: null },
  { id: '1d', text: '1 day', lengthMs: DAY_MS, period: '300', averaged: 'averaged over each five minutes' },
  { id: '7d', text: '7 days', lengthMs: 7 * DAY_MS, period: '3600', averaged: 'averaged over each hour' },
  { id: '28d', text: '28 days', lengthMs: 28 * DAY_MS, period: '3600', averaged: 'averaged over each hour' },
]

export interface Stretch {
  readonly startMs: number
  readonly endMs: number
}

/** The one in the address, or the shortest of which the insight is at most a third. */
export function spanOf(id: string | null, insight: Stretch): RateSpan {
  const length = insight.endMs - insight.startMs
  return (
    RATE_SPANS.find((span) => span.id === id) ??
    RATE_SPANS.find(({ lengthMs }) => length * 3 <= lengthMs) ??
    RATE_SPANS.at(-1)!
  )
}

/**
 * The time that the graph shows, in whole periods: the insight in the middle, or its start if it is
 * longer, but nothing before the first event or after the last one, where no rate is known.
 */
export function rateWindow({ lengthMs, period }: RateSpan, insight: Stretch, events: Stretch): Stretch {
  const step = Number(period) * 1000
  const middle = Math.min((insight.startMs + insight.endMs) / 2, insight.startMs + lengthMs / 2)
  const lastMs = Math.max(events.endMs, insight.endMs)
  const endMs = Math.min(middle + lengthMs / 2, lastMs)
  const startMs = Math.max(endMs - lengthMs, Math.min(events.startMs, insight.startMs))
  return { startMs: Math.floor(startMs / step) * step, endMs: Math.ceil(endMs / step) * step }
}
