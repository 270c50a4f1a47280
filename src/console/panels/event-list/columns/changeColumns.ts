import { flushSync } from 'react-dom'
import { currentColumns, showColumns } from '../../../models/address/useShownColumns.ts'
import { announce } from '../../../ui/announce.ts'
import { columnLabel } from '../../../models/address/columns.ts'
import { movedBefore } from './columnOrder.ts'
import { fittedWidths } from './fittedWidths.ts'

/** Changes to the columns made from their headers. Each announces its outcome. */

/** Moves a column before another, or to the end when `before` is null. */
export function putColumnBefore(column: string, before: string | null): void {
  const { names } = currentColumns()
  const moved = movedBefore(names, column, before)
  if (moved.every((name, index) => name === names[index])) return
  // Drawn at once, so that the focus moves with the column.
  flushSync(() => showColumns({ names: moved }))
  announce(`${columnLabel(column)} moved to position ${moved.indexOf(column) + 1} of ${moved.length}`)
}

export function shiftColumn(column: string, by: number): void {
  const { names } = currentColumns()
  const at = names.indexOf(column)
  if (by < 0 && at > 0) putColumnBefore(column, names[at - 1]!)
  if (by > 0) putColumnBefore(column, names[at + 2] ?? null)
}

export function hideColumn(column: string): void {
  showColumns({ names: currentColumns().names.filter((name) => name !== column) })
  announce(`${columnLabel(column)} hidden`)
}

export function fitColumns(grid: HTMLElement, columns: readonly string[]): void {
  showColumns({ widths: { ...currentColumns().widths, ...fittedWidths(grid, columns) } })
  announce(
    columns.length === 1 ? `${columnLabel(columns[0]!)} fitted to content` : 'All columns fitted to content',
  )
}

export function wrapLines(wrap: boolean): void {
  showColumns({ wrapLines: wrap })
  announce(wrap ? 'Lines wrap' : 'Lines do not wrap')
}

/** Focuses the header of a column in the same list. */
export function focusColumn(within: HTMLElement, column: string | undefined): void {
  const cells = within.closest('[role="row"]')?.querySelectorAll<HTMLElement>('[data-column]') ?? []
  const cell = [...cells].find((each) => each.dataset['column'] === column)
  cell?.querySelector('button')?.focus()
}
