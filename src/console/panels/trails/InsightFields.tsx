import Checkbox from '@cloudscape-design/components/checkbox'
import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { INSIGHT_TYPES } from '../../models/trails/insights.ts'
import { FormProblem } from './FormProblem.tsx'

export interface InsightFieldsProps {
  readonly types: readonly string[]
  readonly problem: string | undefined
  readonly onChange: (types: readonly string[]) => void
}

/** Which Insights events a trail logs. */
export const InsightFields = ({ types, problem, onChange }: InsightFieldsProps) => (
  <SpaceBetween size="l">
    <FormProblem problem={problem} />
    <Container header={<Header variant="h2">Insights events</Header>}>
      <FormField
        label="Insights types"
        description="Events about unusual activity, compared with the days before."
      >
        {INSIGHT_TYPES.map(({ type, title, description }) => (
          <Checkbox
            key={type}
            checked={types.includes(type)}
            description={description}
            onChange={({ detail }) =>
              onChange(detail.checked ? [...types, type] : types.filter((each) => each !== type))
            }
          >
            {title}
          </Checkbox>
        ))}
      </FormField>
    </Container>
  </SpaceBetween>
)
