import type { TimeRange, TimeUnit } from '../../../filter/filter.ts'
import { writeTime } from '../../../cloudtrail/writeTime.ts'
import { readTime, writeTimeRange } from '../../../filter/timeRange.ts'
import { showTime, type ShownTime, type Zone } from '../../ui/time.ts'

type RelativeRange = TimeRange & { readonly kind: 'relative' }

/** 30 minutes to 90 days, which is as far back as CloudTrail's own event history goes. */
export const RELATIVE_RANGES: readonly RelativeRange[] = [
  { kind: 'relative', amount: 30, unit: 'm' },
  { kind: 'relative', amount: 1, unit: 'h' },
  { kind: 'relative', amount: 12, unit: 'h' },
  { kind: 'relative', amount: 1, unit: 'd' },
  { kind: 'relative', amount: 7, unit: 'd' },
  { kind: 'relative', amount: 30, unit: 'd' },
  { kind: 'relative', amount: 90, unit: 'd' },
]

const UNIT_WORDS: Readonly<Record<TimeUnit, string>> = { m: 'minute', h: 'hour', d: 'day', w: 'week' }

/**
 * `Last 7 days`, `All time`, `2026-11-20 UTC`, `2026-11-20 10:00:00 – 11:00:00 UTC`. The date and
 * the zone of the end are left out where they are those of the start.
 */
export function describeTimeRange(range: TimeRange, zone: Zone): string {
  switch (range.kind) {
    case 'all':
      return 'All time'
    case 'relative': {
      const unit = UNIT_WORDS[range.unit]
      return range.amount === 1 ? `Last ${unit}` : `Last ${range.amount} ${unit}s`
    }
    case 'absolute': {
      const start = shown(range.startTime, 'start', zone)
      const end = shown(range.endTime, 'end', zone)
      if (start === null) return end === null ? 'All time' : `Until ${whole(end)}`
      return end === null ? `Since ${whole(start)}` : between(start, end)
    }
  }
}

/** The range as it can be typed; empty for all time. */
export function typedForm(range: TimeRange, zone: Zone): string {
  if (range.kind === 'relative') return writeTimeRange(range)
  return range.kind === 'all' ? '' : describeTimeRange(range, zone)
}

function between(start: ShownTime, end: ShownTime): string {
  const [startDay, startClock] = partsOf(start)
  const [endDay, endClock] = partsOf(end)
  const startZone = start.zone === end.zone ? '' : ` ${start.zone}`
  if (startClock === '00:00:00' && endClock === '23:59:59' && startZone === '') {
    return startDay === endDay ? `${startDay} ${end.zone}` : `${startDay} – ${endDay} ${end.zone}`
  }
  return `${start.time}${startZone} – ${startDay === endDay ? endClock : end.time} ${end.zone}`
}

const partsOf = ({ time }: ShownTime): readonly [day: string, clock: string] => [
  time.slice(0, 10),
  time.slice(11),
]

const whole = ({ time, zone }: ShownTime): string => `${time} ${zone}`

function shown(time: string | undefined, side: 'start' | 'end', zone: Zone): ShownTime | null {
  const ms = time === undefined ? null : readTime(time, side)
  const text = ms === null ? null : showTime(writeTime(ms), zone)
  if (ms === null || text === null || side === 'start') return text
  // An end is inclusive: a whole second up to its end is shown without its milliseconds, and one
  // that ends where it begins with them.
  return { ...text, time: ms % 1000 === 0 ? `${text.time}.000` : text.time.replace('.999', '') }
}
