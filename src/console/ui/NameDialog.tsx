import Button from '@cloudscape-design/components/button'
import Form from '@cloudscape-design/components/form'
import FormField from '@cloudscape-design/components/form-field'
import Input, { type InputProps } from '@cloudscape-design/components/input'
import Modal from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useRef, useState, type ReactNode } from 'react'
import { FirstFocus } from './FirstFocus.tsx'

export interface NameDialogProps {
  readonly header: string
  /** The button that submits. */
  readonly submit: string
  readonly initialName: string
  /** Why a name cannot be given, in a sentence; null if it can. */
  readonly problemOf: (name: string) => string | null
  /** Rejects with a sentence, which is shown. */
  readonly onSubmit: (name: string) => Promise<unknown>
  readonly onClose: () => void
  /** Above the name. */
  readonly children?: ReactNode
  /** Whether no name is asked for. */
  readonly hasNoName?: boolean
}

/** Asks for a name. */
export function NameDialog(props: NameDialogProps) {
  const { header, submit, initialName, problemOf, onSubmit, onClose, children, hasNoName = false } = props
  const [name, setName] = useState(initialName)
  const [isTried, setTried] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const input = useRef<InputProps.Ref>(null)
  const problem = hasNoName ? null : problemOf(name)

  const attempt = async () => {
    setTried(true)
    if (problem !== null || isBusy) return
    setBusy(true)
    setFailure(null)
    try {
      await onSubmit(name.trim())
      onClose()
    } catch (error) {
      setFailure((error as Error).message)
      setBusy(false)
    }
  }

  return (
    <Modal visible header={header} onDismiss={onClose} closeAriaLabel="Cancel">
      <FirstFocus on={input} />
      <form
        onSubmit={(domEvent) => {
          domEvent.preventDefault()
          void attempt()
        }}
      >
        <Form
          errorText={failure}
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
          <SpaceBetween size="m">
            {children !== undefined && <div>{children}</div>}
            {!hasNoName && (
              <FormField label="Name" errorText={isTried ? problem : null}>
                <Input
                  ref={input}
                  value={name}
                  onChange={({ detail }) => {
                    setName(detail.value)
                    setFailure(null)
                  }}
                />
              </FormField>
            )}
          </SpaceBetween>
        </Form>
      </form>
    </Modal>
  )
}
