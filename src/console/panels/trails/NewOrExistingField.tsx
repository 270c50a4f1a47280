import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import RadioGroup from '@cloudscape-design/components/radio-group'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { NewOrExisting } from '../../models/trails/trailForm.ts'
import { ChoiceField, type ChoiceFieldProps } from './ChoiceField.tsx'

export interface NewOrExistingFieldProps extends Pick<ChoiceFieldProps, 'choice' | 'region' | 'problem'> {
  /** What it is: `SNS topic`. */
  readonly label: string
  readonly description?: string
  /** How a new one is named. */
  readonly name: { readonly label: string; readonly description?: string; readonly placeholder?: string }
  /** How an existing one is named. */
  readonly existing: Pick<ChoiceFieldProps, 'label' | 'description'>
  readonly value: NewOrExisting
  readonly onChange: (value: NewOrExisting) => void
}

/** Something that a trail uses: created together with it, or one that there is. */
export function NewOrExistingField(props: NewOrExistingFieldProps) {
  const { label, description, name, existing, choice, region, problem, value, onChange } = props
  const change = (changed: Partial<NewOrExisting>) => onChange({ ...value, ...changed })
  return (
    <SpaceBetween size="s">
      <FormField label={label} description={description}>
        <RadioGroup
          value={value.isNew ? 'new' : 'existing'}
          direction="horizontal"
          items={[
            { value: 'new', label: 'New' },
            { value: 'existing', label: 'Existing' },
          ]}
          onChange={({ detail }) => change({ isNew: detail.value === 'new' })}
        />
      </FormField>
      {value.isNew ? (
        <FormField label={name.label} description={name.description} errorText={problem}>
          <Input
            value={value.newName}
            placeholder={name.placeholder ?? ''}
            onChange={({ detail }) => change({ newName: detail.value })}
          />
        </FormField>
      ) : (
        <ChoiceField
          {...existing}
          choice={choice}
          region={region}
          value={value.existing}
          problem={problem}
          onChange={(changed) => change({ existing: changed })}
        />
      )}
    </SpaceBetween>
  )
}
