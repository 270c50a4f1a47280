import type { EventNotes } from '../cloudtrail/eventNotes.ts'
import { getEventPath } from './getEvent.ts'

/**
 * `GET /api/events/ID/notes`, what is noted of an event; `PUT` with a NotesChange (`{"starred":true,"tags":["exfil"],"comment":"…"}`; what is not named
 * stays) notes something and answers with all that is noted then. Lists have the notes with their events.
 */
export const eventNotesPath = (id: string): string => `${getEventPath(id)}/notes`

export type EventNotesResponse = EventNotes

/** `GET /api/notes`, the notes of all events, also of those that are not loaded. `POST` notes something of several events at once. */
export const EVENT_NOTES = '/api/notes'

/** What a request may hold. */
export const MAX_NOTED_AT_ONCE = 1000

export interface AllNotesResponse {
  readonly eventNotes: readonly NotesOfEvent[]
  /** What the notes' file could not say, in a sentence; null when it was read as a whole. */
  readonly problem: string | null
}

/** What is not noted is left out. */
export interface NotesOfEvent extends Partial<EventNotes> {
  readonly id: string
}

export interface NoteEventsRequest {
  /** {@link MAX_NOTED_AT_ONCE} at most. */
  readonly ids: readonly string[]
  readonly starred?: boolean
  readonly addTags?: readonly string[]
  readonly removeTags?: readonly string[]
}

export interface NoteEventsResponse {
  /** What is noted of them now, in the order asked for. */
  readonly events: readonly { readonly id: string; readonly notes: EventNotes }[]
}
