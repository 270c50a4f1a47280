import { useCallback, useLayoutEffect, useRef } from 'react'

/** A handler that stays the same function, and does what the last one given does. */
export function useSteady<Given extends readonly unknown[]>(
  handler: (...given: Given) => void,
): (...given: Given) => void {
  const last = useRef(handler)
  useLayoutEffect(() => {
    last.current = handler
  })
  return useCallback((...given) => last.current(...given), [])
}
