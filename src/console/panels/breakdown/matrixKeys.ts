type Place = readonly [row: number, column: number]

interface PressedKey {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}

/** Where a key leads in a grid, whose last row and column are given; null if it leads nowhere. */
export function movedInMatrix(
  pressed: PressedKey,
  [row, column]: Place,
  [lastRow, lastColumn]: Place,
): Place | null {
  const { key, ctrlKey, metaKey, altKey } = pressed
  if (altKey) return null
  const isFar = ctrlKey || metaKey
  const moved: Readonly<Record<string, Place>> = {
    ArrowUp: [row - 1, column],
    ArrowDown: [row + 1, column],
    ArrowLeft: [row, column - 1],
    ArrowRight: [row, column + 1],
    Home: [isFar ? 0 : row, 0],
    End: [isFar ? lastRow : row, lastColumn],
    PageUp: [row - 10, column],
    PageDown: [row + 10, column],
  }
  const to = moved[key]
  if (!to) return null
  const within = (at: number, last: number) => Math.max(0, Math.min(last, at))
  return [within(to[0], lastRow), within(to[1], lastColumn)]
}
