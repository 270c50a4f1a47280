import { useEffect, useState, type RefObject } from 'react'

/** Whether an element is visible: not scrolled away. */
export function useSeen(element: RefObject<Element | null>): boolean {
  const [seen, setSeen] = useState(false)
  useEffect(() => {
    if (!element.current) return undefined
    const observer = new IntersectionObserver((entries) => setSeen(entries.at(-1)!.isIntersecting))
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element])
  return seen
}
