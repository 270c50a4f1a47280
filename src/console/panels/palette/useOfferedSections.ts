import { useMemo } from 'react'
import { go, useView } from '../../models/address/useView.ts'
import { offersFor, textOffer, type Offered, type OfferedGroup } from '../../models/offers/offersFor.ts'
import { useOfferedCounts } from '../../models/offers/useOfferedCounts.ts'
import type { PaletteSection } from './findEntries.ts'
import { useSettledText } from './useSettledText.ts'

/** A word this long may be a name; below, it is still being typed. */
const SHORTEST_NAME = 3

/** What was typed or pasted, where that is certain: `Access key: with the present filter`. */
export function useSureSections(typed: string): readonly PaletteSection[] {
  const settled = useSettledText(typed)
  const filter = useView((view) => view.filter)
  const offers = useMemo(() => offersFor(settled, filter, location.host), [settled, filter])
  return useCounted(offers?.sure ? titled(offers.what, offers.groups) : NO_GROUPS)
}

/** What a plain word may be the name of, and the records that hold the text. */
export function useTextSections(typed: string): readonly PaletteSection[] {
  const settled = useSettledText(typed)
  const filter = useView((view) => view.filter)
  const groups = useMemo(() => {
    const offers = settled.trim().length < SHORTEST_NAME ? null : offersFor(settled, filter, location.host)
    const names = offers === null || offers.sure ? [] : titled(offers.what, offers.groups)
    const text = textOffer(settled, filter)
    return [...names, ...(text ? [{ title: 'Free text', offers: [text] }] : [])]
  }, [settled, filter])
  return useCounted(groups)
}

const NO_GROUPS: readonly OfferedGroup[] = []

const titled = (what: string, groups: readonly OfferedGroup[]): OfferedGroup[] =>
  groups.map(({ title, offers }) => ({
    title: title === '' ? what : `${what}: ${title.charAt(0).toLowerCase()}${title.slice(1)}`,
    offers,
  }))

function useCounted(groups: readonly OfferedGroup[]): readonly PaletteSection[] {
  const offers = useMemo(() => groups.flatMap((group) => group.offers), [groups])
  const counts = useOfferedCounts(offers)
  const noteOf = (offer: Offered) => counts[offers.indexOf(offer)]
  return groups.map(({ title, offers: inGroup }) => ({
    title,
    answers: true,
    entries: inGroup.map((offer) => ({
      id: `${title} ${offer.says}`,
      label: offer.says,
      detail: offer.detail,
      note: noteOf(offer),
      run: () => go(offer.target),
    })),
  }))
}
