import { useEffectEvent, useLayoutEffect, type RefObject } from 'react'

/**
 * Measures an element before it is first painted and whenever its size changes. `isOn`: false where
 * its size does not matter for now.
 */
export function useMeasured<E extends HTMLElement>(
  ref: RefObject<E | null>,
  measure: (element: E) => void,
  isOn = true,
): void {
  const onMeasure = useEffectEvent(measure)
  useLayoutEffect(() => {
    const element = ref.current
    if (!element || !isOn) return undefined
    onMeasure(element)
    const observer = new ResizeObserver(() => onMeasure(element))
    observer.observe(element)
    return () => observer.disconnect()
  }, [ref, isOn])
}
