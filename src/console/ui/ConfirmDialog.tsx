import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Modal from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState, type ReactNode } from 'react'

export interface ConfirmDialogProps {
  readonly header: string
  /** The button that confirms. */
  readonly confirm: string
  /** Closes the dialog once it has succeeded. Rejects with a sentence, which is shown. */
  readonly onConfirm: () => Promise<unknown>
  readonly onClose: () => void
  /** What would be lost, one paragraph each. */
  readonly children: ReactNode
}

/** Asks for confirmation of something that cannot be undone. */
export function ConfirmDialog({ header, confirm, onConfirm, onClose, children }: ConfirmDialogProps) {
  const [failure, setFailure] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const attempt = async () => {
    setBusy(true)
    setFailure(null)
    try {
      await onConfirm()
    } catch (error) {
      setFailure((error as Error).message)
      setBusy(false)
    }
  }
  return (
    <Modal
      visible
      header={header}
      onDismiss={onClose}
      closeAriaLabel="Cancel"
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onClose}>
              Cancel
            </Button>
            <Button variant="primary" loading={isBusy} onClick={() => void attempt()}>
              {confirm}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        {children}
        {failure !== null && <Alert type="error">{failure}</Alert>}
      </SpaceBetween>
    </Modal>
  )
}
