import { useEffect, useState } from 'react'

/** Faster work is over before anybody has read that it goes on. */
const SHOWN_AFTER_MS = 200

/** For how long something has been going on, in milliseconds; null unless it takes a moment. */
export function useElapsed(isGoingOn: boolean): number | null {
  const [elapsedMs, setElapsed] = useState<number | null>(null)
  useEffect(() => {
    if (!isGoingOn) return undefined
    const startMs = performance.now()
    const timer = setInterval(() => setElapsed(performance.now() - startMs), SHOWN_AFTER_MS)
    return () => {
      clearInterval(timer)
      setElapsed(null)
    }
  }, [isGoingOn])
  return isGoingOn ? elapsedMs : null
}
