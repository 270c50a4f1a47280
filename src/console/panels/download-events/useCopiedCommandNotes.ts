import { create } from 'zustand'
import type { Filter } from '../../../filter/filter.ts'

/** Notes on the last copied command: how it differs from the filter, and what it needs. */
interface CopiedNotes {
  readonly notes: readonly string[]
  /** The filter it was made from. The notes are shown only with that filter. */
  readonly filter: Filter | null
}

const NONE: CopiedNotes = { notes: [], filter: null }

export const useCopiedCommandNotes = create<CopiedNotes>()(() => NONE)

export const showCopiedCommandNotes = (notes: readonly string[], filter: Filter): void =>
  useCopiedCommandNotes.setState({ notes, filter })

export const closeCopiedCommandNotes = (): void => useCopiedCommandNotes.setState(NONE)
