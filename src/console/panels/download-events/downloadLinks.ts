import { downloadEvents, type DownloadFormat } from '../../../api/downloadEvents.ts'
import type { Grouping } from '../../../api/grouping.ts'
import type { Order } from '../../../filter/filter.ts'
import { lookupEvents, MAX_RESULTS_LIMIT } from '../../../api/lookupEvents.ts'
import { requestAddress } from '../../../api/requestAddress.ts'
import type { Filter } from '../../../filter/filter.ts'
import { doubleQuoted } from '../../../filter/commands/command.ts'

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
  const href = requestAddress(downloadEvents, {
    filter,
    format,
    compression: gzip ? 'gzip' : undefined,
    order: order === 'oldest' ? order : undefined,
    notes: withNotes ? 'include' : undefined,
  })
  return { format, gzip, href }
}

/** The command that prints what the list shows, in any shell. */
export function curlCommand(origin: string, filter: Filter, order: Order, group: Grouping | null): string {
  const address = requestAddress(lookupEvents, {
    filter,
    maxResults: MAX_RESULTS_LIMIT,
    order: order === 'oldest' ? order : undefined,
    group: group ?? undefined,
  })
  return `curl -s ${doubleQuoted(origin + inertQuery(address))}`
}

/**
 * The same query with what an address may have as it stands but shells act on, with quotes or without: quotes, commands in
 * brackets, patterns, and history (of `!=` no shell makes any).
 */
export const inertQuery = (query: string): string =>
  query.replaceAll(/!(?!=)|['()*~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
