import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { keptStorage } from './keptStorage.ts'
import {
  readSavedStatements,
  withoutStatement,
  withStatement,
  type SavedStatement,
  type SavedStatements,
} from './savedStatements.ts'

/** The SQL queries saved in this browser. */
export const useSavedStatements = create<SavedStatements>()(
  persist(() => readSavedStatements(undefined), {
    name: 'event-history-sql',
    storage: keptStorage,
    merge: (stored) => readSavedStatements(stored),
  }),
)

export const saveStatement = (saved: SavedStatement): void => change((all) => withStatement(all, saved))

export const deleteStatement = (name: string): void => change((all) => withoutStatement(all, name))

/** Another window may have saved one since. */
function change(edit: (all: SavedStatements) => SavedStatements): void {
  void useSavedStatements.persist.rehydrate()
  useSavedStatements.setState(edit)
}
