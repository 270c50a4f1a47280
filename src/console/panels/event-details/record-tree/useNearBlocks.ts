import { useLayoutEffect, useState, type RefObject } from 'react'
import { nearestScroller } from '../../../ui/nearestScroller.ts'

/** Further than a window's height, so that scrolling seldom meets a block that is not drawn. */
const MARGIN = '1200px 0px'
const FIRST: ReadonlySet<number> = new Set([0, 1])

/**
 * The blocks of an element (children with `data-block`, their index) that are in the window or near
 * it; the first two until that is known. `onLeave` gets the height of a block that no longer is.
 */
export function useNearBlocks(
  element: RefObject<HTMLElement | null>,
  count: number,
  onLeave: (block: number, height: number) => void,
): ReadonlySet<number> {
  const [near, setNear] = useState(FIRST)
  useLayoutEffect(() => {
    const parent = element.current
    if (!parent || count <= FIRST.size) return undefined
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target, boundingClientRect } of entries) {
          if (!isIntersecting && target.hasChildNodes()) onLeave(blockOf(target), boundingClientRect.height)
        }
        setNear((before) => {
          const after = new Set(before)
          for (const { isIntersecting, target } of entries) {
            if (isIntersecting) after.add(blockOf(target))
            else after.delete(blockOf(target))
          }
          return after
        })
      },
      { root: nearestScroller(parent), rootMargin: MARGIN },
    )
    for (const block of parent.querySelectorAll('[data-block]')) observer.observe(block)
    return () => observer.disconnect()
  }, [element, count, onLeave])
  return near
}

const blockOf = (element: Element): number => Number((element as HTMLElement).dataset['block'])
