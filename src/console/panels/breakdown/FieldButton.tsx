import { useState } from 'react'
import { labelOf } from '../../../cloudtrail/fields.ts'
import { FieldInput } from '../../models/field-input/FieldInput.tsx'
import { useFocusSoon } from '../../ui/useFocusSoon.ts'
import { SafeText } from '../../ui/SafeText.tsx'
import './FieldButton.css'

export interface FieldButtonProps {
  /** What the field is for: `Count by`. */
  readonly label: string
  readonly field: string
  /** Fields that are not suggested. */
  readonly present: readonly string[]
  readonly onField: (field: string) => void
}

/** A field, and an input in its place while another one is chosen. */
export function FieldButton({ label, field, present, onField }: FieldButtonProps) {
  const [choosing, setChoosing] = useState(false)
  const { attach, focus } = useFocusSoon<HTMLButtonElement>()
  const close = () => {
    setChoosing(false)
    focus('next')
  }
  if (choosing) {
    return (
      <div
        className="field-button__input"
        onBlur={({ currentTarget, relatedTarget }) =>
          // The suggestions are elsewhere in the document, and keep the focus in the input.
          relatedTarget && !currentTarget.contains(relatedTarget) && setChoosing(false)
        }
      >
        <FieldInput
          present={present}
          verb="Count by"
          expandToViewport
          onClose={close}
          onField={(chosen) => {
            close()
            onField(chosen)
          }}
        />
      </div>
    )
  }
  return (
    <button
      ref={attach}
      type="button"
      className="field-button"
      aria-label={`${label} ${labelOf(field)}: choose another field`}
      title={labelOf(field) === field ? field : `${labelOf(field)} (${field})`}
      onClick={() => setChoosing(true)}
    >
      <span className="field-button__name">
        <SafeText text={labelOf(field)} />
      </span>
      <span className="field-button__arrow" aria-hidden="true" />
    </button>
  )
}
