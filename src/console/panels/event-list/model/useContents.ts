import { useMemo, useState } from 'react'
import type { Zone } from '../../../ui/time.ts'
import { zoneOfTitle } from '../columns/columnText.ts'
import { contentWidths } from '../columns/contentWidths.ts'
import type { ListedEvents } from './listedEvents.ts'
import { isSameQuery } from './useArrivedEvents.ts'

/** Fewer rows say too little about later ones. */
const ENOUGH_ROWS = 20

/**
 * The widths of the columns' contents, and the zone in the header of the time column. They come
 * from the first page of a result and stay while it is scrolled and refreshed, so that no column
 * moves.
 */
export function useContents(listed: ListedEvents, columns: readonly string[], zone: Zone) {
  const { query, columns: paths } = listed
  const [fitted, setFitted] = useState(listed)
  const isSame = fitted.query === query && fitted.columns === paths
  const keeps =
    fitted.columns === paths &&
    fitted.firstPage.length >= ENOUGH_ROWS &&
    (isSame || isSameQuery(fitted.query, query))
  const firstPage = keeps ? fitted.firstPage : listed.firstPage
  if (!isSame || firstPage !== fitted.firstPage) setFitted({ ...listed, firstPage })
  return useMemo(
    () => ({
      contents: contentWidths(firstPage, columns, zone),
      titleZone: zoneOfTitle(firstPage, zone),
    }),
    [firstPage, columns, zone],
  )
}
