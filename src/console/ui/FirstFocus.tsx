import { useEffect, type RefObject } from 'react'

/** Within a dialog: gives the focus to this part of it, where Cloudscape's gives it to the button that closes it. */
export function FirstFocus({ on }: { readonly on: RefObject<{ focus: () => void } | null> }) {
  // After all effects of this moment: the dialog's own is among them.
  useEffect(() => queueMicrotask(() => on.current?.focus()), [on])
  return null
}
