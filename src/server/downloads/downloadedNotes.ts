import type { NotesOfEvent } from '../../api/eventNotes.ts'
import type { Order } from '../../filter/filter.ts'
import { addToken, token } from '../../filter/edit.ts'
import type { EventStore, EventQuery } from '../../store/eventStore.ts'
import type { KeptNotes } from '../kept/keptNotes.ts'
import { withoutBlanks } from '../kept/notesLine.ts'

/** Every event that has notes meets one of these. */
const NOTED = [token('starred', '!=', 'false'), token('tag', '!=', ''), token('comment', '!=', '')]

/** The notes on the events that match a query. */
export async function downloadedNotes(
  store: EventStore,
  notes: Pick<KeptNotes, 'of'>,
  { filter, asOf }: EventQuery,
  order: Order,
  signal: AbortSignal,
): Promise<NotesOfEvent[]> {
  const found = new Map<string, NotesOfEvent>()
  for (const noted of NOTED) {
    const query = { filter: addToken(filter, noted), asOf }
    for await (const block of store.downloadEvents(query, order, signal)) {
      for (const { event } of block) {
        const each = notes.of(event.id)
        if (each) found.set(event.id, { id: event.id, ...withoutBlanks(each) })
      }
    }
  }
  return [...found.values()]
}
