import type { Handler } from 'hono'
import { changeEventNotes, MOST_NOTES_BYTES } from '../../api/eventNotes.ts'
import { NO_NOTES, type EventNotes } from '../../cloudtrail/eventNotes.ts'
import { readerName } from '../http/readers.ts'
import { readJsonBody } from '../http/requestBody.ts'
import { changeNotes } from '../kept/changeNotes.ts'
import { idWithNotes } from '../query/storedEvent.ts'
import type { Services } from '../services.ts'

export function answerChangeEventNotes({
  store,
  notes,
  bodyPace,
}: Services): Handler<object, (typeof changeEventNotes)['path']> {
  return async (context) => {
    const change = await readJsonBody(changeEventNotes.body, context, MOST_NOTES_BYTES, bodyPace)
    const id = await idWithNotes(store, notes, context.req.param('id'))
    await changeNotes(notes, [id], change, readerName(context))
    return context.json<EventNotes>(notes.of(id) ?? NO_NOTES)
  }
}
