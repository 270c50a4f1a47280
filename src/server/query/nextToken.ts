import { createHash } from 'node:crypto'
import * as v from 'valibot'
import type { Grouping } from '../../api/grouping.ts'
import type { Filter, Order } from '../../filter/filter.ts'
import { printFilter } from '../../filter/params.ts'
import type { AsOf, EventStore, PageKey, EventQuery } from '../../store/eventStore.ts'
import { badRequest } from '../http/problem.ts'
import { printAsOf, readAsOf } from './asOf.ts'

/** What all pages of one list have in common in addition to the filter. */
export interface Listing {
  readonly order: Order
  readonly group: Grouping | undefined
}

/** A fingerprint, the snapshot, and the key of the page's last event. */
const PARTS = v.pipe(
  v.string(),
  v.transform((token) => Buffer.from(token, 'base64url').toString()),
  v.parseJson(),
  v.strictTuple([
    v.string(),
    v.string(),
    v.nullable(v.pipe(v.number(), v.safeInteger())),
    v.nullable(v.string()),
    v.pipe(v.number(), v.safeInteger()),
  ]),
)

/** Where a page ended, bound to its filter and listing. */
export function printNextToken({ filter, asOf }: EventQuery, listing: Listing, key: PageKey): string {
  const parts: v.InferOutput<typeof PARTS> = [fingerprint(filter, listing), printAsOf(asOf), ...key]
  return Buffer.from(JSON.stringify(parts)).toString('base64url')
}

export function readNextToken(
  token: string,
  filter: Filter,
  listing: Listing,
  store: Pick<EventStore, 'asOf'>,
): { asOf: AsOf; key: PageKey } {
  const { success, output } = v.safeParse(PARTS, token)
  if (!success) throw badRequest('nextToken', 'nextToken is invalid. Request the first page without it.')
  const [print, asOf, ...key] = output
  if (print !== fingerprint(filter, listing)) {
    throw badRequest(
      'nextToken',
      'nextToken belongs to another filter, order or group. Send it with the parameters of the request that returned it.',
    )
  }
  return { asOf: readAsOf(asOf, store, 0), key }
}

function fingerprint(filter: Filter, { order, group }: Listing): string {
  return createHash('sha256')
    .update(`${order} ${group ?? ''} ${printFilter(filter)}`)
    .digest('base64url')
    .slice(0, 16)
}
