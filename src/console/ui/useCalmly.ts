import { useDeferredValue, useEffect, useLayoutEffect, useState } from 'react'
import { flushSync } from 'react-dom'

/** An answer that comes later than this is not waited for. */
const PATIENCE_MS = 100

/**
 * The value for parts that may be drawn a moment after the rest: while they wait, it is the one before. `awaited`: an
 * answer is on its way, with which they can be drawn once instead of twice. A key has them drawn first, as it acts on
 * where the focus is among them. A pointer acts on what is seen: nothing may be drawn anew between its press and its
 * release, so what it does belongs to the value before.
 */
export function useCalmly<T>(value: T, awaited = false): T {
  const [settled, setSettled] = useState(value)
  if (!awaited && settled !== value) setSettled(() => value)
  useEffect(() => {
    if (!awaited) return undefined
    const waiting = setTimeout(() => setSettled(() => value), PATIENCE_MS)
    return () => clearTimeout(waiting)
  }, [awaited, value])
  const deferred = useDeferredValue(settled)
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
