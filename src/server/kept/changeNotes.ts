import type { NotesChange } from '../../cloudtrail/eventNotes.ts'
import { badRequest, notStored } from '../http/problem.ts'
import { NotesRefused, type KeptNotes } from './keptNotes.ts'

/**
 * Changes the notes on events. Throws a ProblemError if the notes are refused or cannot be
 * stored; nothing is changed then.
 */
export async function changeNotes(
  notes: Pick<KeptNotes, 'change'>,
  ids: readonly string[],
  change: NotesChange,
  who: string | null,
): Promise<void> {
  try {
    await notes.change(ids, change, who)
  } catch (error) {
    if (error instanceof NotesRefused) throw badRequest('body', error.message)
    throw notStored('The notes', error)
  }
}
