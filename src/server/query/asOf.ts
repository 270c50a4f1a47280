import type { AsOf, EventStore } from '../../store/eventStore.ts'
import { badRequest } from '../http/problem.ts'

/** A snapshot as requests and responses have it. */
export function printAsOf({ storeID, lastOrdinal, openingID, notesRevision, nowMs }: AsOf): string {
  const [ordinal, revision, now] = [lastOrdinal, notesRevision, nowMs].map((number) => number.toString(36))
  return [storeID, ordinal, openingID, revision, now].join('-')
}

/**
 * The current snapshot if none is given. Every query checks whether the store has had it: see
 * `EventStore.checkSnapshot`.
 */
export function readAsOf(text: string | undefined, store: Pick<EventStore, 'asOf'>, nowMs: number): AsOf {
  if (text === undefined) return store.asOf(nowMs)
  const match = /^([0-9a-f]{12})-([0-9a-z]{1,10})-([0-9a-f]{12})-([0-9a-z]{1,10})-([0-9a-z]{1,10})$/.exec(
    text,
  )
  if (!match) throw badRequest('asOf', 'asOf is invalid. Use the asOf of an earlier response, or omit it.')
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
