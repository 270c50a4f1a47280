import AttributeEditor, { type AttributeEditorProps } from '@cloudscape-design/components/attribute-editor'
import Autosuggest from '@cloudscape-design/components/autosuggest'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import Select from '@cloudscape-design/components/select'
import type { DataSelector, FieldCondition } from '../../models/trails/loggedEvents.ts'
import { FIELD_OPERATORS, type FieldOperator } from '../../models/trails/trail.ts'
import { DataEventGroup } from './DataEventGroup.tsx'
import { RESOURCE_TYPES } from './resourceTypes.ts'
import { ValuesInput } from './ValuesInput.tsx'

export interface AdvancedSelectorFieldsProps {
  /** From 1. */
  readonly number: number
  readonly selector: DataSelector
  readonly onChange: (selector: DataSelector) => void
  readonly onRemove: () => void
}

const FIELDS = [
  'readOnly',
  'eventName',
  'eventSource',
  'eventType',
  'resources.ARN',
  'sessionCredentialFromConsole',
  'userIdentity.arn',
]

const NEW_CONDITION: FieldCondition = { field: 'readOnly', operator: 'Equals', values: ['false'] }

/** One advanced event selector of data events. */
export function AdvancedSelectorFields(props: AdvancedSelectorFieldsProps) {
  const { number, selector, onChange, onRemove } = props
  const { conditions } = selector
  const change = (changed: Partial<DataSelector>) => onChange({ ...selector, ...changed })
  const changeCondition = (at: number, changed: Partial<FieldCondition>) =>
    change({ conditions: conditions.with(at, { ...conditions[at]!, ...changed }) })
  return (
    <DataEventGroup
      number={number}
      onRemove={onRemove}
      label="Resource type"
      type={
        <Autosuggest
          value={selector.resourceType}
          options={RESOURCE_TYPES.map((value) => ({ value }))}
          enteredTextLabel={(text) => `Use “${text}”`}
          expandToViewport
          placeholder="AWS::S3::Object"
          onChange={({ detail }) => change({ resourceType: detail.value })}
        />
      }
    >
      <FormField label="Selector name - optional">
        <Input value={selector.name} onChange={({ detail }) => change({ name: detail.value })} />
      </FormField>
      <FormField
        label="Advanced event selectors"
        description="Conditions on different fields must all hold. Without any, all events of the type are logged."
        stretch
      >
        <AttributeEditor
          items={conditions}
          empty="All events of the type are logged."
          addButtonText="Add condition"
          removeButtonText="Remove condition"
          definition={definitionOf(changeCondition)}
          onAddButtonClick={() => change({ conditions: [...conditions, NEW_CONDITION] })}
          onRemoveButtonClick={({ detail }) =>
            change({ conditions: conditions.toSpliced(detail.itemIndex, 1) })
          }
          i18nStrings={{
            removeButtonAriaLabel: ({ field }) => `Remove condition on ${field}`,
            itemRemovedAriaLive: 'The condition was removed.',
          }}
        />
      </FormField>
    </DataEventGroup>
  )
}

const optionOf = (operator: FieldOperator) => ({
  value: operator,
  label: operator.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase(),
})

const definitionOf = (
  changeCondition: (at: number, changed: Partial<FieldCondition>) => void,
): readonly AttributeEditorProps.FieldDefinition<FieldCondition>[] => [
  {
    label: 'Field',
    control: ({ field }, at) => (
      <Select
        selectedOption={{ value: field }}
        options={FIELDS.map((value) => ({ value }))}
        expandToViewport
        onChange={({ detail }) => changeCondition(at, { field: detail.selectedOption.value ?? field })}
      />
    ),
  },
  {
    label: 'Operator',
    control: ({ operator }, at) => (
      <Select
        selectedOption={optionOf(operator)}
        options={FIELD_OPERATORS.map(optionOf)}
        expandToViewport
        onChange={({ detail }) =>
          changeCondition(at, { operator: detail.selectedOption.value as FieldOperator })
        }
      />
    ),
  },
  {
    label: 'Values, one a line',
    control: ({ values }, at) => (
      <ValuesInput values={values} onChange={(changed) => changeCondition(at, { values: changed })} />
    ),
  },
]
