import { useEffect, useMemo } from 'react'
import { create } from 'zustand'
import type { Filter } from '../../../../filter/filter.ts'
import { draftOf, follow, type FilterDraft } from './filterDraft.ts'

/**
 * Outlives the editor and the page, so that unapplied text is still there when the user returns.
 */
const useDraft = create<{ readonly draft: FilterDraft | null }>()(() => ({ draft: null }))

/** The present draft; the text of the applied filter when nothing was typed. */
export function useFilterDraft(filter: Filter): FilterDraft {
  const kept = useDraft((state) => state.draft)
  const draft = useMemo(() => (kept ? follow(kept, filter) : draftOf(filter)), [kept, filter])
  useEffect(() => {
    if (kept && draft !== kept) useDraft.setState({ draft })
  }, [kept, draft])
  return draft
}

/** Changes the draft by what is typed before the editor has loaded. */
export function typeAhead(filter: Filter, change: (text: string) => string): void {
  const { draft } = useDraft.getState()
  keepDraft({ text: change((draft ? follow(draft, filter) : draftOf(filter)).text), applied: filter })
}

export const keepDraft = (draft: FilterDraft): void => useDraft.setState({ draft })
