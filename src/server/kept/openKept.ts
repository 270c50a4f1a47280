import { join } from 'node:path'
import type { EventStore } from '../../store/eventStore.ts'
import { JsonFile } from './jsonFile.ts'
import type { KeptNotes } from './keptNotes.ts'
import type { KeptViews } from './keptViews.ts'
import { NotesFile } from './notesFile.ts'
import { SAVED_VIEWS } from './savedViews.ts'
import { SharedNotes } from './sharedNotes.ts'
import { SharedViews } from './sharedViews.ts'

/** How often a console looks for notes that others have written. Views are looked for whenever they are asked for. */
const LOOK_AGAIN_MS = 2000

export interface Kept {
  readonly notes: KeptNotes
  readonly views: KeptViews
  readonly close: () => void
}

/**
 * The notes and views that belong to a store: in the store if several consoles share it, otherwise in files beside it
 * that are named after it; a null folder keeps them in memory.
 */
export function openKept(store: EventStore, folder: string | null, name: string, now: () => number): Kept {
  const ofNotes = store.keptTexts?.('notes')
  const ofViews = store.keptTexts?.('views')
  if (!ofNotes || !ofViews)
    return {
      notes: new NotesFile(folder && join(folder, `${name}.notes.ndjson`), store, now),
      views: new JsonFile(folder && join(folder, `${name}.views.json`), SAVED_VIEWS),
      close: () => {},
    }
  const notes = new SharedNotes(ofNotes, store, now)
  // What cannot be read now is read the next time.
  const watch = setInterval(() => void notes.load().catch(() => {}), LOOK_AGAIN_MS).unref()
  return { notes, views: new SharedViews(ofViews, now), close: () => clearInterval(watch) }
}
