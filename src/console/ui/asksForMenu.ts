import type { MouseEvent } from 'react'

/**
 * Whether a right click opens our menu. With Shift, or on selected text, it opens the browser's
 * own.
 */
export function asksForMenu(domEvent: MouseEvent): boolean {
  return !domEvent.shiftKey && document.getSelection()?.isCollapsed !== false
}

/** Whether a key opens the menu of the focused element: the menu key, Shift+F10, or a full stop. */
export function isMenuKey(domEvent: { readonly key: string; readonly shiftKey: boolean }): boolean {
  return (
    domEvent.key === 'ContextMenu' || domEvent.key === '.' || (domEvent.key === 'F10' && domEvent.shiftKey)
  )
}
