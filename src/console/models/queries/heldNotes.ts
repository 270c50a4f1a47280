import type { CloudTrailEvent } from '../../../cloudtrail/event.ts'
import { NO_NOTES, type EventNotes } from '../../../cloudtrail/eventNotes.ts'
import { queryClient } from './queryClient.ts'

// What loading events needs of notes, apart from `notes.ts`: the first view loads events, and shows and changes no notes.

/** By `CloudTrailEvent.id`; an event without notes is absent. */
export type NotesByEvent = ReadonlyMap<string, EventNotes>

export type EventWithNotes = Pick<CloudTrailEvent, 'id' | 'notes'>

/** Of the query for all notes, and of the mutations that change some. */
export const NOTES_KEY = ['notes']

/** Undefined until all notes have come. */
export const heldNotes = (): NotesByEvent | undefined => queryClient.getQueryData<NotesByEvent>(NOTES_KEY)

/** How many changes are not kept by the server yet. */
export const changesUnderWay = (): number => queryClient.isMutating({ mutationKey: NOTES_KEY })

/** Asks for all notes again when events as the server lists them have other notes than those held. */
export function compareNotes(events: readonly EventWithNotes[]): void {
  if (isOutdated(events))
    void queryClient.invalidateQueries({ queryKey: NOTES_KEY }, { cancelRefetch: false })
}

/** Whether the server has other notes on some of these events than those held, though no change is under way. */
export function isOutdated(events: readonly EventWithNotes[]): boolean {
  const notes = heldNotes()
  if (!notes || changesUnderWay() > 0) return false
  return events.some((event) => !isSame(notes.get(event.id) ?? NO_NOTES, event.notes ?? NO_NOTES))
}

const isSame = (one: EventNotes, other: EventNotes): boolean =>
  one.starred === other.starred && one.comment === other.comment && one.tags.join() === other.tags.join()

let lastChange: Promise<unknown> = Promise.resolve()

/** Changes are made one after another: when this one is kept or refused, so are those before it. */
export function changeBegins(change: Promise<unknown>): void {
  lastChange = change.catch(() => {})
}

/** Waits for the changes that are on their way, so that what is asked for next is told with them. */
export const whenNoted = (): Promise<unknown> => lastChange
