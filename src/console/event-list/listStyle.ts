import type { CSSProperties } from 'react'
import type { Preferences } from '../preferences/preferences.ts'
import { columnTracks } from './columns.ts'

export const HEADER_HEIGHT = { comfortable: 36, compact: 30 }
const ROW_HEIGHT = { comfortable: 36, compact: 28 }
const WRAPPED_ROW_HEIGHT = { comfortable: 56, compact: 46 }
/** The left margin, where rows are ticked. */
export const TICK_WIDTH = 36

type Chosen = Pick<Preferences, 'columns' | 'density' | 'wrapLines' | 'zone'>

export const rowHeightOf = ({ wrapLines, density }: Pick<Chosen, 'wrapLines' | 'density'>): number =>
  (wrapLines ? WRAPPED_ROW_HEIGHT : ROW_HEIGHT)[density]

/** What the list's element says to its styles: the columns' tracks, and the heights. */
export function listStyle(
  chosen: Chosen,
  columnSizing: Readonly<Record<string, number>>,
): CSSProperties & Record<`--${string}`, string> {
  const { tracks, width } = columnTracks(chosen.columns, columnSizing, chosen.zone)
  return {
    '--columns': `${TICK_WIDTH}px ${tracks}`,
    '--columns-width': `${TICK_WIDTH + width}px`,
    '--row-height': `${rowHeightOf(chosen)}px`,
    '--header-height': `${HEADER_HEIGHT[chosen.density]}px`,
  }
}
