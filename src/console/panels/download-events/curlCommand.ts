import type { Grouping } from '../../../api/grouping.ts'
import { lookupEvents, MAX_RESULTS_LIMIT } from '../../../api/lookupEvents.ts'
import { requestAddress } from '../../../api/requestAddress.ts'
import { doubleQuoted } from '../../../filter/tool-commands/toolCommand.ts'
import type { Filter, Order } from '../../../filter/filter.ts'

/** A command that prints the first page of the list, written so that every shell reads it alike. */
export function curlCommand(origin: string, filter: Filter, order: Order, group: Grouping | null): string {
  const address = requestAddress(lookupEvents, {
    filter,
    maxResults: MAX_RESULTS_LIMIT,
    order: order === 'oldest' ? order : undefined,
    group: group ?? undefined,
  })
  return `curl -s ${doubleQuoted(origin + shellSafeQuery(address))}`
}

/**
 * Percent-encodes the characters that are valid in a query but that some shell acts on, quoted or
 * not: quotes, brackets (commands), patterns and `!` (history; no shell expands `!=`).
 */
export const shellSafeQuery = (query: string): string =>
  query.replaceAll(/!(?!=)|['()*~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
