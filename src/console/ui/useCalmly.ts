import { useDeferredValue, useLayoutEffect, useState } from 'react'
import { flushSync } from 'react-dom'

/** What handlers of the parts can be called by. */
const ACTIONS = ['pointerdown', 'keydown', 'click', 'input', 'drop'] as const

/**
 * The value for parts that may be drawn a moment after the rest: while they wait, it is the one
 * before. Whatever the user does meanwhile has them drawn first, so that no handler starts from an
 * older value, and of two quick clicks none is lost.
 */
export function useCalmly<T>(value: T): T {
  const deferred = useDeferredValue(value)
  const [wanted, setWanted] = useState(value)
  const isLate = deferred !== value && wanted !== value
  useLayoutEffect(() => {
    if (!isLate) return undefined
    const catchUp = () => flushSync(() => setWanted(() => value))
    // On the window, before React looks for the handlers.
    for (const action of ACTIONS) addEventListener(action, catchUp, { capture: true, once: true })
    return () => {
      for (const action of ACTIONS) removeEventListener(action, catchUp, { capture: true })
    }
  }, [isLate, value])
  return wanted === value ? value : deferred
}
