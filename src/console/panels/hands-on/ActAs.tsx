import FormField from '@cloudscape-design/components/form-field'
import Select, { type SelectProps } from '@cloudscape-design/components/select'
import type { AccountPerson } from '../../../api/account.ts'

export interface ActAsProps {
  readonly people: readonly AccountPerson[]
  /** Who acts, by ID. */
  readonly as: string
  readonly onChange: (id: string) => void
}

/** By the first part of their IDs. */
const GROUPS: readonly (readonly [id: string, label: string])[] = [
  ['user', 'IAM users'],
  ['person', 'People of IAM Identity Center'],
  ['role', 'IAM roles'],
]

/** Chooses who acts. */
export function ActAs({ people, as, onChange }: ActAsProps) {
  const options = GROUPS.map(([group, label]) => ({
    label,
    options: people.filter(({ id }) => id.startsWith(`${group}/`)).map(optionOf),
  })).filter(({ options: { length } }) => length > 0)
  const selected = people.find(({ id }) => id === as)
  return (
    <FormField label="Act as">
      <Select
        selectedOption={selected ? optionOf(selected) : null}
        options={options}
        filteringType="auto"
        filteringAriaLabel="Find a user or role"
        filteringPlaceholder="Find a user or role"
        expandToViewport
        triggerVariant="option"
        onChange={({ detail: { selectedOption } }) => {
          if (selectedOption.value !== undefined) onChange(selectedOption.value)
        }}
      />
    </FormField>
  )
}

const optionOf = ({ id, name, description }: AccountPerson): SelectProps.Option => ({
  value: id,
  label: name,
  description,
})
