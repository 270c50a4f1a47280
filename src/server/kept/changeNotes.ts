import type { NotesChange } from '../../cloudtrail/eventNotes.ts'
import { badRequest, notStored } from '../http/problem.ts'
import { NotesRefused, type NotesFile } from './notesFile.ts'

/**
 * Changes the notes on events. Throws a ProblemError if the notes are refused or the file cannot be
 * written; nothing is changed then.
 */
export async function changeNotes(
  notes: Pick<NotesFile, 'change'>,
  ids: readonly string[],
  change: NotesChange,
): Promise<void> {
  try {
    await notes.change(ids, change)
  } catch (error) {
    if (error instanceof NotesRefused) throw badRequest('body', error.message)
    throw notStored('The notes', error)
  }
}
