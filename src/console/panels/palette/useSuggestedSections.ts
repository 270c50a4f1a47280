import { useMemo } from 'react'
import { isPath } from '../../../cloudtrail/fields.ts'
import { go, useView } from '../../models/address/useView.ts'
import { offeredViews } from '../../models/suggested-views/offeredViews.ts'
import {
  suggestedViews,
  textSearchView,
  type SuggestedView,
  type SuggestedViewGroup,
  type SuggestedViews,
} from '../../models/suggested-views/suggestedViews.ts'
import { useSuggestedCounts } from '../../models/suggested-views/useSuggestedCounts.ts'
import { countOf } from '../../ui/numbers.ts'
import type { PaletteSection } from './findEntries.ts'
import { useDebouncedText } from './useDebouncedText.ts'

/** Shorter words are taken to be still being typed. */
const SHORTEST_NAME = 3

/**
 * Views for a text of a certain kind: `Access key: add to filter`. Only those that show events; if
 * none does, a line says so.
 */
export function useSureSections(typed: string): readonly PaletteSection[] {
  const debounced = useDebouncedText(typed)
  const filter = useView((view) => view.filter)
  const suggested = useMemo(() => {
    const views = suggestedViews(debounced, filter, location.host)
    return views?.sure ? views : NOTHING
  }, [debounced, filter])
  const { sections, isCounted } = useOffered(suggested)
  if (sections.length > 0 || !isCounted || suggested === NOTHING) return sections
  return [{ title: suggested.what, entries: [], nothing: 'No matching events.' }]
}

/**
 * Views for a plain word that may be a name in the record. Names in the fields of every event are
 * found by `useValueSections`.
 */
export function useNameSections(typed: string): readonly PaletteSection[] {
  const debounced = useDebouncedText(typed)
  const filter = useView((view) => view.filter)
  const suggested = useMemo(() => {
    const views =
      debounced.trim().length < SHORTEST_NAME ? null : suggestedViews(debounced, filter, location.host)
    return views === null || views.sure ? NOTHING : { ...views, groups: views.groups.map(onlyPaths) }
  }, [debounced, filter])
  return useOffered(suggested).sections
}

const onlyPaths = (group: SuggestedViewGroup): SuggestedViewGroup => ({
  ...group,
  views: group.views.filter(({ conditions }) =>
    conditions.tokens.some((each) => each.kind === 'token' && isPath(each.field)),
  ),
})

/** The records that contain the text, whether there are any or not. */
export function useTextSections(typed: string): readonly PaletteSection[] {
  const debounced = useDebouncedText(typed)
  const filter = useView((view) => view.filter)
  const view = useMemo(() => textSearchView(debounced, filter), [debounced, filter])
  const [count] = useSuggestedCounts(useMemo(() => (view ? [view] : []), [view]))
  if (!view) return []
  // Its label has the text already.
  const entry = { ...entryOf('Free text', view, count), detail: undefined }
  return [{ title: 'Free text', answers: true, entries: [entry] }]
}

const NOTHING: SuggestedViews = { what: '', sure: false, groups: [] }

function useOffered({ what, groups }: SuggestedViews): {
  readonly sections: readonly PaletteSection[]
  readonly isCounted: boolean
} {
  const views = useMemo(() => groups.flatMap((group) => group.views), [groups])
  const counts = useSuggestedCounts(views)
  const countFor = (view: SuggestedView) => counts[views.indexOf(view)]
  // What comes late would move the others from under the hand.
  const isCounted = views.every((view) => view.filter === null || countFor(view) !== undefined)
  const offered = isCounted ? offeredViews(groups, countFor) : []
  const sections = offered.map(({ title, views: inGroup }) => {
    const whole = title === '' ? what : `${what}: ${title.charAt(0).toLowerCase()}${title.slice(1)}`
    return {
      title: whole,
      answers: true,
      entries: inGroup.map((view) => entryOf(whole, view, countFor(view))),
    }
  })
  return { sections, isCounted }
}

const entryOf = (section: string, view: SuggestedView, count: number | undefined) => ({
  id: `${section} ${view.says}`,
  label: view.says,
  detail: view.detail,
  note: count === undefined ? undefined : countOf(count, 'event'),
  run: () => go(view.target),
})
