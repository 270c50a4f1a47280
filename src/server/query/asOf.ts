import type { AsOf, EventStore } from '../../store/eventStore.ts'
import { badRequest } from '../http/problem.ts'

/** A snapshot as requests and responses have it. */
export function printAsOf({ storeID, openingID, ...numbers }: AsOf): string {
  const { lastOrdinal, notesRevision, integrityRevision, nowMs } = numbers
  const [ordinal, ...others] = [lastOrdinal, notesRevision, integrityRevision, nowMs].map((number) =>
    number.toString(36),
  )
  return [storeID, ordinal, openingID, ...others].join('-')
}

/**
 * The current snapshot if none is given. Every query checks whether the store has had it: see
 * `EventStore.checkSnapshot`.
 */
export function readAsOf(text: string | undefined, store: Pick<EventStore, 'asOf'>, nowMs: number): AsOf {
  if (text === undefined) return store.asOf(nowMs)
  const match =
    /^([0-9a-f]{12})-([0-9a-z]{1,10})-([0-9a-f]{12})-([0-9a-z]{1,10})-([0-9a-z]{1,10})-([0-9a-z]{1,10})$/.exec(
      text,
    )
  if (!match) throw badRequest('asOf', 'asOf is invalid. Use the asOf of an earlier response, or omit it.')
  const part = (index: number) => match[index]!
  const number = (index: number) => Number.parseInt(part(index), 36)
  return {
    storeID: part(1),
    lastOrdinal: number(2),
    openingID: part(3),
    notesRevision: number(4),
    integrityRevision: number(5),
    nowMs: number(6),
  }
}
