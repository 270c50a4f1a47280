import Button from '@cloudscape-design/components/button'
import FormField from '@cloudscape-design/components/form-field'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { BasicDataEvents } from '../../models/trails/loggedEvents.ts'
import { ReadWriteBoxes } from './ReadWriteBoxes.tsx'
import { ValuesInput } from './ValuesInput.tsx'

export interface BasicSelectorFieldsProps {
  /** From 1. */
  readonly number: number
  readonly data: BasicDataEvents
  readonly onChange: (data: BasicDataEvents) => void
  readonly onRemove: () => void
}

/** The types that basic event selectors know, and what stands for all resources of each. */
const TYPES = [
  { value: 'AWS::S3::Object', label: 'S3', description: 'All buckets: arn:aws:s3' },
  { value: 'AWS::Lambda::Function', label: 'Lambda', description: 'All functions: arn:aws:lambda' },
  { value: 'AWS::DynamoDB::Table', label: 'DynamoDB', description: 'All tables: arn:aws:dynamodb' },
]

/** The data events of one type in a basic event selector. */
export function BasicSelectorFields({ number, data, onChange, onRemove }: BasicSelectorFieldsProps) {
  const change = (changed: Partial<BasicDataEvents>) => onChange({ ...data, ...changed })
  return (
    <div role="group" aria-label={`Data event ${number}`}>
      <SpaceBetween size="m">
        <FormField
          label="Data event source"
          secondaryControl={
            <Button ariaLabel={`Remove data event ${number}`} onClick={onRemove}>
              Remove
            </Button>
          }
        >
          <Select
            selectedOption={TYPES.find(({ value }) => value === data.resourceType) ?? null}
            options={TYPES}
            placeholder="Choose a type"
            expandToViewport
            onChange={({ detail }) => change({ resourceType: detail.selectedOption.value ?? '' })}
          />
        </FormField>
        <FormField
          label="Resources, one ARN a line"
          description="An ARN ends in a slash for a whole bucket: arn:aws:s3:::my-bucket/"
        >
          <ValuesInput values={data.values} onChange={(values) => change({ values })} />
        </FormField>
        <FormField label="API activity">
          <ReadWriteBoxes value={data} onChange={change} />
        </FormField>
      </SpaceBetween>
    </div>
  )
}
