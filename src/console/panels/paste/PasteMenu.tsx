import { useEffect, useMemo, useRef } from 'react'
import { addressOf, go, useView } from '../../models/address/useView.ts'
import {
  suggestedViews,
  textSearchView,
  type SuggestedView,
  type SuggestedViewGroup,
} from '../../models/suggested-views/suggestedViews.ts'
import { useSuggestedCounts } from '../../models/suggested-views/useSuggestedCounts.ts'
import type { Filter } from '../../../filter/filter.ts'
import { announce } from '../../ui/announce.ts'
import { ContextMenu, type MenuItem } from '../../ui/ContextMenu.tsx'
import { forgetPasted, usePasted, type Pasted } from './usePaste.ts'

/** The menu of views that a pasted text suggests. */
export function PasteMenu() {
  const pasted = usePasted((state) => state.pasted)
  return pasted && <OpenMenu pasted={pasted} />
}

function OpenMenu({ pasted }: { readonly pasted: Pasted }) {
  const { text, place, leave } = pasted
  const filter = useView((view) => view.filter)
  const { what, groups } = useMemo(() => menuOf(pasted, filter), [pasted, filter])
  const views = useMemo(() => groups.flatMap((group) => group.views), [groups])
  const counts = useSuggestedCounts(views)
  const chosen = useRef(false)

  const isNothing = views.length === 0
  useEffect(() => {
    if (!isNothing) return
    forgetPasted()
    leave()
    if (place.returnTo?.tagName !== 'INPUT') announce('Nothing that was pasted is recognised')
  }, [isNothing, leave, place])
  if (isNothing) return null

  const itemOf = (view: SuggestedView): MenuItem => ({
    label: view.says,
    detail: view.detail,
    note: counts[views.indexOf(view)] ?? (view.filter ? '…' : undefined),
    href: addressOf(view.target),
    run: () => {
      chosen.current = true
      go(view.target)
    },
  })
  return (
    <ContextMenu
      label={`What was pasted: ${what ?? text.slice(0, 60)}`}
      groups={groups.map(({ title, views: inGroup }) => ({ title, items: inGroup.map(itemOf) }))}
      place={place}
      onClose={() => {
        forgetPasted()
        // A choice is reported right after the menu has closed.
        setTimeout(() => !chosen.current && leave())
      }}
    />
  )
}

function menuOf(
  { text, place }: Pasted,
  filter: Filter,
): { readonly what: string | null; readonly groups: readonly SuggestedViewGroup[] } {
  const suggested = suggestedViews(text, filter, location.host)
  const plain = textSearchView(text, filter)
  const isInFilter = place.returnTo?.tagName === 'INPUT'
  // In the filter's own input, plain words are free text already.
  if (!suggested && isInFilter) return { what: null, groups: [] }
  const named = (suggested?.groups ?? []).map(({ title, views: inGroup }) => ({
    title: [suggested?.what, title].filter(Boolean).join(' · '),
    views: inGroup,
  }))
  return {
    what: suggested?.what ?? null,
    groups: [...named, ...(plain ? [{ title: 'Free text', views: [plain] }] : [])],
  }
}
