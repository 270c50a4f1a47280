import Checkbox from '@cloudscape-design/components/checkbox'
import FormField from '@cloudscape-design/components/form-field'

export interface EnabledFieldProps {
  readonly label: string
  readonly description?: string
  readonly isEnabled: boolean
  readonly onChange: (isEnabled: boolean) => void
}

/** Something that a trail does or does not do. */
export const EnabledField = ({ label, description, isEnabled, onChange }: EnabledFieldProps) => (
  <FormField label={label} description={description}>
    <Checkbox checked={isEnabled} onChange={({ detail }) => onChange(detail.checked)}>
      Enabled
    </Checkbox>
  </FormField>
)
