import { flushSync } from 'react-dom'
import type { EventTable } from '../model/useEventTable.ts'
import { MIN_COLUMN_WIDTH } from './columnTracks.ts'

/** Makes a column wider by some pixels, or narrower when `by` is negative. `cell` is its header. */
export function resizeColumn(table: EventTable, cell: HTMLElement, column: string, by: number): void {
  fixWidths(table, cell)
  table.setColumnSizing((sizes) => ({
    ...sizes,
    [column]: Math.max(MIN_COLUMN_WIDTH, (sizes[column] ?? MIN_COLUMN_WIDTH) + by),
  }))
}

/**
 * Fixes the width of an element's column, and of those before it, to what is on screen: the dragged
 * edge then stays under the pointer, and the columns after it share the rest.
 */
export function fixWidths(table: EventTable, element: HTMLElement): void {
  const cell = element.closest('[data-column]')
  const cells = [...(cell?.parentElement?.querySelectorAll<HTMLElement>('[data-column]') ?? [])]
  const fixed = cells
    .slice(0, cells.findIndex((each) => each === cell) + 1)
    .map((each) => [each.dataset['column'] ?? '', each.offsetWidth] as const)
  flushSync(() => table.setColumnSizing((sizes) => ({ ...sizes, ...Object.fromEntries(fixed) })))
}
