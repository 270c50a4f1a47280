import { useEffect, type RefObject } from 'react'

/** In a dialog: focuses this element, where Cloudscape would focus the close button. */
export function FirstFocus({ on }: { readonly on: RefObject<{ focus: () => void } | null> }) {
  // After all effects of this render, the dialog's own among them.
  useEffect(() => queueMicrotask(() => on.current?.focus()), [on])
  return null
}
