import { useEffect } from 'react'
import { mainContent } from './mainContent.ts'

/** Parts of a page that keep the focus when the focused element is removed. */
const PARTS = '[role=region], [role=search], [role=dialog], [role=group], dialog, section'

const FOCUSABLE = 'a[href], button, input, select, textarea, [tabindex="0"]'

/**
 * Keeps the keyboard user's place: when the focused element is removed, its part of the page gets
 * the focus, or else the main content, also that of the next page. Without this the next Tab would
 * start at the top. Belongs to what outlives every page.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let focused: Element | null = null
    let parts: readonly Element[] = []
    const isLost = () =>
      focused !== null &&
      !focused.isConnected &&
      (document.activeElement === document.body || document.activeElement === null)
    const onMutation = () => {
      // Whatever removed it may be about to focus something else.
      if (isLost()) setTimeout(() => isLost() && keep())
    }
    const observer = new MutationObserver(onMutation)
    const keep = () => {
      const part = parts.find(({ isConnected }) => isConnected)
      const inside = [...(part?.querySelectorAll<HTMLElement>(FOCUSABLE) ?? [])].find((element) =>
        element.checkVisibility(),
      )
      const target = inside ?? mainContent()
      // A page that is still being loaded has none yet. Its arrival is a change as well.
      if (!target) return
      focused = null
      target.focus()
    }
    const onFocus = ({ target }: FocusEvent) => {
      observer.disconnect()
      if (!(target instanceof Element)) return
      focused = target
      parts = ancestors(target).filter((element) => element.matches(PARTS))
      // The list is scrolled with the focus on it, which must cost nothing.
      if (!target.matches('[role=grid], [role=tree]'))
        observer.observe(document.body, { childList: true, subtree: true })
    }
    document.addEventListener('focusin', onFocus)
    return () => {
      document.removeEventListener('focusin', onFocus)
      observer.disconnect()
    }
  }, [])
}

function ancestors(element: Element): Element[] {
  const found: Element[] = []
  for (let each = element.parentElement; each; each = each.parentElement) found.push(each)
  return found
}
