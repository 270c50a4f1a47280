import { MAX_COLUMNS } from '../../../api/lookupEvents.ts'
import { isPath, labelOf } from '../../../cloudtrail/fields.ts'

/**
 * A column shows a field, a path into the record, or the resources of an event: name and type
 * together.
 */
export const RESOURCE_COLUMN = 'resource'

/** The title of a column. */
export const columnLabel = (name: string): string => (name === RESOURCE_COLUMN ? 'Resource' : labelOf(name))

/** Whether the values of a column have to be requested by their path. */
export const isPathColumn = (name: string): boolean => name !== RESOURCE_COLUMN && isPath(name)

/** Whether one more path column would exceed what a request can name. */
export const hasMostPaths = (names: readonly string[]): boolean =>
  names.filter(isPathColumn).length >= MAX_COLUMNS

/** The limit, as the page says it. */
export const MOST_PATHS = `Show at most ${MAX_COLUMNS} path columns`

/** The columns, without the paths beyond what a request can name. */
export function withinMostPaths(names: readonly string[]): readonly string[] {
  const extra = new Set(names.filter(isPathColumn).slice(MAX_COLUMNS))
  return extra.size === 0 ? names : names.filter((name) => !extra.has(name))
}
