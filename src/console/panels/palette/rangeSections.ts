import { EVERYTHING, type TimeRange } from '../../../filter/filter.ts'
import { formatFilterText } from '../../../filter/text.ts'
import { readTypedTimeRange } from '../../../filter/typed-time/readTypedTimeRange.ts'
import type { Zone } from '../../ui/time.ts'
import type { PaletteEntry, PaletteSection } from './findEntries.ts'

/** The time ranges that the typed text can mean, such as `yesterday` or `last 36h`. */
export function rangeSections(
  typed: string,
  nowMs: number,
  zone: Zone,
  onTimeRange: (timeRange: TimeRange) => void,
): readonly PaletteSection[] {
  // Numbers alone are rather a part of a value.
  const read = /[a-z]/i.test(typed) ? readTypedTimeRange(typed, nowMs, zone) : null
  if (read === null || read.kind === 'problem') return []
  const choices = read.kind === 'choices' ? read.choices : [{ says: typed.trim(), timeRange: read.timeRange }]
  const entries = choices.map(({ says, timeRange }): PaletteEntry => ({
    id: `range ${says}`,
    label: says,
    detail: formatFilterText({ ...EVERYTHING, timeRange }),
    run: () => onTimeRange(timeRange),
  }))
  return [{ title: 'Set time range', answers: true, entries }]
}
