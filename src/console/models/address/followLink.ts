import type { MouseEvent } from 'react'

/**
 * Lets a real link act inside the page, and leaves new tabs and downloads (middle click, Ctrl,
 * Shift) to the browser.
 */
export function followLink(domEvent: MouseEvent, act: () => void): void {
  const plain =
    domEvent.button === 0 && !domEvent.metaKey && !domEvent.ctrlKey && !domEvent.shiftKey && !domEvent.altKey
  if (!plain || domEvent.defaultPrevented) return
  domEvent.preventDefault()
  act()
}
