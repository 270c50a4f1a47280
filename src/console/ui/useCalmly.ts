import { useDeferredValue, useLayoutEffect, useState } from 'react'
import { flushSync } from 'react-dom'

/**
 * The value for parts that may be drawn a moment after the rest: while they wait, it is the one before. A key has
 * them drawn first, as it acts on where the focus is among them. A pointer acts on what is seen: nothing may be drawn
 * anew between its press and its release, so what it does belongs to the value before.
 */
export function useCalmly<T>(value: T): T {
  const deferred = useDeferredValue(value)
  const [wanted, setWanted] = useState(value)
  const isLate = deferred !== value && wanted !== value
  useLayoutEffect(() => {
    if (!isLate) return undefined
    const catchUp = () => flushSync(() => setWanted(() => value))
    // On the window, before React looks for the handlers.
    addEventListener('keydown', catchUp, { capture: true, once: true })
    return () => removeEventListener('keydown', catchUp, { capture: true })
  }, [isLate, value])
  return wanted === value ? value : deferred
}
