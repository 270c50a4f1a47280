import Container from '@cloudscape-design/components/container'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import RadioGroup from '@cloudscape-design/components/radio-group'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { logFolderOf } from '../../models/trails/trail.ts'
import type { FieldProblems, TrailAttributes } from '../../models/trails/trailForm.ts'
import { ChoiceField } from './ChoiceField.tsx'
import { EnabledField } from './EnabledField.tsx'
import { NewOrExistingField } from './NewOrExistingField.tsx'

export interface AttributeFieldsProps {
  readonly attributes: TrailAttributes
  readonly problems: FieldProblems
  /** Its name and whether its bucket is new are only asked of a trail that is being created. */
  readonly isNew: boolean
  readonly accountId: string
  readonly region: string
  readonly onChange: (change: Partial<TrailAttributes>) => void
}

/** Name, storage, encryption, validation and notification of a trail. */
export function AttributeFields(props: AttributeFieldsProps) {
  const { attributes, problems, isNew, accountId, region, onChange } = props
  const { isNewBucket, bucket, prefix } = attributes
  const folder = logFolderOf({ S3KeyPrefix: prefix.trim() }, accountId)
  return (
    <Container header={<Header variant="h2">General details</Header>}>
      <SpaceBetween size="l">
        {isNew && (
          <FormField
            label="Trail name"
            description="The trail is for all Regions."
            constraintText="3 to 128 letters, digits, periods, underscores and hyphens."
            errorText={problems.name}
          >
            <Input
              value={attributes.name}
              placeholder="management-events"
              onChange={({ detail }) => onChange({ name: detail.value })}
            />
          </FormField>
        )}
        {isNew && (
          <FormField label="Storage location">
            <RadioGroup
              value={isNewBucket ? 'new' : 'existing'}
              items={[
                {
                  value: 'new',
                  label: 'Create new S3 bucket',
                  description: 'Its policy lets CloudTrail write to it.',
                },
                {
                  value: 'existing',
                  label: 'Use existing S3 bucket',
                  description: 'Its policy must let CloudTrail write to it.',
                },
              ]}
              onChange={({ detail }) => onChange({ isNewBucket: detail.value === 'new' })}
            />
          </FormField>
        )}
        {isNewBucket ? (
          <FormField
            label="Trail log bucket and folder"
            description="A name that no other bucket has."
            constraintText={`Log files are stored in ${bucket.trim()}/${folder}`}
            errorText={problems.bucket}
          >
            <Input value={bucket} onChange={({ detail }) => onChange({ bucket: detail.value })} />
          </FormField>
        ) : (
          <ChoiceField
            label="Trail log bucket name"
            choice="buckets"
            region={region}
            value={bucket}
            problem={problems.bucket}
            onChange={(value) => onChange({ bucket: value })}
          />
        )}
        <FormField
          label="Prefix - optional"
          description="A folder above the log files."
          errorText={problems.prefix}
        >
          <Input value={prefix} onChange={({ detail }) => onChange({ prefix: detail.value })} />
        </FormField>
        <EnabledField
          label="Log file SSE-KMS encryption"
          isEnabled={attributes.isEncrypted}
          onChange={(isEncrypted) => onChange({ isEncrypted })}
        />
        {attributes.isEncrypted && (
          <NewOrExistingField
            label="Customer managed AWS KMS key"
            description="The key is in the Region of the bucket."
            name={{
              label: 'AWS KMS alias',
              description: 'The policy of the new key lets CloudTrail encrypt with it.',
              placeholder: 'my-cloudtrail-key',
            }}
            existing={{ label: 'AWS KMS key', description: 'An alias, ID or ARN.' }}
            choice="keys"
            region={region}
            value={attributes.kmsKey}
            problem={problems.kmsKey}
            onChange={(kmsKey) => onChange({ kmsKey })}
          />
        )}
        <ExpandableSection headerText="Additional settings" defaultExpanded>
          <SpaceBetween size="l">
            <EnabledField
              label="Log file validation"
              description="Digest files, which show later whether log files were changed or deleted."
              isEnabled={attributes.isValidated}
              onChange={(isValidated) => onChange({ isValidated })}
            />
            <EnabledField
              label="SNS notification delivery"
              description="A message for each delivery."
              isEnabled={attributes.hasTopic}
              onChange={(hasTopic) => onChange({ hasTopic })}
            />
            {attributes.hasTopic && (
              <NewOrExistingField
                label="SNS topic"
                name={{
                  label: 'Topic name',
                  description: 'The policy of the new topic lets CloudTrail publish to it.',
                }}
                existing={{ label: 'Topic', description: 'Its name or ARN.' }}
                choice="topics"
                region={region}
                value={attributes.topic}
                problem={problems.topic}
                onChange={(topic) => onChange({ topic })}
              />
            )}
          </SpaceBetween>
        </ExpandableSection>
      </SpaceBetween>
    </Container>
  )
}
