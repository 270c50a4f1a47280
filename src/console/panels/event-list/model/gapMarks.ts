import type { Filter, Order } from '../../../../filter/filter.ts'
import { isOfField } from '../../../../filter/edit.ts'
import { resolveTimeRange } from '../../../../filter/timeRange.ts'
import { formatTime, type Zone } from '../../../ui/time.ts'

/** A time of an account and Region that no digest file covers. */
export interface DigestGap {
  readonly accountId: string
  readonly region: string
  readonly startTime: string
  readonly endTime: string
}

/** A gap as the list marks it, perhaps of several Regions. */
export interface ListGap {
  readonly startMs: number
  /** Exclusive. */
  readonly endMs: number
  readonly regions: readonly string[]
}

/**
 * The gaps in which a result can be incomplete: those in its time range, accounts and Regions.
 * Those of the same time are one. By their end, oldest first.
 */
export function relevantGaps(gaps: readonly DigestGap[], filter: Filter, nowMs: number): readonly ListGap[] {
  const range = resolveTimeRange(filter.timeRange, nowMs)
  const byTime = new Map<string, ListGap>()
  for (const { accountId, region, startTime, endTime } of gaps) {
    const [startMs, endMs] = [Date.parse(startTime), Date.parse(endTime)]
    const isInRange = endMs > (range.startMs ?? -Infinity) && startMs <= (range.endMs ?? Infinity)
    if (!isInRange || !admits(filter, 'accountId', accountId) || !admits(filter, 'awsRegion', region))
      continue
    const before = byTime.get(`${startMs} ${endMs}`)?.regions ?? []
    byTime.set(`${startMs} ${endMs}`, { startMs, endMs, regions: [...new Set([...before, region])] })
  }
  return [...byTime.values()].toSorted((a, b) => a.endMs - b.endMs)
}

/** Whether events with this value can match, by the filter's conditions of equality on the field. */
function admits({ tokens }: Filter, field: string, value: string): boolean {
  const ofField = tokens.filter((each) => isOfField(each, field))
  const included = ofField.filter(({ operator }) => operator === '=')
  return (
    (included.length === 0 || included.some((each) => each.value === value)) &&
    !ofField.some((each) => each.operator === '!=' && each.value === value)
  )
}

/**
 * The gaps that end between two neighbouring events. `above` is null for the first event of the
 * list: then those behind the newest event, or before the oldest. Each gap is between exactly two
 * rows.
 */
export function gapsBetween(
  gaps: readonly ListGap[],
  above: string | null,
  below: string | null,
  order: Order,
): readonly ListGap[] {
  if (gaps.length === 0 || below === null) return []
  const [newer, older] = order === 'newest' ? [above, below] : [below, above]
  const newerMs = newer === null ? Infinity : Date.parse(newer)
  const olderMs = older === null ? -Infinity : Date.parse(older)
  return gaps.filter(({ endMs }) => olderMs < endMs && endMs <= newerMs)
}

/** `No data from 2026-11-20 14:00:00 UTC to 2026-11-20 17:00:00 UTC in us-east-1: no digest file covers it` */
export function gapWords(gaps: readonly ListGap[], zone: Zone): string {
  const [first, ...others] = gaps
  if (!first) return ''
  const [start, end] = [first.startMs, first.endMs].map((ms) => formatTime(new Date(ms).toISOString(), zone))
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`
  return `Gap from ${start} to ${end} in ${regionsInWords(first.regions)}: no digest file covers it${more}`
}

/** `Gap of 3 h in us-east-1`, where there is little room. */
export function gapInBrief(gaps: readonly ListGap[]): string {
  const [first, ...others] = gaps
  if (!first) return ''
  const hours = (first.endMs - first.startMs) / 3_600_000
  const length = hours < 48 ? `${Math.max(1, Math.round(hours))} h` : `${Math.round(hours / 24)} days`
  return `Gap of ${length} in ${regionsInWords(first.regions)}${others.length === 0 ? '' : ' …'}`
}

function regionsInWords(regions: readonly string[]): string {
  const [first = '', second, ...others] = regions
  if (second === undefined) return first
  return others.length === 0 ? `${first} and ${second}` : `${first}, ${second} and ${others.length} more`
}
