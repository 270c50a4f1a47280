import { useEffect, useMemo, useRef } from 'react'
import { addressOf, go, useView } from '../../models/address/useView.ts'
import { offersFor, textOffer, type Offered, type OfferedGroup } from '../../models/offers/offersFor.ts'
import { useOfferedCounts } from '../../models/offers/useOfferedCounts.ts'
import type { Filter } from '../../../filter/filter.ts'
import { announce } from '../../ui/announce.ts'
import { ContextMenu, type MenuItem } from '../../ui/ContextMenu.tsx'
import { forgetPasted, usePasted, type Pasted } from './usePaste.ts'

/** What can be made of what was pasted. */
export function PasteMenu() {
  const pasted = usePasted((state) => state.pasted)
  return pasted && <OpenMenu pasted={pasted} />
}

function OpenMenu({ pasted }: { readonly pasted: Pasted }) {
  const { text, place, leave } = pasted
  const filter = useView((view) => view.filter)
  const { what, groups } = useMemo(() => menuOf(pasted, filter), [pasted, filter])
  const offers = useMemo(() => groups.flatMap((group) => group.offers), [groups])
  const counts = useOfferedCounts(offers)
  const chosen = useRef(false)

  const isNothing = offers.length === 0
  useEffect(() => {
    if (!isNothing) return
    forgetPasted()
    leave()
    if (place.returnTo?.tagName !== 'INPUT') announce('Nothing that was pasted is recognised')
  }, [isNothing, leave, place])
  if (isNothing) return null

  const itemOf = (offer: Offered): MenuItem => ({
    label: offer.says,
    detail: offer.detail,
    note: counts[offers.indexOf(offer)] ?? (offer.filter ? '…' : undefined),
    href: addressOf(offer.target),
    run: () => {
      chosen.current = true
      go(offer.target)
    },
  })
  return (
    <ContextMenu
      label={`What was pasted: ${what ?? text.slice(0, 60)}`}
      groups={groups.map(({ title, offers: inGroup }) => ({ title, items: inGroup.map(itemOf) }))}
      place={place}
      onClose={() => {
        forgetPasted()
        // A choice is made right after the menu has closed.
        setTimeout(() => !chosen.current && leave())
      }}
    />
  )
}

function menuOf(
  { text, place }: Pasted,
  filter: Filter,
): { readonly what: string | null; readonly groups: readonly OfferedGroup[] } {
  const offers = offersFor(text, filter, location.host)
  const plain = textOffer(text, filter)
  const isInFilter = place.returnTo?.tagName === 'INPUT'
  // Words that nobody knows are free text already where they were pasted.
  if (!offers && isInFilter) return { what: null, groups: [] }
  const named = (offers?.groups ?? []).map(({ title, offers: inGroup }) => ({
    title: [offers?.what, title].filter(Boolean).join(' · '),
    offers: inGroup,
  }))
  return {
    what: offers?.what ?? null,
    groups: [...named, ...(plain ? [{ title: 'Free text', offers: [plain] }] : [])],
  }
}
