import { useLayoutEffect, useState, type RefObject } from 'react'
import { currentPreferences, prefer, usePreferences } from '../../models/preferences/usePreferences.ts'

/** Narrower than this, rail and list have no room beside each other: an opened event may leave as little as a small window. */
const ROOM = 1050

const PADDING = 32

/** Whether a window of so many pixels has room for rail and list, with nothing else beside them. */
export const hasRoomForFacets = (windowWidth: number): boolean => windowWidth - PADDING >= ROOM

export interface FacetsPlace {
  /** Null while there are no facets to see. */
  readonly shown: 'beside' | 'sheet' | null
  readonly open: () => void
  readonly close: () => void
}

/** Where the facets stand, in an element that holds them and the list. Beside the list that is a preference; as a sheet over it, only until it is closed. */
export function useFacetsPlace(body: RefObject<HTMLElement | null>): FacetsPlace {
  const preferred = usePreferences((preferences) => preferences.facetsOpen)
  const [hasRoom, setHasRoom] = useState(() => hasRoomForFacets(innerWidth))
  const [sheet, setSheet] = useState(false)
  useLayoutEffect(() => {
    const element = body.current
    if (!element) return undefined
    const measure = () => setHasRoom(element.clientWidth >= ROOM)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [body])
  const shown = hasRoom ? (preferred ? 'beside' : null) : sheet ? 'sheet' : null
  return {
    shown,
    open: () => (hasRoom ? prefer({ facetsOpen: true }) : setSheet(true)),
    close: () => {
      setSheet(false)
      if (shown === 'beside' && currentPreferences().facetsOpen) prefer({ facetsOpen: false })
    },
  }
}
