import type { XmlHandlers } from './xml.ts'

/** A number with a date's format, as Excel counts: days since 1900. */
interface DateCell {
  readonly days: number
}

export type SheetCell = string | DateCell

/** What cells refer to in other parts of the workbook. */
export interface CellContext {
  readonly strings: readonly string[]
  /** Whether a number of a cell's style is a date, by the style's place. */
  readonly dateStyles: readonly boolean[]
  /** Whether days are counted from 1904, as in old workbooks of the Mac. */
  readonly isSince1904: boolean
}

/** Handlers that read the rows of a sheet. Cells without a value are empty texts. */
export function rowHandlers(
  { strings, dateStyles, isSince1904 }: CellContext,
  onRow: (cells: readonly SheetCell[], row: number) => void,
): XmlHandlers {
  let cells: SheetCell[] = []
  let row = 0
  let column = 0
  let type = ''
  let style = 0
  let value: string | null = null
  let isValue = false
  return {
    open: (name, attributes) => {
      if (name === 'row') {
        cells = []
        column = 0
        row = Number(attributes['r'] ?? row + 1)
      } else if (name === 'c') {
        column = columnOf(attributes['r']) ?? column + 1
        type = attributes['t'] ?? 'n'
        style = Number(attributes['s'] ?? 0)
        value = null
      } else if (name === 'v' || name === 't') {
        isValue = true
        value ??= ''
      } else if (name === 'rPh') type = 'phonetic'
    },
    text: (text) => {
      if (isValue && type !== 'phonetic') value += text
    },
    close: (name) => {
      if (name === 'v' || name === 't') isValue = false
      else if (name === 'c' && value !== null && column <= MOST_COLUMNS) {
        while (cells.length < column - 1) cells.push('')
        cells[column - 1] = cellOf(value)
      } else if (name === 'row') onRow(cells, row)
    },
  }

  function cellOf(text: string): SheetCell {
    if (type === 's') return strings[Number(text)] ?? ''
    if (type === 'b') return text === '1' ? 'true' : 'false'
    if (type === 'e') return ''
    if (type !== 'n') return unescaped(text)
    const number = Number(text)
    if (Number.isNaN(number)) return text
    if (dateStyles[style]) return { days: isSince1904 ? number + DAYS_TO_1904 : number }
    // As many digits as Excel keeps, and not those of the binary number.
    return /^-?\d+$/.test(text) ? text : String(number)
  }
}

/** Characters that XML cannot have are written as `_x000D_`. */
export function unescaped(text: string): string {
  return text.includes('_x')
    ? text.replaceAll(/_x([\dA-Fa-f]{4})_/g, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      )
    : text
}

/** 3 for `C7`. */
function columnOf(reference: string | undefined): number | null {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0]
  if (letters === undefined) return null
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return column
}

/** Excel's own limit. */
const MOST_COLUMNS = 16_384
const DAYS_TO_1904 = 1462
