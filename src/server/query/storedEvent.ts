import type { CloudTrailEvent } from '../../cloudtrail/event.ts'
import type { EventStore } from '../../store/eventStore.ts'
import { notFound } from '../http/problem.ts'
import type { KeptNotes } from '../kept/keptNotes.ts'

/** The event that an ID opens, or a 404. */
export async function storedEvent(store: EventStore, id: string) {
  const stored = await store.getEvent(id)
  if (stored) return stored
  throw notFound(
    `There is no event “${id}” in this event data store. It may be in log files that are not loaded.`,
  )
}

/**
 * The ID of an event, as lists have it, if the event is in the store or has notes from when it was;
 * otherwise a 404.
 */
export async function idWithNotes(
  store: EventStore,
  notes: Pick<KeptNotes, 'of'>,
  id: string,
): Promise<string> {
  const stored = await store.getEvent(id)
  if (stored) return stored.event.id
  if (notes.of(id)) return id
  throw notFound(`There is no event “${id}” in this event data store, and there are no notes on it.`)
}

/** The event with its notes. */
export function withNotes(event: CloudTrailEvent, kept: Pick<KeptNotes, 'of'>): CloudTrailEvent {
  const notes = kept.of(event.id)
  return notes ? { ...event, notes } : event
}
