import { DOWNLOAD_EVENTS, type DownloadFormat } from '../../../api/downloadEvents.ts'
import type { Grouping } from '../../../api/grouping.ts'
import type { Order } from '../../../filter/filter.ts'
import { LOOKUP_EVENTS, MAX_RESULTS_LIMIT } from '../../../api/lookupEvents.ts'
import type { Filter } from '../../../filter/filter.ts'
import { doubleQuoted } from '../../../filter/commands/command.ts'
import { filterParams } from '../../../filter/params.ts'
import { printQuery } from '../../models/address/view.ts'

export interface DownloadLink {
  readonly format: DownloadFormat
  readonly gzip: boolean
  readonly href: string
}

/** The address of the file that holds every event of this filter, as it is when the file is asked for. */
export function downloadLink(
  filter: Filter,
  order: Order,
  format: DownloadFormat,
  gzip: boolean,
  withNotes = false,
): DownloadLink {
  const params: [string, string][] = [...filterParams(filter), ['format', format]]
  if (gzip) params.push(['compression', 'gzip'])
  if (order === 'oldest') params.push(['order', order])
  if (withNotes) params.push(['notes', 'include'])
  return { format, gzip, href: DOWNLOAD_EVENTS + printQuery(params) }
}

/** The command that prints what the list shows, in any shell. */
export function curlCommand(origin: string, filter: Filter, order: Order, group: Grouping | null): string {
  const params: [string, string][] = [...filterParams(filter), ['maxResults', String(MAX_RESULTS_LIMIT)]]
  if (order === 'oldest') params.push(['order', order])
  if (group !== null) params.push(['group', group])
  return `curl -s ${doubleQuoted(origin + LOOKUP_EVENTS + inertQuery(printQuery(params)))}`
}

/**
 * The same query with what an address may have as it stands but shells act on, with quotes or without: quotes, commands in
 * brackets, patterns, and history (of `!=` no shell makes any).
 */
export const inertQuery = (query: string): string =>
  query.replaceAll(/!(?!=)|['()*~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
