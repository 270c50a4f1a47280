import type { DateRangePickerProps } from '@cloudscape-design/components/date-range-picker'
import type { TimeRange, TimeUnit } from '../../../filter/filter.ts'
import { readTime, writeTime } from '../../../filter/timeRange.ts'
import { formatTime, type Zone } from '../../ui/time.ts'

const PICKER_UNITS = { m: 'minute', h: 'hour', d: 'day', w: 'week' } as const satisfies Record<
  TimeUnit,
  string
>

const TIME_UNITS: readonly TimeUnit[] = ['m', 'h', 'd', 'w']

/** 30 minutes to 90 days, which is as far back as CloudTrail's own event history goes. */
export const RELATIVE_OPTIONS: readonly DateRangePickerProps.RelativeOption[] = [
  { key: '30m', amount: 30, unit: 'minute', type: 'relative' },
  { key: '1h', amount: 1, unit: 'hour', type: 'relative' },
  { key: '12h', amount: 12, unit: 'hour', type: 'relative' },
  { key: '1d', amount: 1, unit: 'day', type: 'relative' },
  { key: '7d', amount: 7, unit: 'day', type: 'relative' },
  { key: '30d', amount: 30, unit: 'day', type: 'relative' },
  { key: '90d', amount: 90, unit: 'day', type: 'relative' },
]

/** The value of the picker; `bounds` replace an open end. */
export function toPicked(
  range: TimeRange,
  bounds: { readonly firstMs: number; readonly lastMs: number },
): DateRangePickerProps.Value | null {
  switch (range.kind) {
    case 'all':
      return null
    case 'relative': {
      const unit = PICKER_UNITS[range.unit]
      const option = RELATIVE_OPTIONS.find((each) => each.amount === range.amount && each.unit === unit)
      return { type: 'relative', amount: range.amount, unit, key: option?.key ?? 'custom' }
    }
    case 'absolute':
      return {
        type: 'absolute',
        startDate: writeTime(toMs(range.startTime, 'start') ?? bounds.firstMs),
        endDate: writeTime(toMs(range.endTime, 'end') ?? bounds.lastMs),
      }
  }
}

export function fromPicked(picked: DateRangePickerProps.Value | null): TimeRange {
  if (picked === null) return { kind: 'all' }
  if (picked.type === 'absolute') {
    return { kind: 'absolute', startTime: toUtc(picked.startDate), endTime: toUtc(picked.endDate) }
  }
  const unit = TIME_UNITS.find((each) => PICKER_UNITS[each] === picked.unit)
  return { kind: 'relative', amount: picked.amount, unit: unit ?? 'd' }
}

/** The problem of a picked range; null when it is valid. */
export function problemOfPicked(picked: DateRangePickerProps.Value | null): string | null {
  if (picked === null) return null
  if (picked.type === 'relative') {
    return Number.isInteger(picked.amount) && picked.amount > 0 ? null : 'Give a whole number of 1 or more.'
  }
  const startMs = Date.parse(picked.startDate)
  const endMs = Date.parse(picked.endDate)
  if (Number.isNaN(startMs) || Number.isNaN(endMs)) return 'Give a start and an end.'
  return startMs > endMs ? 'The start is after the end.' : null
}

/** `Last 7 days`, `All time`, `2026-11-20 00:00:00 UTC — …` */
export function describeTimeRange(range: TimeRange, zone: Zone): string {
  switch (range.kind) {
    case 'all':
      return 'All time'
    case 'relative': {
      const unit = PICKER_UNITS[range.unit]
      return range.amount === 1 ? `Last ${unit}` : `Last ${range.amount} ${unit}s`
    }
    case 'absolute': {
      const start = toMs(range.startTime, 'start')
      const end = toMs(range.endTime, 'end')
      if (start === null) return end === null ? 'All time' : `Until ${formatTime(writeTime(end), zone)}`
      const from = formatTime(writeTime(start), zone)
      return end === null ? `Since ${from}` : `${from} — ${formatTime(writeTime(end), zone)}`
    }
  }
}

const toMs = (time: string | undefined, side: 'start' | 'end'): number | null =>
  time === undefined ? null : readTime(time, side)

const toUtc = (date: string): string => writeTime(Date.parse(date))
