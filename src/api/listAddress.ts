import { isPath } from '../cloudtrail/fields.ts'
import type { FilterToken } from '../filter/filter.ts'
import type { StatusResponse } from './getStatus.ts'
import { MAX_COLUMNS } from './lookupEvents.ts'

// What the console's own address and its first request have in common: the server reads the same
// address, so that the browser requests the first page of the list before the console's code runs.

/** Query keys of Event history. Every other key belongs to the filter. */
export const LIST_KEYS = {
  order: 'order',
  group: 'group',
  openEvent: 'event',
  savedView: 'view',
  store: 'store',
  columns: 'columns',
  widths: 'widths',
  wrap: 'wrap',
} as const

/** Events a page of the list. */
export const PAGE_SIZE = 100

/** As in the AWS console: management events that changed something. */
const IN_AN_ACCOUNT: readonly FilterToken[] = [
  { kind: 'token', field: 'readOnly', operator: '=', value: 'false' },
  { kind: 'token', field: 'eventCategory', operator: '=', value: 'Management' },
]

/** The conditions of the list at an address that names none. */
export const startConditions = (source: StatusResponse['source']): readonly FilterToken[] =>
  source === 'log-files' ? [] : IN_AN_ACCOUNT

/**
 * A column shows a field, a path into the record, or the resources of an event: name and type
 * together.
 */
export const RESOURCE_COLUMN = 'resource'

/** Whether the values of a column have to be requested by their path. */
export const isPathColumn = (name: string): boolean => name !== RESOURCE_COLUMN && isPath(name)

/** The columns, without the paths beyond what a request can name. */
export function withinMostPaths(names: readonly string[]): readonly string[] {
  const extra = new Set(names.filter(isPathColumn).slice(MAX_COLUMNS))
  return extra.size === 0 ? names : names.filter((name) => !extra.has(name))
}
