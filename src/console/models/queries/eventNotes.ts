import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import {
  changeEventNotes,
  getEventNotes,
  MAX_NOTED_AT_ONCE,
  noteEvents as noteEventsOperation,
  type NoteEventsRequest,
  type NoteEventsResponse,
} from '../../../api/eventNotes.ts'
import { fieldValues } from '../../../api/fieldValues.ts'
import type { EventPositionResponse } from '../../../api/eventPosition.ts'
import type { LookupEventsResponse } from '../../../api/lookupEvents.ts'
import type { CloudTrailEvent } from '../../../cloudtrail/event.ts'
import { isBlank, type EventNotes, type NotesChange } from '../../../cloudtrail/eventNotes.ts'
import { queryClient } from './queryClient.ts'
import { send } from './request.ts'

/** What is noted of an event, asked anew whenever it is opened: others may have noted something since the list was read. */
export function useEventNotes(id: string): UseQueryResult<EventNotes> {
  return useQuery({
    queryKey: ['event-notes', id],
    queryFn: ({ signal }) => send(getEventNotes, { id }, signal),
    staleTime: 0,
  })
}

/** The tags that events have, the most frequent first. */
export function useTags(): readonly string[] {
  const { data } = useQuery({
    queryKey: ['tags'],
    queryFn: ({ signal }) => send(fieldValues, { field: 'tag', limit: 200 }, signal),
  })
  return data?.values.map(({ value }) => value) ?? []
}

/** Notes something of an event. It is shown everywhere once it is kept. */
export async function noteEvent(id: string, change: NotesChange): Promise<void> {
  show([{ id, notes: await send(changeEventNotes, { id, body: change }) }])
}

/** The same of any number of events. */
export async function noteEvents(
  ids: readonly string[],
  change: Omit<NoteEventsRequest, 'ids'>,
): Promise<void> {
  for (let first = 0; first < ids.length; first += MAX_NOTED_AT_ONCE) {
    const request: NoteEventsRequest = { ids: ids.slice(first, first + MAX_NOTED_AT_ONCE), ...change }
    show((await send(noteEventsOperation, { body: request })).events)
  }
}

type Noted = NoteEventsResponse['events']

/** What was noted here, latest last, with how often something had been. */
const noted: { readonly id: string; readonly notes: EventNotes }[] = []

/** Marks the moment a list is asked for: its answer may know less than is noted by the time it comes. */
export const notedSoFar = (): number => noted.length

/** Events as they came, with what was noted of them since they were asked for. */
export const withNotesSince = (
  events: readonly CloudTrailEvent[],
  mark: number,
): readonly CloudTrailEvent[] => (mark === noted.length ? events : withNotes(events, noted.slice(mark)))

/**
 * Shows in every answer that is held what is noted now. Which events answer a question stays as it was in the state it was asked of: a
 * row whose tag was the reason it is there does not vanish from under the reader.
 */
function show(events: Noted): void {
  noted.push(...events)
  for (const { id, notes } of events) queryClient.setQueryData(['event-notes', id], notes)
  const patch = <T>(key: string, change: (answer: T) => T) => {
    for (const query of queryClient.getQueryCache().findAll({ queryKey: [key] })) {
      const before = query.state.data as T | undefined
      const after = before && change(before)
      if (after !== before)
        queryClient.setQueryData(query.queryKey, after, { updatedAt: query.state.dataUpdatedAt })
    }
  }
  patch('events', (answer: LookupEventsResponse | readonly CloudTrailEvent[]) => {
    if (!('events' in answer)) return withNotes(answer, events)
    const changed = withNotes(answer.events, events)
    return changed === answer.events ? answer : { ...answer, events: changed }
  })
  for (const key of ['position', 'event']) {
    patch(key, (answer: EventPositionResponse) => {
      const [event] = withNotes([answer.event], events)
      return event === answer.event ? answer : { ...answer, event: event! }
    })
  }
  void queryClient.invalidateQueries({ queryKey: ['tags'] })
}

/** The same list when none of them is in it. */
function withNotes(events: readonly CloudTrailEvent[], changed: Noted): readonly CloudTrailEvent[] {
  const notesOf = new Map(changed.map(({ id, notes }) => [id, notes]))
  if (!events.some(({ id }) => notesOf.has(id))) return events
  return events.map((event) => {
    const notes = notesOf.get(event.id)
    if (!notes) return event
    const { notes: _, ...others } = event
    return isBlank(notes) ? others : { ...others, notes }
  })
}
