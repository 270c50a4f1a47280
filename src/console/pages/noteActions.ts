import type { CloudTrailEvent } from '../../cloudtrail/event.ts'
import type { NoteEventsRequest } from '../../api/eventNotes.ts'
import { noteEvent, noteEvents, notesOn } from '../models/queries/notes.ts'
import { announce } from '../ui/announce.ts'

/** Stars an event or removes its star, and announces the outcome. */
export const toggleStar = (event: CloudTrailEvent): Promise<boolean> => {
  const starred = !notesOn(event)?.starred
  return say(noteEvent(event.id, { starred }), starred ? 'Starred' : 'Star removed')
}

/** Changes the notes on several events, and announces the outcome. */
export const noteAll = (
  ids: readonly string[],
  change: Omit<NoteEventsRequest, 'ids'>,
  done: string,
): Promise<boolean> => say(noteEvents(ids, change), done)

async function say(noting: Promise<void>, done: string): Promise<boolean> {
  try {
    await noting
    announce(done)
    return true
  } catch (problem) {
    announce(`Note not saved: ${(problem as Error).message}`)
    return false
  }
}
