import { downloadEvents } from '../../../api/downloadEvents.ts'
import { requestAddress } from '../../../api/requestAddress.ts'
import { doubleQuoted, shellSafeQuery } from '../../../filter/tool-commands/toolCommand.ts'
import type { Filter, Order } from '../../../filter/filter.ts'

/**
 * A command that prints the records of all matching events, one per line, written so that every
 * shell reads it alike.
 */
export function curlCommand(origin: string, filter: Filter, order: Order, store: string | null): string {
  const address = requestAddress(downloadEvents, {
    filter,
    format: 'ndjson',
    order: order === 'oldest' ? order : undefined,
    store: store ?? undefined,
  })
  return `curl -fsS ${doubleQuoted(origin + shellSafeQuery(address))}`
}
