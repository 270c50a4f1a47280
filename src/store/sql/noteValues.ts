import { noteTexts, type EventNotes } from '../../cloudtrail/eventNotes.ts'
import type { NOTE_FIELDS } from '../../cloudtrail/fields.ts'

/** The values of a notes field that a table of notes has; for `starred` only `true`. */
export function noteValues(
  field: (typeof NOTE_FIELDS)[number]['name'],
  notes: EventNotes,
): readonly string[] {
  return noteTexts(field, notes).filter((value) => value !== '' && (field !== 'starred' || notes.starred))
}
