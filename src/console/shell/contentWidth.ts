/**
 * The widths of the content, in pixels, below which a part of a page looks different. Style sheets
 * ask for them with `:where([data-narrower-than-600])`.
 */
export const CONTENT_WIDTHS = [480, 600, 660, 720, 1600]

/** Below this width, `--content-width` is set: the columns of the list then depend on it. */
const NARROW = 600

/**
 * Says in the attributes of the content how wide it is, in pixels, for the styles of everything in it. (With a
 * container query around the list, the browser would compute the styles of its rows anew during
 * each layout, which is slow.)
 */
export function markContentWidth(content: HTMLElement, width: number): void {
  for (const limit of CONTENT_WIDTHS) content.toggleAttribute(`data-narrower-than-${limit}`, width < limit)
  if (width < NARROW) content.style.setProperty('--content-width', `${width}px`)
  else content.style.removeProperty('--content-width')
}
