import Checkbox from '@cloudscape-design/components/checkbox'
import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { FieldProblems, TrailAttributes } from '../../models/trails/trailForm.ts'
import { ChoiceField } from './ChoiceField.tsx'

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
      <FormField
        label="CloudWatch Logs"
        description="The events also go to a log group, which can be searched and raise alarms."
      >
        <Checkbox
          checked={attributes.hasLogGroup}
          onChange={({ detail }) => onChange({ hasLogGroup: detail.checked })}
        >
          Enabled
        </Checkbox>
      </FormField>
      {attributes.hasLogGroup && (
        <>
          <ChoiceField
            label="Log group"
            description="Its ARN, which ends in “:*”."
            choice="logGroups"
            region={region}
            value={attributes.logGroup}
            problem={problems.logGroup}
            onChange={(value) => onChange({ logGroup: value })}
          />
          <ChoiceField
            label="IAM role"
            description="The ARN of a role that CloudTrail may assume, and that may write to the log group."
            choice="roles"
            region={region}
            value={attributes.role}
            problem={problems.role}
            onChange={(value) => onChange({ role: value })}
          />
        </>
      )}
    </SpaceBetween>
  </Container>
)
