import FormField from '@cloudscape-design/components/form-field'
import Input, { type InputProps } from '@cloudscape-design/components/input'
import { useRef, useState, type ReactNode } from 'react'
import { FormDialog } from './FormDialog.tsx'

export interface NameDialogProps {
  readonly header: string
  /** The button that submits. */
  readonly submit: string
  readonly initialName: string
  /** Why a name is invalid, as a sentence; null if it is valid. */
  readonly problemOf: (name: string) => string | null
  /** Rejects with a sentence, which is shown. */
  readonly onSubmit: (name: string) => Promise<unknown>
  readonly onClose: () => void
  /** Above the name. */
  readonly children?: ReactNode
  /** Whether the dialog has no name field. */
  readonly hasNoName?: boolean
}

/** Asks for a name. */
export function NameDialog(props: NameDialogProps) {
  const { header, submit, initialName, problemOf, onSubmit, onClose, children, hasNoName = false } = props
  const [name, setName] = useState(initialName)
  const input = useRef<InputProps.Ref>(null)
  const problem = hasNoName ? null : problemOf(name)
  return (
    <FormDialog
      header={header}
      submit={submit}
      first={input}
      isValid={problem === null}
      onSubmit={async () => {
        await onSubmit(name.trim())
        onClose()
      }}
      onClose={onClose}
    >
      {({ isTried, forgetFailure }) => (
        <>
          {children !== undefined && <div>{children}</div>}
          {!hasNoName && (
            <FormField label="Name" errorText={isTried ? problem : null}>
              <Input
                ref={input}
                value={name}
                onChange={({ detail }) => {
                  setName(detail.value)
                  forgetFailure()
                }}
              />
            </FormField>
          )}
        </>
      )}
    </FormDialog>
  )
}
