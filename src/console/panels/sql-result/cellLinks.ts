import { token } from '../../../filter/edit.ts'
import { EVERYTHING, type Filter } from '../../../filter/filter.ts'
import { writeSeconds } from '../../../filter/timeRange.ts'
import { addressOf } from '../../models/address/useView.ts'
import { HOME, type View } from '../../models/address/view.ts'
import type { Page } from '../../routes.ts'
import { cellText, type ResultColumn } from './resultColumns.ts'
import { endOfStep, timeOf } from './resultTimes.ts'

/** Longer values are unreadable as conditions and too long for links. */
const LONGEST_VALUE = 2000
/** Servers accept no much longer address. */
const LONGEST_ADDRESS = 8000

/** Where a cell leads: an event, or the list of the events that it is about. */
export interface CellLink {
  readonly label: string
  readonly page: Page
}

/** Null for a cell that leads nowhere. */
export function linkOfCell({ role }: Pick<ResultColumn, 'role'>, cell: unknown): CellLink | null {
  const text = cellText(cell)
  if (text === null || text === '' || text.length > LONGEST_VALUE) return null
  switch (role.kind) {
    case 'eventID':
      return { label: 'Open the event', page: { kind: 'event-details', id: text, view: HOME } }
    case 'time': {
      const ms = timeOf(text)
      if (ms === null) return null
      const page = listOf(filterOfTimes(ms, endOfStep(ms, role.step)))
      return { label: 'Show the events of this time', page }
    }
    case 'field':
      return { label: 'Show the events with this value', page: listOf(filterOfValue(role.field, text)) }
    case 'none':
      return null
  }
}

export const listOf = (filter: Filter): View => ({ ...HOME, filter })

export const filterOfValue = (field: string, value: string): Filter => ({
  ...EVERYTHING,
  tokens: [token(field, '=', value)],
})

/** Up to but not including `endMs`. */
export const filterOfTimes = (startMs: number, endMs: number): Filter => ({
  ...EVERYTHING,
  timeRange: { kind: 'absolute', startTime: writeSeconds(startMs), endTime: writeSeconds(endMs - 1) },
})

export interface ListedEvents {
  readonly page: View
  /** How many of the events it lists. */
  readonly listed: number
  readonly of: number
}

/**
 * The list of the events that the rows name: of the first of them, if an address has no room for
 * all. Null if the rows name none.
 */
export function eventsOf(
  columns: readonly ResultColumn[],
  rows: readonly (readonly unknown[])[],
): ListedEvents | null {
  const at = columns.findIndex(({ role }) => role.kind === 'eventID')
  if (at < 0) return null
  const ids = [
    ...new Set(rows.map((row) => row[at]).filter((cell) => typeof cell === 'string' && cell !== '')),
  ]
  if (ids.length === 0) return null
  const page = (count: number) =>
    listOf({ ...EVERYTHING, tokens: ids.slice(0, count).map((id) => token('eventID', '=', id as string)) })
  const perEvent = addressOf(page(1)).length - addressOf(listOf(EVERYTHING)).length
  let listed = Math.min(ids.length, Math.floor(LONGEST_ADDRESS / perEvent))
  while (listed > 1 && addressOf(page(listed)).length > LONGEST_ADDRESS) listed--
  return { page: page(listed), listed, of: ids.length }
}
