/** The element that an element scrolls in vertically; null where that is the page. */
export function nearestScroller(element: Element): Element | null {
  for (let at = element.parentElement; at; at = at.parentElement) {
    if (/^(?:auto|scroll)$/.test(getComputedStyle(at).overflowY) && at !== document.body) return at
  }
  return null
}
