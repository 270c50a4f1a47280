import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import type { ReactNode } from 'react'
import { INSIGHT_TYPES } from '../../models/trails/insights.ts'
import type { InsightSelector } from '../../models/trails/trail.ts'

/** Which Insights events a trail logs. */
export const InsightsSection = ({
  insightSelectors,
  edit,
}: {
  readonly insightSelectors: readonly InsightSelector[]
  readonly edit?: ReactNode
}) => (
  <Container
    header={
      <Header variant="h2" actions={edit}>
        Insights events
      </Header>
    }
  >
    <KeyValuePairs
      columns={3}
      items={INSIGHT_TYPES.map(({ type, title }) => ({
        label: title,
        value: insightSelectors.some(({ InsightType }) => InsightType === type) ? 'Enabled' : 'Disabled',
      }))}
    />
  </Container>
)
