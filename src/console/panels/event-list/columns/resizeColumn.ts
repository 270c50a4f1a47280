import { flushSync } from 'react-dom'
import type { EventTable } from '../model/useEventTable.ts'
import { MIN_COLUMN_WIDTH } from './columnTracks.ts'

/** Makes a column wider by some pixels, or narrower. `cell` is its title's. */
export function resizeColumn(table: EventTable, cell: HTMLElement, column: string, by: number): void {
  fixWidths(table, cell)
  table.setColumnSizing((sizes) => ({
    ...sizes,
    [column]: Math.max(MIN_COLUMN_WIDTH, (sizes[column] ?? MIN_COLUMN_WIDTH) + by),
  }))
}

/**
 * Gives the column of an element and those before it the widths they have on screen: the edge that
 * is dragged then stays under the pointer, and the columns after it share what is left.
 */
export function fixWidths(table: EventTable, element: HTMLElement): void {
  const cell = element.closest('[data-column]')
  const cells = [...(cell?.parentElement?.querySelectorAll<HTMLElement>('[data-column]') ?? [])]
  const fixed = cells
    .slice(0, cells.findIndex((each) => each === cell) + 1)
    .map((each) => [each.dataset['column'] ?? '', each.offsetWidth] as const)
  flushSync(() => table.setColumnSizing((sizes) => ({ ...sizes, ...Object.fromEntries(fixed) })))
}
