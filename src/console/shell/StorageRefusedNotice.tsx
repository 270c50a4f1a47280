import Alert from '@cloudscape-design/components/alert'
import { useState } from 'react'

/** The browser's storage is full or blocked. */
export function StorageRefusedNotice() {
  const [dismissed, setDismissed] = useState(false)
  if (dismissed) return null
  return (
    <Alert
      type="warning"
      header="Preferences can't be saved"
      dismissible
      dismissAriaLabel="Close"
      onDismiss={() => setDismissed(true)}
    >
      This browser's storage is full or blocked. Changes last until you close this page.
    </Alert>
  )
}
