import { useState } from 'react'
import { Notice } from '../ui/Notice.tsx'

/** The browser's storage is full or blocked. */
export function StorageRefusedNotice() {
  const [dismissed, setDismissed] = useState(false)
  if (dismissed) return null
  return (
    <Notice kind="warning" title="Preferences can’t be saved" onDismiss={() => setDismissed(true)}>
      This browser’s storage is full or blocked. Changes last until you close this page.
    </Notice>
  )
}
