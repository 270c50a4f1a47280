import { useEffect, useState } from 'react'
import { timeAgo } from './timeAgo.ts'

/** `3 minutes ago`, kept current. */
export function RelativeTime({ time }: { readonly time: string }) {
  const [nowMs, setNowMs] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return timeAgo(time, nowMs)
}
