import { useRef, useState, type RefObject } from 'react'
import { currentPreferences, prefer, usePreferences } from '../../models/preferences/usePreferences.ts'
import type { FacetRailHandle } from '../../panels/facets/FacetRail.tsx'
import { useFocusSoon } from '../../ui/useFocusSoon.ts'
import { useMeasured } from '../../ui/useMeasured.ts'

/**
 * Pixels that the Fields panel and the list need side by side. With an event opened, even a wide
 * window may have less.
 */
const ROOM = 1050

const PADDING = 32

/**
 * Whether a window of this width in pixels has room for the Fields panel and the list when nothing
 * else is beside them.
 */
export const hasRoomForFacets = (windowWidth: number): boolean => windowWidth - PADDING >= ROOM

export interface FacetsPlace {
  /** The `ref` of the element that contains the panel and the list. */
  readonly body: RefObject<HTMLDivElement | null>
  /** The `ref` of the panel. */
  readonly attach: (rail: FacetRailHandle | null) => void
  /** Null while the panel is hidden. */
  readonly shown: 'beside' | 'sheet' | null
  /** Opens the panel and focuses it. */
  readonly open: () => void
  readonly close: () => void
  /** Focuses the panel, or closes it when it has the focus. */
  readonly goToOrClose: () => void
}

/**
 * Where the Fields panel is shown. Beside the list is a preference; a sheet over the list stays
 * only until it is closed. `onLeft` is called when the panel is closed while it has the focus.
 */
export function useFacetsPlace(onLeft: () => void): FacetsPlace {
  const body = useRef<HTMLDivElement>(null)
  const { attach, handle: rail, focus } = useFocusSoon<FacetRailHandle>()
  const preferred = usePreferences((preferences) => preferences.facetsOpen)
  const [hasRoom, setHasRoom] = useState(() => hasRoomForFacets(innerWidth))
  const [sheet, setSheet] = useState(false)
  useMeasured(body, (element) => setHasRoom(element.clientWidth >= ROOM))
  const shown = hasRoom ? (preferred ? 'beside' : null) : sheet ? 'sheet' : null
  const open = () => {
    if (hasRoom) prefer({ facetsOpen: true })
    else setSheet(true)
    focus()
  }
  const close = () => {
    const hadFocus = shown === 'beside' && rail.current?.hasFocus()
    setSheet(false)
    if (shown === 'beside' && currentPreferences().facetsOpen) prefer({ facetsOpen: false })
    if (hadFocus) onLeft()
  }
  const goToOrClose = () => (rail.current?.hasFocus() ? close() : open())
  return { body, attach, shown, open, close, goToOrClose }
}
