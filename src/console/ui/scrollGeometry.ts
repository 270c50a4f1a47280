/**
 * The scroll position of a list of any length, in an element that browsers cap at some 17 to 33
 * million pixels.
 *
 * `virtualTop` is the pixel of the whole list at the top of the window, `scrollTop` the browser's
 * own. Below the cap they are the same. Above it the two ends are still one to one (`EDGE` pixels
 * each) and the middle is stretched:
 *
 *     scrollTop   0───EDGE──────────────max-EDGE───max
 *                 │ 1:1 │   stretched       │ 1:1  │
 *     virtualTop  0───EDGE──────────…───────MAX-EDGE──MAX
 *
 * The wheel always moves one to one, so `virtualTop` drifts off the drawn line; when it would reach
 * an end of the element, it is put back on the line. A jump (thumb, far programmatic scroll) lands
 * on it.
 */
export interface ScrollExtent {
  /** Height of all rows. */
  readonly virtualHeight: number
  /** Height of the part of the window that shows rows. */
  readonly viewport: number
}

export interface ScrollPlace {
  readonly scrollTop: number
  readonly virtualTop: number
}

export const MAX_ELEMENT_HEIGHT = 8_000_000

const EDGE = 100_000

/** A scroll farther than this many windows in one step is a jump. */
const JUMP = 4

export const elementHeight = (extent: ScrollExtent): number =>
  Math.min(extent.virtualHeight, MAX_ELEMENT_HEIGHT)

export const maxVirtualTop = (extent: ScrollExtent): number =>
  Math.max(0, extent.virtualHeight - extent.viewport)

const maxScrollTop = (extent: ScrollExtent): number => Math.max(0, elementHeight(extent) - extent.viewport)

const isScaled = (extent: ScrollExtent): boolean => extent.virtualHeight > MAX_ELEMENT_HEIGHT

/** The line of the drawing, from the element to the list. */
export function virtualAt(extent: ScrollExtent, scrollTop: number): number {
  const max = maxScrollTop(extent)
  const virtualMax = maxVirtualTop(extent)
  const top = Math.min(Math.max(scrollTop, 0), max)
  if (!isScaled(extent) || top <= EDGE) return Math.min(top, virtualMax)
  if (top >= max - EDGE) return virtualMax - (max - top)
  return Math.round(EDGE + ((top - EDGE) / (max - 2 * EDGE)) * (virtualMax - 2 * EDGE))
}

/** The line of the drawing, from the list to the element. */
function scrollTopAt(extent: ScrollExtent, virtualTop: number): number {
  const max = maxScrollTop(extent)
  const virtualMax = maxVirtualTop(extent)
  const top = Math.min(Math.max(virtualTop, 0), virtualMax)
  if (!isScaled(extent) || top <= EDGE) return Math.min(top, max)
  if (top >= virtualMax - EDGE) return max - (virtualMax - top)
  return Math.round(EDGE + ((top - EDGE) / (virtualMax - 2 * EDGE)) * (max - 2 * EDGE))
}

/** The place at exactly this pixel of the list. */
export function placeAt(extent: ScrollExtent, virtualTop: number): ScrollPlace {
  const top = Math.round(Math.min(Math.max(virtualTop, 0), maxVirtualTop(extent)))
  return { virtualTop: top, scrollTop: scrollTopAt(extent, top) }
}

/**
 * The place after the browser has scrolled to `scrollTop`. When its `scrollTop` differs from the
 * given one, the element must be set to it.
 */
export function scrolledTo(extent: ScrollExtent, from: ScrollPlace, scrollTop: number): ScrollPlace {
  if (!isScaled(extent)) return { scrollTop, virtualTop: virtualAt(extent, scrollTop) }
  const delta = scrollTop - from.scrollTop
  if (Math.abs(delta) > JUMP * extent.viewport) return { scrollTop, virtualTop: virtualAt(extent, scrollTop) }
  const max = maxVirtualTop(extent)
  const virtualTop = from.virtualTop + delta
  if (virtualTop <= 0 || virtualTop >= max) return placeAt(extent, virtualTop)
  const room = 2 * extent.viewport
  const atStart = scrollTop < room && virtualTop > scrollTop
  const atEnd = scrollTop > maxScrollTop(extent) - room && max - virtualTop > maxScrollTop(extent) - scrollTop
  return atStart || atEnd ? placeAt(extent, virtualTop) : { scrollTop, virtualTop }
}
