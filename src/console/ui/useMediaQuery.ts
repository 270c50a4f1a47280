import { useCallback, useSyncExternalStore } from 'react'

/** Whether the window matches a media query, such as `(width < 900px)`. */
export function useMediaQuery(query: string): boolean {
  const watch = useCallback(
    (changed: () => void) => {
      const list = matchMedia(query)
      list.addEventListener('change', changed)
      return () => list.removeEventListener('change', changed)
    },
    [query],
  )
  // Not read from the list that is listened to: in Chromium, one that is read just after a change, by a
  // part that happens to be drawn, no longer tells of it.
  return useSyncExternalStore(watch, () => matchMedia(query).matches)
}
