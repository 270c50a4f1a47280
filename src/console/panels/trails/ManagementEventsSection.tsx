import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import type { ReactNode } from 'react'
import { loggedEventsOf } from '../../models/trails/loggedEvents.ts'
import type { Selectors } from '../../models/trails/trail.ts'
import { activityOf } from './activity.ts'

/** Which management events a trail logs. */
export function ManagementEventsSection({
  selectors,
  edit,
}: {
  readonly selectors: Selectors
  readonly edit?: ReactNode
}) {
  const { management } = loggedEventsOf(selectors)
  return (
    <Container
      header={
        <Header variant="h2" actions={edit}>
          Management events
        </Header>
      }
    >
      {management === null ? (
        'The trail logs no management events.'
      ) : (
        <KeyValuePairs
          columns={3}
          items={[
            { label: 'API activity', value: activityOf(management) },
            { label: 'Exclude AWS KMS events', value: management.excludesKms ? 'Yes' : 'No' },
            { label: 'Exclude Amazon RDS Data API events', value: management.excludesRdsData ? 'Yes' : 'No' },
          ]}
        />
      )}
    </Container>
  )
}
