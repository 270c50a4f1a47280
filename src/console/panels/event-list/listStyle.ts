import type { CSSProperties } from 'react'
import type { ShownColumns } from '../../models/address/shownColumns.ts'
import type { Preferences } from '../../models/preferences/preferences.ts'
import { columnTracks } from './columns/columnTracks.ts'

export const HEADER_HEIGHT = { comfortable: 36, compact: 30 }
const ROW_HEIGHT = { comfortable: 36, compact: 28 }
/** Three lines. All rows have the same height, so that the offset of any row is known. */
const WRAPPED_ROW_HEIGHT = { comfortable: 76, compact: 66 }
/** Width of the left margin, where rows are selected and starred. */
const SELECT_WIDTH = 34
const STAR_WIDTH = 26
export const MARGIN_WIDTH = SELECT_WIDTH + STAR_WIDTH

type Density = Preferences['density']

export const rowHeightOf = (wrapLines: boolean, density: Density): number =>
  (wrapLines ? WRAPPED_ROW_HEIGHT : ROW_HEIGHT)[density]

/** The style of the list's element: the tracks of its columns, and the heights. */
export function listStyle(
  { names, widths, wrapLines }: ShownColumns,
  { density, zone }: Pick<Preferences, 'density' | 'zone'>,
): CSSProperties & Record<`--${string}`, string> {
  const { tracks, width } = columnTracks(names, widths, zone)
  return {
    '--columns': `${SELECT_WIDTH}px ${STAR_WIDTH}px ${tracks}`,
    '--columns-width': `${MARGIN_WIDTH + width}px`,
    '--row-height': `${rowHeightOf(wrapLines, density)}px`,
    '--header-height': `${HEADER_HEIGHT[density]}px`,
  }
}
