import type { Handler } from 'hono'
import type { getEventNotes } from '../../api/eventNotes.ts'
import { NO_NOTES, type EventNotes } from '../../cloudtrail/eventNotes.ts'
import { idWithNotes } from '../query/storedEvent.ts'
import type { Services } from '../services.ts'

export function answerGetEventNotes({
  store,
  notes,
}: Services): Handler<object, (typeof getEventNotes)['path']> {
  return async ({ req, json }) => {
    const id = await idWithNotes(store, notes, req.param('id'))
    return json<EventNotes>(notes.of(id) ?? NO_NOTES)
  }
}
