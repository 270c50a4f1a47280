import { useEffect } from 'react'

export interface TypedAheadProps {
  readonly onTyped: (change: (text: string) => string) => void
  readonly onClose: () => void
}

/**
 * Shown while the code of an input loads: keys are kept for it and run no command of the page.
 */
export function TypedAhead({ onTyped, onClose }: TypedAheadProps) {
  useEffect(() => {
    const onKeyDown = (domEvent: KeyboardEvent) => {
      const { key } = domEvent
      if (domEvent.ctrlKey || domEvent.metaKey || domEvent.altKey) return
      if (key === 'Escape') onClose()
      else if (key === 'Backspace') onTyped((text) => text.slice(0, -1))
      else if (key.length === 1) onTyped((text) => text + key)
      domEvent.preventDefault()
      domEvent.stopPropagation()
    }
    addEventListener('keydown', onKeyDown, true)
    return () => removeEventListener('keydown', onKeyDown, true)
  }, [onTyped, onClose])
  return null
}
