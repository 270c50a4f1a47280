import Button from '@cloudscape-design/components/button'
import Form from '@cloudscape-design/components/form'
import Modal from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState, type ReactNode, type RefObject } from 'react'
import { FirstFocus } from './FirstFocus.tsx'
import './FormDialog.css'

export interface FormDialogProps {
  readonly header: string
  /** The button that submits. */
  readonly submit: string
  /** What gets the focus first. */
  readonly first: RefObject<{ focus(): void } | null>
  readonly isValid: boolean
  /** What is wrong with the form as a whole, shown once it was submitted. */
  readonly problem?: string | null
  /** Called only with a valid form. Rejects with a sentence, which is shown. */
  readonly onSubmit: () => Promise<unknown>
  readonly onClose: () => void
  /**
   * The fields. `isTried`: the form was submitted. `forgetFailure` is for a change to what failed.
   */
  readonly children: (form: { readonly isTried: boolean; readonly forgetFailure: () => void }) => ReactNode
}

/** A form in a dialog, whose problems are shown when it is submitted. */
export function FormDialog(props: FormDialogProps) {
  const { header, submit, first, isValid, problem = null, onSubmit, onClose, children } = props
  const [isTried, setTried] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)

  const attempt = async () => {
    setTried(true)
    if (!isValid || isBusy) return
    setBusy(true)
    setFailure(null)
    try {
      await onSubmit()
    } catch (error) {
      setFailure((error as Error).message)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Modal visible header={header} onDismiss={onClose} closeAriaLabel="Cancel">
      <FirstFocus on={first} />
      <form
        onSubmit={(domEvent) => {
          domEvent.preventDefault()
          void attempt()
        }}
      >
        <Form
          errorText={failure ?? (isTried ? problem : null)}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button formAction="none" variant="link" onClick={onClose}>
                Cancel
              </Button>
              <Button variant="primary" loading={isBusy}>
                {submit}
              </Button>
            </SpaceBetween>
          }
        >
          <div className="form-dialog__fields">
            {children({ isTried, forgetFailure: () => setFailure(null) })}
          </div>
        </Form>
      </form>
    </Modal>
  )
}
