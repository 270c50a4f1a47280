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

/**
 * The style of the list's element: the tracks of its columns, and the heights. `contents` are the
 * widths of the columns' contents.
 */
export function listStyle(
  { names, widths, wrapLines }: ShownColumns,
  density: Density,
  contents: ContentWidths,
): CSSProperties & Record<`--${string}`, string> {
  const { tracks, width } = columnTracks(names, widths, contents)
  return {
    '--columns': `${SELECT_WIDTH}px ${STAR_WIDTH}px ${tracks}`,
    '--columns-width': `calc(${MARGIN_WIDTH}px + ${width})`,
    '--row-height': `${rowHeightOf(wrapLines, density)}px`,
    '--header-height': `${HEADER_HEIGHT[density]}px`,
  }
}
