import { measureText } from '../../ui/chart/measureText.ts'
import { cellText, type ResultColumn } from './resultColumns.ts'

/** Around the text of a cell. */
const PADDING = 24
const NARROWEST = 64
const WIDEST = 420
/** Wide letters make a text with fewer of them the widest one. */
const MEASURED = 8
const SAMPLE = 500

/** As wide as the contents of the first rows, up to a limit, in pixels. */
export function columnWidths(
  columns: readonly ResultColumn[],
  rows: readonly (readonly unknown[])[],
): readonly number[] {
  const cell = measureText('14px')
  const header = measureText('700 14px')
  const sample = rows.slice(0, SAMPLE)
  return columns.map(({ name }, at) => {
    const texts = longest(sample.map((row) => cellText(row[at]) ?? 'NULL'))
    const widest = Math.max(header(name), ...texts.map((text) => cell(text)))
    return Math.ceil(Math.min(WIDEST, Math.max(NARROWEST, widest + PADDING)))
  })
}

/** Longer texts are wider than any column. */
const CERTAINLY_WIDE = 200

const longest = (texts: readonly string[]): readonly string[] =>
  texts
    .map((text) => text.slice(0, CERTAINLY_WIDE))
    .toSorted((a, b) => b.length - a.length)
    .slice(0, MEASURED)

/** Whether a text does not fit in a column of this width, so that it is cut off. */
export const isCut = (text: string, width: number): boolean =>
  text.length > CERTAINLY_WIDE || text.includes('\n') || measureText('14px')(text) + PADDING > width + 1
