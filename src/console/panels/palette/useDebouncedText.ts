import { useEffect, useState } from 'react'

const REST_MS = 120

/** The typed text after a pause in typing, so that not every key sends a request. */
export function useDebouncedText(typed: string): string {
  const [debounced, setDebounced] = useState(typed)
  useEffect(() => {
    const timer = setTimeout(() => setDebounced(typed), REST_MS)
    return () => clearTimeout(timer)
  }, [typed])
  return debounced
}
