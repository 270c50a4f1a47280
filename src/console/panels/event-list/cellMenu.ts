import type { MouseEvent } from 'react'
import type { CloudTrailEvent } from '../../../cloudtrail/event.ts'
import type { TimeRange } from '../../../filter/filter.ts'
import { addressOf, currentView, go } from '../../models/address/useView.ts'
import { currentNow } from '../../models/queries/refreshes.ts'
import { openValueMenu } from '../../models/value-menu/openValueMenu.ts'
import { boundedBy, fiveMinutesAround } from '../../models/value-menu/timeBounds.ts'
import { asksForMenu } from '../../ui/asksForMenu.ts'
import type { MenuItem, MenuPlace } from '../../ui/ContextMenu.tsx'
import { MARGIN_WIDTH } from './listStyle.ts'
import { pickedValues } from './pickedValues.ts'
import { cellId, rowId } from './rowIds.ts'

/** Opens the menu for the values of an event in a field or path. */
export function openCellMenu(
  event: CloudTrailEvent,
  field: string,
  place: MenuPlace,
  onCopyRows: (event: CloudTrailEvent, place: MenuPlace) => void,
): void {
  const copyRows = { label: 'Copy rows as…', leadsOn: true, run: () => onCopyRows(event, place) }
  void pickedValues(event, field).then((values) =>
    openValueMenu({
      event,
      values,
      place,
      more: [{ title: 'Time range', items: timeItems(event) }, { items: [copyRows] }],
    }),
  )
}

/** The current filter, with a time range that starts or ends at the event, or surrounds it. */
function timeItems({ eventTime }: CloudTrailEvent): readonly MenuItem[] {
  if (eventTime === null) return []
  const { filter } = currentView()
  const item = (label: string, timeRange: TimeRange): MenuItem => {
    const view = { filter: { ...filter, timeRange } }
    return { label, href: addressOf(view), run: () => go(view) }
  }
  return [
    item('From here', boundedBy(eventTime, 'start', filter.timeRange, currentNow())),
    item('Until here', boundedBy(eventTime, 'end', filter.timeRange, currentNow())),
    item('±5 minutes around here', fiveMinutesAround(eventTime)),
  ]
}

/** The position below the text of a cell; below the first cell for a row as a whole (column -1). */
export function placeUnder(index: number, column: number, returnTo: HTMLElement | null): MenuPlace {
  const element = document.getElementById(column < 0 ? rowId(index) : cellId(index, column))
  const box = element?.getBoundingClientRect()
  const x = (box?.left ?? 0) + (column < 0 ? MARGIN_WIDTH : 0) + 12
  return { x, y: box?.bottom ?? 0, returnTo }
}

export interface PointedCell {
  readonly index: number
  readonly field: string
}

/** The cell that was right-clicked; null when the browser's own menu opens. */
export function pointedCell(domEvent: MouseEvent): PointedCell | null {
  const target = domEvent.target instanceof Element ? domEvent.target : null
  const cell = target?.closest<HTMLElement>('[data-column]')
  const column = cell?.dataset['column']
  if (column === undefined || !asksForMenu(domEvent)) return null
  const index = Number(cell?.closest('[aria-rowindex]')?.getAttribute('aria-rowindex')) - 2
  // The cell of the event name also shows the error code and notes.
  const mark = target?.closest<HTMLElement>('[data-field]')?.dataset['field']
  return { index, field: target?.closest('.event-cell-error') ? 'errorCode' : (mark ?? column) }
}
