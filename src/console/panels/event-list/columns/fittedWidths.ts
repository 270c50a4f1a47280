import { MIN_COLUMN_WIDTH } from './columnTracks.ts'

/** The greatest width: longer cells are cut off. */
const WIDEST = 900

/** Room for the menu button beside the title, which is drawn only under the pointer. */
const MENU_WIDTH = 20

/**
 * The widths at which the titles of these columns, and all of their cells in the window, fit on one
 * line without being cut off.
 */
export function fittedWidths(
  grid: HTMLElement,
  columns: readonly string[],
): Readonly<Record<string, number>> {
  const measure = document.createElement('div')
  measure.className = 'event-list-measure'
  const copies = columns.map((column) =>
    Array.from(
      grid.querySelectorAll<HTMLElement>(`[role="row"] > [data-column="${CSS.escape(column)}"]`),
      (cell) => {
        const copy = cell.cloneNode(true) as HTMLElement
        copy.removeAttribute('id')
        measure.append(copy)
        return copy
      },
    ),
  )
  grid.append(measure)
  const widths = copies.map((cells) =>
    Math.max(...cells.map((cell) => cell.offsetWidth + (cell.role === 'columnheader' ? MENU_WIDTH : 0)), 0),
  )
  measure.remove()
  return Object.fromEntries(
    columns.map((column, index) => [
      column,
      Math.min(Math.max(widths[index]! + 1, MIN_COLUMN_WIDTH), WIDEST),
    ]),
  )
}
