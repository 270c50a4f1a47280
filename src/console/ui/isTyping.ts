/** Whether a key press belongs to a field, a dialog or a shortcut of the browser, and not to the page. */
export function isTyping(domEvent: KeyboardEvent): boolean {
  if (domEvent.defaultPrevented || domEvent.ctrlKey || domEvent.metaKey || domEvent.altKey) return true
  // Where it began, in the shadow of an element too.
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

/** Whether a key press belongs to a dialog, and to nothing behind it. */
export function isInDialog({ target }: KeyboardEvent): boolean {
  return (target instanceof Element && target.closest('dialog, [role="dialog"]') !== null) || isModalOpen()
}

/** Whether a dialog has the page to itself. */
export const isModalOpen = (): boolean =>
  document.querySelector('dialog:modal, [role="dialog"][aria-modal="true"]') !== null
