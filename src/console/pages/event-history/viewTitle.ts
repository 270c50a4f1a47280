import type { CloudTrailEvent } from '../../../cloudtrail/event.ts'
import { eventTitle } from '../../../cloudtrail/eventTitle.ts'
import type { Filter } from '../../../filter/filter.ts'
import { formatFilterText } from '../../../filter/text.ts'
import { writeTimeRange } from '../../../filter/timeRange.ts'
import type { View } from '../../models/address/view.ts'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'

const MOST_CHARACTERS = 60

/**
 * What the window's title says about a view: the opened event, then the saved view or a short form
 * of the filter.
 */
export function viewTitle(view: View, opened: CloudTrailEvent | undefined): string {
  const list = view.savedView ?? filterTitle(view.filter)
  const parts = opened ? [eventTitle(opened), list] : [list || 'Event history']
  return parts
    .filter((part) => part !== '')
    .map((part) => short(spellOutInvisible(part)))
    .join(' · ')
}

function filterTitle(filter: Filter): string {
  const { timeRange } = filter
  const range =
    timeRange.kind === 'relative'
      ? writeTimeRange(timeRange)
      : timeRange.kind === 'absolute'
        ? `${day(timeRange.startTime)}–${day(timeRange.endTime)}`
        : ''
  return [formatFilterText({ ...filter, timeRange: { kind: 'all' } }), range]
    .filter((part) => part !== '')
    .join(' ')
}

/** The day of an ISO time; empty for an open end. */
const day = (time: string | undefined): string => time?.slice(0, 10) ?? ''

function short(text: string): string {
  const characters = Array.from(text)
  return characters.length <= MOST_CHARACTERS
    ? text
    : `${characters
        .slice(0, MOST_CHARACTERS - 1)
        .join('')
        .trimEnd()}…`
}
