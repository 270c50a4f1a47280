import type { MouseEvent } from 'react'

/** What a click in a row does. Every one of them activates the row. */
export type RowPress = 'activate' | 'open' | 'toggle' | 'extend'

/**
 * The action of a click: on a control or after selecting text, only the row is activated. Ctrl and
 * ⌘ on a link are the browser's: they open a new tab.
 */
export function pressOf(domEvent: MouseEvent<HTMLElement>): RowPress {
  const { shiftKey, ctrlKey, metaKey, currentTarget } = domEvent
  const target = domEvent.target instanceof Element ? domEvent.target : null
  if (target?.closest('button, label')) return 'activate'
  if (shiftKey) return 'extend'
  if (target?.closest('a')) return 'activate'
  if (ctrlKey || metaKey) return 'toggle'
  const selection = document.getSelection()
  const hasSelectedText = selection?.isCollapsed === false && selection.containsNode(currentTarget, true)
  return hasSelectedText ? 'activate' : 'open'
}
