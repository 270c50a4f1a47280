import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { FieldProblems, TrailAttributes } from '../../models/trails/trailForm.ts'
import { EnabledField } from './EnabledField.tsx'
import { NewOrExistingField } from './NewOrExistingField.tsx'

export interface LogGroupFieldsProps {
  readonly attributes: TrailAttributes
  readonly problems: FieldProblems
  readonly region: string
  readonly onChange: (change: Partial<TrailAttributes>) => void
}

/** The log group that a trail sends its events to. */
export const LogGroupFields = ({ attributes, problems, region, onChange }: LogGroupFieldsProps) => (
  <Container header={<Header variant="h2">CloudWatch Logs - optional</Header>}>
    <SpaceBetween size="l">
      <EnabledField
        label="CloudWatch Logs"
        description="The events also go to a log group, which can be searched and raise alarms."
        isEnabled={attributes.hasLogGroup}
        onChange={(hasLogGroup) => onChange({ hasLogGroup })}
      />
      {attributes.hasLogGroup && (
        <SpaceBetween size="l">
          <NewOrExistingField
            label="Log group"
            name={{ label: 'Log group name' }}
            existing={{ label: 'Log group ARN', description: 'It ends in “:*”.' }}
            choice="logGroups"
            region={region}
            value={attributes.logGroup}
            problem={problems.logGroup}
            onChange={(logGroup) => onChange({ logGroup })}
          />
          <NewOrExistingField
            label="IAM role"
            description="CloudTrail assumes this role to send events to the log group."
            name={{ label: 'Role name', description: 'The new role may write to the log group.' }}
            existing={{
              label: 'Role ARN',
              description: 'CloudTrail may assume it, and it may write to the log group.',
            }}
            choice="roles"
            region={region}
            value={attributes.role}
            problem={problems.role}
            onChange={(role) => onChange({ role })}
          />
        </SpaceBetween>
      )}
    </SpaceBetween>
  </Container>
)
