import { useMemo } from 'react'
import { go, useView } from '../../models/address/useView.ts'
import {
  suggestedViews,
  textSearchView,
  type SuggestedView,
  type SuggestedViewGroup,
} from '../../models/suggested-views/suggestedViews.ts'
import { useSuggestedCounts } from '../../models/suggested-views/useSuggestedCounts.ts'
import type { PaletteSection } from './findEntries.ts'
import { useDebouncedText } from './useDebouncedText.ts'

/** Shorter words are taken to be still being typed. */
const SHORTEST_NAME = 3

/** Views for a text of a certain kind: `Access key: with the present filter`. */
export function useSureSections(typed: string): readonly PaletteSection[] {
  const debounced = useDebouncedText(typed)
  const filter = useView((view) => view.filter)
  const suggested = useMemo(() => suggestedViews(debounced, filter, location.host), [debounced, filter])
  return useCounted(suggested?.sure ? titled(suggested.what, suggested.groups) : NO_GROUPS)
}

/** Views for a plain word that may be a name, and the records that contain the text. */
export function useTextSections(typed: string): readonly PaletteSection[] {
  const debounced = useDebouncedText(typed)
  const filter = useView((view) => view.filter)
  const groups = useMemo(() => {
    const suggested =
      debounced.trim().length < SHORTEST_NAME ? null : suggestedViews(debounced, filter, location.host)
    const names = suggested === null || suggested.sure ? [] : titled(suggested.what, suggested.groups)
    const text = textSearchView(debounced, filter)
    return [...names, ...(text ? [{ title: 'Free text', views: [text] }] : [])]
  }, [debounced, filter])
  return useCounted(groups)
}

const NO_GROUPS: readonly SuggestedViewGroup[] = []

const titled = (what: string, groups: readonly SuggestedViewGroup[]): SuggestedViewGroup[] =>
  groups.map(({ title, views }) => ({
    title: title === '' ? what : `${what}: ${title.charAt(0).toLowerCase()}${title.slice(1)}`,
    views,
  }))

function useCounted(groups: readonly SuggestedViewGroup[]): readonly PaletteSection[] {
  const views = useMemo(() => groups.flatMap((group) => group.views), [groups])
  const counts = useSuggestedCounts(views)
  const noteOf = (view: SuggestedView) => counts[views.indexOf(view)]
  return groups.map(({ title, views: inGroup }) => ({
    title,
    answers: true,
    entries: inGroup.map((view) => ({
      id: `${title} ${view.says}`,
      label: view.says,
      detail: view.detail,
      note: noteOf(view),
      run: () => go(view.target),
    })),
  }))
}
