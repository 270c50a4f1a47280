import type { CloudTrailEvent } from '../../../cloudtrail/event.ts'
import { NO_NOTES, type EventNotes } from '../../../cloudtrail/eventNotes.ts'
import { queryClient } from './queryClient.ts'

// Separate from `notes.ts`: the first view loads events but neither shows nor changes notes.

/** By `CloudTrailEvent.id`; an event without notes is absent. */
export type NotesByEvent = ReadonlyMap<string, EventNotes>

export type EventWithNotes = Pick<CloudTrailEvent, 'id' | 'notes'>

/** Key of the query for all notes, and of the mutations that change notes. */
export const NOTES_KEY = ['notes']

/** Undefined until all notes are loaded. */
export const heldNotes = (): NotesByEvent | undefined => queryClient.getQueryData<NotesByEvent>(NOTES_KEY)

/** How many changes the server has not confirmed yet. */
export const changesUnderWay = (): number => queryClient.isMutating({ mutationKey: NOTES_KEY })

/** Fetches all notes again if these events carry other notes than the cached ones. */
export function compareNotes(events: readonly EventWithNotes[]): void {
  if (isOutdated(events))
    void queryClient.invalidateQueries({ queryKey: NOTES_KEY }, { cancelRefetch: false })
}

/** Whether these events carry other notes than the cached ones, while no change is pending. */
export function isOutdated(events: readonly EventWithNotes[]): boolean {
  const notes = heldNotes()
  if (!notes || changesUnderWay() > 0) return false
  return events.some((event) => !isSame(notes.get(event.id) ?? NO_NOTES, event.notes ?? NO_NOTES))
}

const isSame = (one: EventNotes, other: EventNotes): boolean =>
  one.starred === other.starred && one.comment === other.comment && one.tags.join() === other.tags.join()

let lastChange: Promise<unknown> | undefined

/** Changes are sent one after another: once this one is settled, so are the earlier ones. */
export function changeBegins(change: Promise<unknown>): void {
  const settled = change
    .catch(() => {})
    .finally(() => {
      if (lastChange === settled) lastChange = undefined
    })
  lastChange = settled
}

/** Pending changes, to be waited for so that the next response includes them; undefined if there are none. */
export const whenNoted = (): Promise<unknown> | undefined => lastChange
