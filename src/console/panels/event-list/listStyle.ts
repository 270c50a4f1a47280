import type { CSSProperties } from 'react'
import type { ShownColumns } from '../../models/address/shownColumns.ts'
import type { Preferences } from '../../models/preferences/preferences.ts'
import { columnTracks } from './columns/columnTracks.ts'
import type { ContentWidths } from './columns/contentWidths.ts'

export const HEADER_HEIGHT = { comfortable: 36, compact: 28 }
/** A line of 20 pixels in Cloudscape's `space-scaled-xs`: 8 pixels on each side, or 4. */
const ROW_HEIGHT = { comfortable: 36, compact: 28 }
/** Two lines. All rows have the same height, so that the offset of any row is known. */
const WRAPPED_ROW_HEIGHT = { comfortable: 56, compact: 48 }
/** Width of the left margin, where rows are selected and starred. */
const SELECT_WIDTH = 34
const STAR_WIDTH = 26
export const MARGIN_WIDTH = SELECT_WIDTH + STAR_WIDTH

type Density = Preferences['density']

export const rowHeightOf = (wrapLines: boolean, density: Density): number =>
  (wrapLines ? WRAPPED_ROW_HEIGHT : ROW_HEIGHT)[density]

/** The style of the list's element: the heights. */
export const listStyle = (
  { wrapLines }: ShownColumns,
  density: Density,
): CSSProperties & Record<`--${string}`, string> => ({
  '--row-height': `${rowHeightOf(wrapLines, density)}px`,
  '--header-height': `${HEADER_HEIGHT[density]}px`,
})

/**
 * The style of the header and of the element around the rows: the tracks of the columns, which a row
 * inherits, and the width. `contents` are the widths of the columns' contents.
 *
 * Not a variable: with every answer columns fit new contents, and a variable would compute the styles
 * of all that is in the rows, not only of the rows.
 */
export function columnStyle({ names, widths }: ShownColumns, contents: ContentWidths): CSSProperties {
  const { tracks, width } = columnTracks(names, widths, contents)
  return {
    gridTemplateColumns: `${SELECT_WIDTH}px ${STAR_WIDTH}px ${tracks}`,
    inlineSize: `max(100%, ${MARGIN_WIDTH}px + ${width})`,
  }
}
