/**
 * The element that a key moves to; null when it does not move. Up and down go through headers,
 * values and "more"; left and right go through a value and its buttons.
 */
export function nextStop(rail: HTMLElement, from: Element, key: string): HTMLElement | null {
  if (key === 'ArrowRight' || key === 'ArrowLeft') {
    const beside = [...(from.closest('[data-facet-row]')?.querySelectorAll('button') ?? [])]
    const at = beside.findIndex((button) => button === from)
    return beside[at + (key === 'ArrowRight' ? 1 : -1)] ?? null
  }
  const stops = [...rail.querySelectorAll<HTMLElement>('[data-facet-stop]')]
  const row = from.closest('[data-facet-row]')
  const at = stops.findIndex((stop) => stop === from || (row !== null && row.contains(stop)))
  if (at < 0) return null
  switch (key) {
    case 'ArrowDown':
      return stops[at + 1] ?? null
    case 'ArrowUp':
      return stops[at - 1] ?? null
    case 'Home':
      return stops[0] ?? null
    case 'End':
      return stops.at(-1) ?? null
    default:
      return null
  }
}
