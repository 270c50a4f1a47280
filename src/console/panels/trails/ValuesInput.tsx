import Textarea from '@cloudscape-design/components/textarea'
import { useState } from 'react'

export interface ValuesInputProps {
  readonly values: readonly string[]
  readonly onChange: (values: readonly string[]) => void
}

/** Values, each in a line of its own. What is typed stays as it is, also empty lines. */
export function ValuesInput({ values, onChange }: ValuesInputProps) {
  const [typed, setTyped] = useState(values.join('\n'))
  // Another item has taken this one's place.
  const text = valuesIn(typed).join('\n') === values.join('\n') ? typed : values.join('\n')
  return (
    <Textarea
      value={text}
      rows={Math.max(1, Math.min(6, text.split('\n').length))}
      onChange={({ detail }) => {
        setTyped(detail.value)
        onChange(valuesIn(detail.value))
      }}
    />
  )
}

const valuesIn = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
