import { MIN_COLUMN_WIDTH } from './columnTracks.ts'

/** A column that would take more shows a part of it. */
const WIDEST = 900

/** Beside the title, what is drawn there only under the pointer. */
const MENU_WIDTH = 20

/**
 * How wide each of some columns has to be so that its title and all of its cells in the window are
 * read whole, on one line.
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
