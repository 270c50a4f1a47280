import { useEffect, useMemo } from 'react'
import { create } from 'zustand'
import type { Filter } from '../../../../filter/filter.ts'
import { draftOf, follow, type FilterDraft } from './filterDraft.ts'

/** Outlives the editor and the page: what was typed is there again when somebody comes back. */
const useDraft = create<{ readonly draft: FilterDraft | null }>()(() => ({ draft: null }))

/** What is typed over the applied filter; what that filter says where nothing is. */
export function useFilterDraft(filter: Filter): FilterDraft {
  const kept = useDraft((state) => state.draft)
  const draft = useMemo(() => (kept ? follow(kept, filter) : draftOf(filter)), [kept, filter])
  useEffect(() => {
    if (kept && draft !== kept) useDraft.setState({ draft })
  }, [kept, draft])
  return draft
}

export const keepDraft = (draft: FilterDraft): void => useDraft.setState({ draft })
