import AttributeEditor, { type AttributeEditorProps } from '@cloudscape-design/components/attribute-editor'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import type { Tag } from '../../models/trails/trail.ts'
import { FormProblem } from './FormProblem.tsx'

export interface TagFieldsProps {
  readonly tags: readonly Tag[]
  readonly problem: string | undefined
  readonly onChange: (tags: readonly Tag[]) => void
}

const MOST_TAGS = 50

/** The tags of a trail. */
export function TagFields({ tags, problem, onChange }: TagFieldsProps) {
  const change = (at: number, changed: Partial<Tag>) =>
    onChange(tags.map((tag, index) => (index === at ? { ...tag, ...changed } : tag)))
  return (
    <Container header={<Header variant="h2">Tags - optional</Header>}>
      <AttributeEditor
        items={tags}
        empty="The trail has no tags."
        addButtonText="Add tag"
        removeButtonText="Remove tag"
        disableAddButton={tags.length >= MOST_TAGS}
        definition={definitionOf(change)}
        onAddButtonClick={() => onChange([...tags, { Key: '', Value: '' }])}
        onRemoveButtonClick={({ detail }) => onChange(tags.filter((_, at) => at !== detail.itemIndex))}
        i18nStrings={{
          removeButtonAriaLabel: ({ Key }) => `Remove tag ${Key}`,
          itemRemovedAriaLive: 'The tag was removed.',
        }}
      />
      <FormProblem problem={problem} />
    </Container>
  )
}

const definitionOf = (
  change: (at: number, changed: Partial<Tag>) => void,
): readonly AttributeEditorProps.FieldDefinition<Tag>[] => [
  {
    label: 'Key',
    control: ({ Key }, at) => (
      <Input value={Key} onChange={({ detail }) => change(at, { Key: detail.value })} />
    ),
  },
  {
    label: 'Value - optional',
    control: ({ Value }, at) => (
      <Input value={Value} onChange={({ detail }) => change(at, { Value: detail.value })} />
    ),
  },
]
