import FormField from '@cloudscape-design/components/form-field'
import Select from '@cloudscape-design/components/select'
import type { BasicDataEvents } from '../../models/trails/loggedEvents.ts'
import { BASIC_TYPES } from './basicTypes.ts'
import { DataEventGroup } from './DataEventGroup.tsx'
import { ReadWriteBoxes } from './ReadWriteBoxes.tsx'
import { ValuesInput } from './ValuesInput.tsx'

export interface BasicSelectorFieldsProps {
  /** From 1. */
  readonly number: number
  readonly data: BasicDataEvents
  readonly onChange: (data: BasicDataEvents) => void
  readonly onRemove: () => void
}

const OPTIONS = BASIC_TYPES.map(({ type, label, all, every }) => ({
  value: type,
  label,
  description: `${all}: ${every}`,
}))

/** The data events of one type in a basic event selector. */
export function BasicSelectorFields({ number, data, onChange, onRemove }: BasicSelectorFieldsProps) {
  const change = (changed: Partial<BasicDataEvents>) => onChange({ ...data, ...changed })
  return (
    <DataEventGroup
      number={number}
      onRemove={onRemove}
      label="Data event source"
      type={
        <Select
          selectedOption={OPTIONS.find(({ value }) => value === data.resourceType) ?? null}
          options={OPTIONS}
          placeholder="Choose a type"
          expandToViewport
          onChange={({ detail }) => change({ resourceType: detail.selectedOption.value ?? '' })}
        />
      }
    >
      <FormField
        label="Resources, one ARN a line"
        description="An ARN ends in a slash for a whole bucket: arn:aws:s3:::my-bucket/"
      >
        <ValuesInput values={data.values} onChange={(values) => change({ values })} />
      </FormField>
      <FormField label="API activity">
        <ReadWriteBoxes value={data} onChange={change} />
      </FormField>
    </DataEventGroup>
  )
}
