import { useCallback, useRef, type RefObject } from 'react'

interface Focusable {
  readonly focus: () => void
}

export interface FocusSoon<T> {
  /** The `ref` of the component to focus. */
  readonly attach: (handle: T | null) => void
  readonly handle: RefObject<T | null>
  /** Focuses it, or the next one that mounts: at once, or as soon as it has loaded. */
  readonly focus: (which?: 'present' | 'next') => void
}

/** Focuses something whose code may still be loading. */
export function useFocusSoon<T extends Focusable>(): FocusSoon<T> {
  const handle = useRef<T | null>(null)
  const wanted = useRef(false)
  const attach = useCallback((next: T | null) => {
    handle.current = next
    if (!next || !wanted.current) return
    wanted.current = false
    next.focus()
  }, [])
  const focus = useCallback((which: 'present' | 'next' = 'present') => {
    if (which === 'present' && handle.current) handle.current.focus()
    else wanted.current = true
  }, [])
  return { attach, handle, focus }
}
