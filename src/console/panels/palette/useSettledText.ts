import { useEffect, useState } from 'react'

const REST_MS = 120

/**
 * A text that is typed, once the hand rests: what is asked of the server on its account is not
 * asked at every key.
 */
export function useSettledText(typed: string): string {
  const [settled, setSettled] = useState(typed)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), REST_MS)
    return () => clearTimeout(timer)
  }, [typed])
  return settled
}
