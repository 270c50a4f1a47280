import { useEffect, useMemo, useRef, useState } from 'react'
import { addressOf, go, useView } from '../../models/address/useView.ts'
import { offeredViews } from '../../models/suggested-views/offeredViews.ts'
import {
  suggestedViews,
  textSearchView,
  type SuggestedView,
  type SuggestedViewGroup,
} from '../../models/suggested-views/suggestedViews.ts'
import { useSuggestedCounts } from '../../models/suggested-views/useSuggestedCounts.ts'
import type { Filter } from '../../../filter/filter.ts'
import { announce } from '../../ui/announce.ts'
import { countOf } from '../../ui/numbers.ts'
import { ContextMenu, type MenuItem } from '../../ui/ContextMenu.tsx'
import { forgetPasted, usePasted, type Pasted } from './usePaste.ts'

/** How long the menu waits for counts, to leave out what shows no events. */
const LONGEST_WAIT_MS = 2000

/** The menu of views that a pasted text suggests. */
export function PasteMenu() {
  const pasted = usePasted((state) => state.pasted)
  return pasted && <OpenMenu pasted={pasted} />
}

function OpenMenu({ pasted }: { readonly pasted: Pasted }) {
  const { text, place, leave } = pasted
  const filter = useView((view) => view.filter)
  const { what, groups, plain } = useMemo(() => menuOf(pasted, filter), [pasted, filter])
  const views = useMemo(() => groups.flatMap((group) => group.views), [groups])
  const counts = useSuggestedCounts(views)
  const [plainCount] = useSuggestedCounts(useMemo(() => (plain ? [plain] : []), [plain]))
  const chosen = useRef(false)
  const [isLate, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), LONGEST_WAIT_MS)
    return () => clearTimeout(timer)
  }, [])

  const isNothing = views.length === 0 && plain === null
  useEffect(() => {
    if (!isNothing) return
    forgetPasted()
    leave()
    if (place.returnTo?.tagName !== 'INPUT') announce('Pasted text not recognized')
  }, [isNothing, leave, place])
  const countFor = (view: SuggestedView) => (view === plain ? plainCount : counts[views.indexOf(view)])
  const isCounted = views.every((view) => view.filter === null || countFor(view) !== undefined)
  const opens = !isNothing && (isCounted || isLate)
  // Once it is open, nothing leaves it.
  const [opened, setOpened] = useState<readonly SuggestedViewGroup[] | null>(null)
  if (opens && opened === null) setOpened(offeredViews(groups, countFor))
  if (opened === null) return null

  const itemOf = (view: SuggestedView): MenuItem => ({
    label: view.says,
    detail: view.detail,
    note: noteOf(view.filter, countFor(view)),
    href: addressOf(view.target),
    run: () => {
      chosen.current = true
      go(view.target)
    },
  })
  return (
    <ContextMenu
      label={`Pasted: ${what ?? text.slice(0, 60)}`}
      groups={[...opened, ...(plain ? [{ title: textTitle(what, opened), views: [plain] }] : [])].map(
        ({ title, views: inGroup }) => ({ title, items: inGroup.map(itemOf) }),
      )}
      place={place}
      onClose={() => {
        forgetPasted()
        // A choice is reported right after the menu has closed.
        setTimeout(() => !chosen.current && leave())
      }}
    />
  )
}

const noteOf = (filter: Filter | null, count: number | undefined): string | undefined =>
  count !== undefined ? countOf(count, 'event') : filter ? '…' : undefined

const textTitle = (what: string | null, opened: readonly SuggestedViewGroup[]): string =>
  what !== null && opened.length === 0 ? `${what}: no matching events · Free text` : 'Free text'

function menuOf(
  { text, place }: Pasted,
  filter: Filter,
): {
  readonly what: string | null
  readonly groups: readonly SuggestedViewGroup[]
  /** The search for the text itself. */
  readonly plain: SuggestedView | null
} {
  const suggested = suggestedViews(text, filter, location.host)
  const isInFilter = place.returnTo?.tagName === 'INPUT'
  // In the filter's own input, plain words are free text already.
  if (!suggested && isInFilter) return { what: null, groups: [], plain: null }
  const groups = (suggested?.groups ?? []).map(({ title, views }) => ({
    title: [suggested?.what, title].filter(Boolean).join(' · '),
    views,
  }))
  return { what: suggested?.what ?? null, groups, plain: textSearchView(text, filter) }
}
