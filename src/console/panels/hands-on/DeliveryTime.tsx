import { useEffect, useState } from 'react'

/** How long it takes until an event can be in the event history, counted down. */
export function DeliveryTime({ visibleMs }: { readonly visibleMs: number }) {
  const [nowMs, setNowMs] = useState(() => Date.now())
  const seconds = Math.max(0, Math.ceil((visibleMs - nowMs) / 1000))
  const isDue = seconds === 0
  useEffect(() => {
    if (isDue) return undefined
    const timer = setInterval(() => setNowMs(Date.now()), 250)
    return () => clearInterval(timer)
  }, [isDue])
  return <span>{isDue ? 'Delivering…' : `Delivered in ${seconds} s`}</span>
}
