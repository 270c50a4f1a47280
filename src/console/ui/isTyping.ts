/**
 * Whether a key press belongs to an input, a dialog or a shortcut of the browser, not to the page.
 */
export function isTyping(domEvent: KeyboardEvent): boolean {
  if (domEvent.defaultPrevented || domEvent.ctrlKey || domEvent.metaKey || domEvent.altKey) return true
  // The innermost target, also inside a shadow root.
  const [start] = domEvent.composedPath()
  const target = start instanceof Element ? start : null
  if (
    target?.closest(
      'input, textarea, select, [contenteditable="true"], dialog, [role="dialog"], [role="menu"], [role="listbox"]',
    )
  ) {
    return true
  }
  return isModalOpen()
}

/** Whether a key press belongs to a dialog and not to the page behind it. */
export function isInDialog({ target }: KeyboardEvent): boolean {
  return (target instanceof Element && target.closest('dialog, [role="dialog"]') !== null) || isModalOpen()
}

/** Whether a modal dialog is open. */
export const isModalOpen = (): boolean =>
  document.querySelector('dialog:modal, [role="dialog"][aria-modal="true"]') !== null
