import { useState, type MouseEvent } from 'react'
import type { CloudTrailEvent } from '../../../cloudtrail/event.ts'
import { asksForMenu } from '../../ui/asksForMenu.ts'
import type { MenuPlace } from '../../ui/ContextMenu.tsx'
import { openValueMenu } from '../../models/value-menu/openValueMenu.ts'
import { cellId, rowId } from './EventRow.tsx'
import { pickedValues } from './pickedValues.ts'

export interface CellMenuOptions {
  /** Gets the focus back. */
  readonly grid: HTMLElement | null
  readonly columns: readonly string[]
  /** The active row's position, -1 for none. */
  readonly active: number
  readonly onActivate: (index: number) => void
  /** Undefined where none has come yet. */
  readonly eventAt: (index: number) => CloudTrailEvent | undefined
  readonly onCopyRows: (event: CloudTrailEvent, place: MenuPlace) => void
  /** Pixels before the first column. */
  readonly margin: number
}

export interface CellMenu {
  /** The column that the keyboard stands on; -1 for the row as a whole. */
  readonly activeColumn: number
  readonly moveColumn: (by: 1 | -1) => void
  /** Asks what can be done from the active cell, the first one for a row as a whole. */
  readonly openMenu: () => void
  readonly copyRows: () => void
  readonly onContextMenu: (domEvent: MouseEvent) => void
}

/** The menu of a cell, by pointer and by keyboard. */
export function useCellMenu(options: CellMenuOptions): CellMenu {
  const { grid, columns, active, onActivate, eventAt, onCopyRows, margin } = options
  const [chosenColumn, setActiveColumn] = useState(-1)
  // Columns may have gone.
  const activeColumn = Math.min(chosenColumn, columns.length - 1)

  const open = (index: number, column: string, place: MenuPlace) => {
    const event = eventAt(index)
    if (!event) return
    const copyRows = { label: 'Copy rows as…', leadsOn: true, run: () => onCopyRows(event, place) }
    void pickedValues(event, column).then((values) =>
      openValueMenu({ event, values, place, more: [{ items: [copyRows] }] }),
    )
  }
  const activePlace = (): MenuPlace => {
    const element = document.getElementById(activeColumn < 0 ? rowId(active) : cellId(active, activeColumn))
    const box = element?.getBoundingClientRect()
    // Under the text of the active cell, or of the first one.
    const x = (box?.left ?? 0) + (activeColumn < 0 ? margin : 0) + 12
    return { x, y: box?.bottom ?? 0, returnTo: grid }
  }

  return {
    activeColumn,
    moveColumn: (by) => {
      const next = Math.min(Math.max(activeColumn + by, -1), columns.length - 1)
      setActiveColumn(next)
      document.getElementById(cellId(active, next))?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    },
    openMenu: () => {
      const column = columns[Math.max(activeColumn, 0)]
      if (column !== undefined) open(active, column, activePlace())
    },
    copyRows: () => {
      const event = eventAt(active)
      if (event) onCopyRows(event, activePlace())
    },
    onContextMenu: (domEvent) => {
      const target = domEvent.target instanceof Element ? domEvent.target : null
      const cell = target?.closest<HTMLElement>('[data-column]')
      const column = cell?.dataset['column']
      if (column === undefined || !asksForMenu(domEvent)) return
      domEvent.preventDefault()
      const index = Number(cell?.closest('[aria-rowindex]')?.getAttribute('aria-rowindex')) - 2
      onActivate(index)
      // A failure has its code beside the name, and notes stand there too.
      const mark = target?.closest<HTMLElement>('[data-field]')?.dataset['field']
      const field = target?.closest('.event-cell-error') ? 'errorCode' : (mark ?? column)
      open(index, field, { x: domEvent.clientX, y: domEvent.clientY, returnTo: grid })
    },
  }
}
