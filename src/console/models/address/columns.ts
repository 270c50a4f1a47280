import { MAX_COLUMNS } from '../../../api/lookupEvents.ts'
import { isPathColumn, RESOURCE_COLUMN } from '../../../api/listAddress.ts'
import { labelOf } from '../../../cloudtrail/fields.ts'

/** The title of a column. */
export const columnLabel = (name: string): string => (name === RESOURCE_COLUMN ? 'Resource' : labelOf(name))

/** Whether one more path column would exceed what a request can name. */
export const hasMostPaths = (names: readonly string[]): boolean =>
  names.filter(isPathColumn).length >= MAX_COLUMNS

/** The limit, as the page says it. */
export const MOST_PATHS = `Show at most ${MAX_COLUMNS} path columns`
