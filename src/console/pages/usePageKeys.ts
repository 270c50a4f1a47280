import { useEffect, useRef } from 'react'
import { isTyping } from '../ui/isTyping.ts'

/** Keys of the whole page, by `KeyboardEvent.key`. What is being typed, and open dialogs, keep theirs. */
export function usePageKeys(keys: Readonly<Record<string, () => void>>): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    const onKeyDown = (domEvent: KeyboardEvent) => {
      const act = latest.current[domEvent.key]
      if (!act || isTyping(domEvent)) return
      domEvent.preventDefault()
      act()
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [])
}
