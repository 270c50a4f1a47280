import { useLayoutEffect, type RefObject } from 'react'
import { markContentWidth } from './contentWidth.ts'

/** Keeps the attributes of the content that say how wide it is up to date. */
export function useMarkedWidth(content: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = content.current
    if (!element) return undefined
    markContentWidth(element, element.getBoundingClientRect().width)
    // Its own measure: to read it from the element, the browser would have to do its layout again.
    const observer = new ResizeObserver(([entry]) => {
      const box = entry?.borderBoxSize[0]
      if (box) markContentWidth(element, box.inlineSize)
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [content])
}
