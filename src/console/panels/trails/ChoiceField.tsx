import Autosuggest from '@cloudscape-design/components/autosuggest'
import FormField from '@cloudscape-design/components/form-field'
import { useState } from 'react'
import { useChoices, type Choice } from '../../models/trails/useChoices.ts'

export interface ChoiceFieldProps {
  readonly label: string
  readonly description?: string
  readonly choice: Choice
  readonly region: string
  readonly value: string
  readonly problem: string | undefined
  readonly onChange: (value: string) => void
}

/** Something of the account that is chosen from those that exist, or typed. */
export function ChoiceField(props: ChoiceFieldProps) {
  const { label, description, choice, region, value, problem, onChange } = props
  const [isUsed, setUsed] = useState(false)
  const choices = useChoices(choice, region, isUsed)
  return (
    <FormField label={label} description={description} errorText={problem}>
      <Autosuggest
        value={value}
        options={choices.map((each) => ({ value: each }))}
        enteredTextLabel={(text) => `Use “${text}”`}
        expandToViewport
        empty="No suggestions"
        onFocus={() => setUsed(true)}
        onChange={({ detail }) => onChange(detail.value)}
      />
    </FormField>
  )
}
