import { create } from 'zustand'
import type { Filter } from '../../../filter/filter.ts'

/** What is to be known of the command that was copied last. */
interface CommandNotes {
  readonly notes: readonly string[]
  /** What it was made of: the notes are of no other question. */
  readonly filter: Filter | null
}

const NONE: CommandNotes = { notes: [], filter: null }

export const useCommandNotes = create<CommandNotes>()(() => NONE)

export const showCommandNotes = (notes: readonly string[], filter: Filter): void =>
  useCommandNotes.setState({ notes, filter })

export const closeCommandNotes = (): void => useCommandNotes.setState(NONE)
