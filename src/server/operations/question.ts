import { createHash } from 'node:crypto'
import type { Order } from '../../filter/filter.ts'
import { splitPath } from '../../cloudtrail/fieldPath.ts'
import { isPath, RECORD_MEMBERS } from '../../cloudtrail/fields.ts'
import type { Filter } from '../../filter/filter.ts'
import { printFilter, readFilter } from '../../filter/params.ts'
import { textWords } from '../../filter/words.ts'
import type { Grouping } from '../../api/grouping.ts'
import type { AsOf, EventStore, PageKey, Question } from '../../store/eventStore.ts'
import { badRequest } from '../http/problem.ts'

/** Each is looked for in every record. */
const MAX_WORDS = 20
const MAX_PATHS = 20

/** The parameters of a request: those of the operation by name, the filter from all others. */
export class RequestParams {
  readonly #params: URLSearchParams
  readonly #own: readonly string[]

  /** `own` are the names that belong to the operation and not to the filter. */
  constructor(url: string, own: readonly string[]) {
    this.#params = new URL(url).searchParams
    this.#own = own
    for (const name of own) {
      if (this.#params.getAll(name).length > 1)
        throw badRequest(name, `${name} is given more than once: give it once.`)
    }
  }

  text(name: string): string | undefined {
    return this.#params.get(name) ?? undefined
  }

  number(name: string, otherwise: number, least: number, most: number): number {
    const text = this.text(name)
    if (text === undefined) return otherwise
    const number = /^\d{1,16}$/.test(text) ? Number(text) : NaN
    if (number >= least && number <= most) return number
    throw badRequest(name, `${name} must be a whole number from ${least} to ${most}, not “${text}”.`)
  }

  choice<T extends string>(name: string, choices: readonly T[]): T | undefined {
    const text = this.text(name)
    const choice = choices.find((candidate) => candidate === text)
    if (text !== undefined && choice === undefined)
      throw badRequest(name, `${name} must be ${choices.join(' or ')}, not “${text}”.`)
    return choice
  }

  order(): Order {
    return this.choice('order', ['newest', 'oldest']) ?? 'newest'
  }

  /** The filter, every token of which can be understood and has a field that exists. */
  async filter(store: EventStore): Promise<Filter> {
    const filter = readFilter(this.#params, this.#own)
    const words = textWords(filter.text).length
    if (words > MAX_WORDS)
      throw badRequest('text', `text has ${words} words: ask for ${MAX_WORDS} at most, or for a "phrase".`)
    const paths = new Set(
      filter.tokens.flatMap((token) => (token.kind === 'token' && isPath(token.field) ? [token.field] : [])),
    )
    if (paths.size > MAX_PATHS)
      throw badRequest(
        [...paths][MAX_PATHS]!,
        `The filter asks for ${paths.size} paths into the record: ask for ${MAX_PATHS} at most.`,
      )
    for (const token of filter.tokens) {
      if (token.kind === 'unreadable') throw badRequest(token.key, token.reason)
      await checkField(store, token.field)
    }
    return filter
  }
}

/** Refuses a field that is neither the catalogue's nor a path that any record could have. */
export async function checkField(store: EventStore, field: string, parameter = field): Promise<void> {
  const member = splitPath(field)[0]!
  if (!isPath(field) || RECORD_MEMBERS.has(member) || (await store.hasMember(member))) return
  throw badRequest(
    parameter,
    `There is no field “${field}”: use a field such as eventName or userName, or a path into the record such as requestParameters.bucketName.`,
  )
}

/** A state of the store as it crosses the wire. */
export function printAsOf({ storeID, lastOrdinal, openingID, notesRevision, nowMs }: AsOf): string {
  const [ordinal, revision, now] = [lastOrdinal, notesRevision, nowMs].map((number) => number.toString(36))
  return [storeID, ordinal, openingID, revision, now].join('-')
}

/** Whether the store has had the state is asked with the question: see `EventStore.checkState`. */
export function readAsOf(text: string | undefined, store: EventStore, nowMs: number): AsOf {
  if (text === undefined) return store.asOf(nowMs)
  const match = /^([0-9a-f]{12})-([0-9a-z]{1,10})-([0-9a-f]{12})-([0-9a-z]{1,10})-([0-9a-z]{1,10})$/.exec(
    text,
  )
  if (!match)
    throw badRequest(
      'asOf',
      'asOf is not a mark of an event data store: use the one of an earlier answer, or leave it out.',
    )
  const [storeID, ordinal, openingID, revision, now] = match.slice(1) as [
    string,
    string,
    string,
    string,
    string,
  ]
  const number = (part: string) => Number.parseInt(part, 36)
  return {
    storeID,
    lastOrdinal: number(ordinal),
    openingID,
    notesRevision: number(revision),
    nowMs: number(now),
  }
}

/** What pages of one list have in common beside their filter. */
export interface Listing {
  readonly order: Order
  readonly group: Grouping | undefined
}

/** Where a page ended, bound to what was asked. */
export function printNextToken({ filter, asOf }: Question, listing: Listing, key: PageKey): string {
  return Buffer.from(JSON.stringify([fingerprint(filter, listing), printAsOf(asOf), ...key])).toString(
    'base64url',
  )
}

export function readNextToken(
  token: string,
  filter: Filter,
  listing: Listing,
  store: EventStore,
): { asOf: AsOf; key: PageKey } {
  const parts = partsOf(token)
  if (!parts)
    throw badRequest(
      'nextToken',
      'nextToken is not one that this console gave: ask for the first page without it.',
    )
  const [print, asOf, ...key] = parts
  if (print !== fingerprint(filter, listing)) {
    throw badRequest(
      'nextToken',
      'nextToken belongs to another filter, order or group: send it with the parameters of the request that gave it.',
    )
  }
  return { asOf: readAsOf(asOf, store, 0), key }
}

function partsOf(token: string): [string, string, ...PageKey] | null {
  try {
    const parts = JSON.parse(Buffer.from(token, 'base64url').toString()) as unknown
    if (!Array.isArray(parts) || parts.length !== 5) return null
    const [print, asOf, ms, eventID, ordinal] = parts as unknown[]
    const isKey =
      typeof print === 'string' &&
      typeof asOf === 'string' &&
      (ms === null || Number.isSafeInteger(ms)) &&
      (eventID === null || typeof eventID === 'string') &&
      Number.isSafeInteger(ordinal)
    return isKey ? (parts as [string, string, ...PageKey]) : null
  } catch {
    return null
  }
}

function fingerprint(filter: Filter, { order, group }: Listing): string {
  return createHash('sha256')
    .update(`${order} ${group ?? ''} ${printFilter(filter)}`)
    .digest('base64url')
    .slice(0, 16)
}
