import type { MouseEvent } from 'react'

/** Whether a right click is for a menu of ours: with Shift, and on selected text, it is the browser's own. */
export function asksForMenu(domEvent: MouseEvent): boolean {
  return !domEvent.shiftKey && document.getSelection()?.isCollapsed !== false
}

/** Whether a key press asks for the menu of what is focused: the menu key, Shift+F10, or a full stop. */
export function isMenuKey(domEvent: { readonly key: string; readonly shiftKey: boolean }): boolean {
  return (
    domEvent.key === 'ContextMenu' || domEvent.key === '.' || (domEvent.key === 'F10' && domEvent.shiftKey)
  )
}
