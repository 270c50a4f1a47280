export interface CellPlace {
  readonly row: number
  readonly column: number
}

interface GridSize {
  readonly rows: number
  readonly columns: number
  /** How many rows are in view. */
  readonly page: number
}

interface PressedKey {
  readonly key: string
  readonly ctrlKey: boolean
  readonly shiftKey: boolean
}

/** Where a key leads from a cell, as in any ARIA grid; null for other keys. */
export function movedTo(
  { row, column }: CellPlace,
  { key, ctrlKey, shiftKey }: PressedKey,
  { rows, columns, page }: GridSize,
): CellPlace | null {
  if (shiftKey || rows === 0) return null
  const to = (toRow: number, toColumn: number): CellPlace => ({
    row: Math.min(Math.max(toRow, 0), rows - 1),
    column: Math.min(Math.max(toColumn, 0), columns - 1),
  })
  if (ctrlKey) {
    if (key === 'Home') return to(0, 0)
    return key === 'End' ? to(rows - 1, columns - 1) : null
  }
  switch (key) {
    case 'ArrowDown':
      return to(row + 1, column)
    case 'ArrowUp':
      return to(row - 1, column)
    case 'ArrowRight':
      return to(row, column + 1)
    case 'ArrowLeft':
      return to(row, column - 1)
    case 'PageDown':
      return to(row + page, column)
    case 'PageUp':
      return to(row - page, column)
    case 'Home':
      return to(row, 0)
    case 'End':
      return to(row, columns - 1)
    default:
      return null
  }
}
