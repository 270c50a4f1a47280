export type PanelPosition = 'side' | 'bottom'

/** Where the panel is drawn, and how large it can be: pixels, inclusive. */
export type PanelPlace =
  | { readonly kind: PanelPosition; readonly size: number; readonly min: number; readonly max: number }
  /** Over the whole content: there is no room for both. */
  | { readonly kind: 'cover' }

export interface PanelRoom {
  readonly width: number
  readonly height: number
}

/** Pixels that content and panel need to stay readable. */
const SIDE = { content: 540, panel: 420 }
const BOTTOM = { content: 380, panel: 220 }

/** In less room, an event covers the list. */
const SPLIT_WIDTH = 1050

/**
 * The place of the panel in the space that it shares with the content. `preferred` is the size that
 * the user chose, null for the default.
 */
export function panelPlace(room: PanelRoom, position: PanelPosition, preferred: number | null): PanelPlace {
  if (room.width < SPLIT_WIDTH) return { kind: 'cover' }
  if (position === 'bottom' && room.height >= BOTTOM.content + BOTTOM.panel)
    return sized('bottom', preferred ?? room.height * 0.45, BOTTOM.panel, room.height - BOTTOM.content)
  const byDefault = Math.min(720, room.width * 0.42)
  // The preferred size is that of a panel below the list.
  const wanted = position === 'side' ? preferred : null
  return sized('side', wanted ?? byDefault, SIDE.panel, room.width - SIDE.content)
}

const sized = (kind: PanelPosition, size: number, min: number, max: number): PanelPlace => ({
  kind,
  size: Math.round(Math.max(min, Math.min(size, max))),
  min,
  max: Math.floor(max),
})
