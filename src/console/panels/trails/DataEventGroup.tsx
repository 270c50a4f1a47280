import Button from '@cloudscape-design/components/button'
import FormField from '@cloudscape-design/components/form-field'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { ReactNode } from 'react'

export interface DataEventGroupProps {
  /** From 1. */
  readonly number: number
  readonly onRemove: () => void
  /** The field of the resource type: its label, and what it is chosen by. */
  readonly label: string
  readonly type: ReactNode
  /** The other fields. */
  readonly children: ReactNode
}

/** The fields of one selector of data events. */
export const DataEventGroup = ({ number, onRemove, label, type, children }: DataEventGroupProps) => (
  <div role="group" aria-label={`Data event ${number}`}>
    <SpaceBetween size="m">
      <FormField
        label={label}
        secondaryControl={
          <Button ariaLabel={`Remove data event ${number}`} onClick={onRemove}>
            Remove
          </Button>
        }
      >
        {type}
      </FormField>
      {children}
    </SpaceBetween>
  </div>
)
