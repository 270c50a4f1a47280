import type { Handler } from 'hono'
import { MOST_NOTES_BYTES, noteEvents, type NoteEventsResponse } from '../../api/eventNotes.ts'
import { NO_NOTES } from '../../cloudtrail/eventNotes.ts'
import { readerName } from '../http/readers.ts'
import { readJsonBody } from '../http/requestBody.ts'
import { changeNotes } from '../kept/changeNotes.ts'
import { idWithNotes } from '../query/storedEvent.ts'
import type { Services } from '../services.ts'

export function answerNoteEvents({ store, notes, bodyPace }: Services): Handler {
  return async (context) => {
    const { ids: asked, ...change } = await readJsonBody(noteEvents.body, context, MOST_NOTES_BYTES, bodyPace)
    const listed = await store.knownIDs(asked)
    const ids: string[] = []
    for (const id of asked) ids.push(listed.has(id) ? id : await idWithNotes(store, notes, id))
    await changeNotes(notes, ids, change, readerName(context))
    return context.json<NoteEventsResponse>({
      events: ids.map((id) => ({ id, notes: notes.of(id) ?? NO_NOTES })),
    })
  }
}
