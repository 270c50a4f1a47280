import { replaceEqualDeep, useQuery, type MutationOptions } from '@tanstack/react-query'
import {
  changeEventNotes,
  getEventNotes,
  listNotes,
  MAX_NOTED_AT_ONCE,
  noteEvents as noteEventsOperation,
  type NoteEventsRequest,
} from '../../../api/eventNotes.ts'
import { fieldValues } from '../../../api/fieldValues.ts'
import {
  changedNotes,
  isBlank,
  NO_NOTES,
  type EventNotes,
  type NotesChange,
} from '../../../cloudtrail/eventNotes.ts'
import {
  changeBegins,
  changesUnderWay,
  heldNotes,
  isOutdated,
  NOTES_KEY,
  type EventWithNotes,
  type NotesByEvent,
} from './heldNotes.ts'
import { currentStore } from '../address/currentStore.ts'
import { queryClient } from './queryClient.ts'
import { send } from './request.ts'

/** The only copy of notes: rows, details and copied rows read from it. */
const notesQuery = {
  queryKey: NOTES_KEY,
  queryFn: async ({ signal }: { signal: AbortSignal }): Promise<NotesByEvent> => {
    const { eventNotes } = await send(listNotes, {}, signal)
    const before = heldNotes()
    // Equal notes stay the same objects, so that a row is drawn again only when its own notes
    // change.
    return new Map(
      eventNotes.map(({ id, ...notes }) => [
        id,
        replaceEqualDeep(before?.get(id), { ...NO_NOTES, ...notes }),
      ]),
    )
  },
  // Cached events have the notes of the time when they were loaded.
  gcTime: Infinity,
}

/** Finds the notes on an event: those loaded with it, until all notes are loaded. */
export function useNotes(): (event: EventWithNotes) => EventNotes | undefined {
  const { data } = useQuery(notesQuery)
  return (event) => lookUp(data, event)
}

/** The same, outside of rendering. */
export const notesOn = (event: EventWithNotes): EventNotes | undefined => lookUp(heldNotes(), event)

const lookUp = (notes: NotesByEvent | undefined, event: EventWithNotes): EventNotes | undefined =>
  notes ? notes.get(event.id) : event.notes

/**
 * The notes on an event that is being opened. They are first compared with the server's, since
 * someone else may have changed them: `isChecked` is false until then, and true when the request
 * fails.
 */
export function useOpenedNotes(event: EventWithNotes): { notes: EventNotes; isChecked: boolean } {
  const { id } = event
  const notes = useNotes()(event) ?? NO_NOTES
  const { isPending } = useQuery({
    queryKey: ['notes-checked', id],
    queryFn: async ({ signal }) => {
      const kept = await send(getEventNotes, { id }, signal)
      if (isOutdated([{ id, notes: kept }])) await queryClient.refetchQueries({ queryKey: NOTES_KEY })
      return true
    },
    staleTime: 0,
  })
  return { notes, isChecked: !isPending }
}

/** The tags that events have, the most frequent first. */
export function useTags(): readonly string[] {
  const { data } = useQuery({
    queryKey: ['tags'],
    queryFn: ({ signal }) => send(fieldValues, { field: 'tag', limit: 200 }, signal),
  })
  return data?.values.map(({ value }) => value) ?? []
}

/**
 * Changes the notes on an event. The change is shown at once, and undone if the server rejects it.
 * The list keeps its rows, even one that was listed for a tag it no longer has.
 */
export const noteEvent = (id: string, change: NotesChange): Promise<void> =>
  note([id], change, async (store) => [
    { id, notes: await send(changeEventNotes, { id, body: change, store }) },
  ])

/** The same for any number of events. */
export const noteEvents = (ids: readonly string[], change: Omit<NoteEventsRequest, 'ids'>): Promise<void> =>
  note(ids, change, async (store) => {
    const noted: Noted[] = []
    for (let first = 0; first < ids.length; first += MAX_NOTED_AT_ONCE) {
      const body = { ids: ids.slice(first, first + MAX_NOTED_AT_ONCE), ...change }
      noted.push(...(await send(noteEventsOperation, { body, store })).events)
    }
    return noted
  })

interface Noted {
  readonly id: string
  readonly notes: EventNotes
}

interface Noting {
  readonly ids: ReadonlySet<string>
  readonly change: NotesChange
  /** The time of the change, ISO 8601 UTC. */
  readonly now: string
}

async function note(
  ids: readonly string[],
  change: NotesChange,
  keep: (store: string | undefined) => Promise<readonly Noted[]>,
): Promise<void> {
  const store = currentStore()
  // The change belongs to the store in which it was made, even if another store is shown by now.
  const showHere = async (noted: readonly Noted[]) => {
    if (currentStore() === store) await show(noted)
  }
  const variables: Noting = { ids: new Set(ids), change, now: new Date().toISOString() }
  const noting: MutationOptions<readonly Noted[], Error, Noting, readonly Noted[]> = {
    mutationKey: NOTES_KEY,
    // One after another, so that the last change wins on the server.
    scope: { id: 'notes' },
    networkMode: 'always',
    mutationFn: () => keep(store ?? undefined),
    onMutate: async () => {
      const before = ids.map((id) => ({ id, notes: heldNotes()?.get(id) ?? NO_NOTES }))
      await showHere(before.map((noted) => withChanges(noted, [variables])))
      return before
    },
    onSuccess: async (noted) => {
      const waiting = waitingChanges()
      await showHere(noted.map((each) => withChanges(each, waiting)))
      void queryClient.invalidateQueries({ queryKey: ['tags'] })
    },
    onError: async (_error, _variables, before = []) => {
      const waiting = waitingChanges()
      await showHere(before.map((each) => withChanges(each, waiting)))
      // Some of many events may have been changed, and a rejected earlier change may have been
      // shown before.
      await fallBehind()
    },
    onSettled: () => {
      if (changesUnderWay() === 1)
        void queryClient.refetchQueries({ queryKey: NOTES_KEY, type: 'active', stale: true })
    },
  }
  const noted = queryClient.getMutationCache().build(queryClient, noting).execute(variables)
  changeBegins(noted)
  await noted
}

/** The changes that are not sent yet. They stay visible when an earlier one is settled. */
const waitingChanges = (): readonly Noting[] =>
  queryClient
    .getMutationCache()
    .findAll({ mutationKey: NOTES_KEY, status: 'pending' })
    .slice(1)
    .map(({ state }) => state.variables as Noting)

const withChanges = ({ id, notes }: Noted, changes: readonly Noting[]): Noted => ({
  id,
  notes: changes
    .filter(({ ids }) => ids.has(id))
    .reduce((before, { change, now }) => changedNotes(before, change, now), notes),
})

/** All notes are fetched again once no change is pending. */
const fallBehind = (): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: NOTES_KEY, refetchType: 'none' })

/** A request for all notes that is pending may miss the change, so it is cancelled. */
async function show(noted: readonly Noted[]): Promise<void> {
  const isAsked = queryClient.isFetching({ queryKey: NOTES_KEY }) > 0
  await queryClient.cancelQueries({ queryKey: NOTES_KEY })
  const isBehind = isAsked || queryClient.getQueryState(NOTES_KEY)?.isInvalidated
  queryClient.setQueryData<NotesByEvent>(NOTES_KEY, (notes) => notes && withNotes(notes, noted))
  if (isBehind) await fallBehind()
}

function withNotes(all: NotesByEvent, noted: readonly Noted[]): NotesByEvent {
  const changed = new Map(all)
  for (const { id, notes } of noted) {
    if (isBlank(notes)) changed.delete(id)
    else changed.set(id, notes)
  }
  return changed
}
