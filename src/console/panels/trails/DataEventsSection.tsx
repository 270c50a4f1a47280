import Box from '@cloudscape-design/components/box'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import type { ReactNode } from 'react'
import { loggedEventsOf, type FieldCondition } from '../../models/trails/loggedEvents.ts'
import { FIELD_OPERATORS, type AdvancedEventSelector, type Selectors } from '../../models/trails/trail.ts'
import { SafeText } from '../../ui/SafeText.tsx'
import { activityOf } from './activity.ts'
import './DataEventsSection.css'

/** Which data events a trail logs. */
export function DataEventsSection({
  selectors,
  edit,
}: {
  readonly selectors: Selectors
  readonly edit?: ReactNode
}) {
  const { advanced, basic, others } = loggedEventsOf(selectors)
  const isEmpty = advanced.length + basic.length + others.length === 0
  return (
    <Container
      header={
        <Header variant="h2" actions={edit}>
          Data events
        </Header>
      }
    >
      {isEmpty && 'The trail logs no data events.'}
      <div className="data-events">
        {advanced.map(({ name, resourceType, conditions }, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- selectors have no other identity
          <Selector key={at} title={name || resourceType}>
            <Condition field="resources.type" operator="Equals" values={[resourceType]} />
            {conditions.map((condition) => (
              <Condition key={`${condition.field} ${condition.operator}`} {...condition} />
            ))}
          </Selector>
        ))}
        {basic.map((data, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- as above
          <Selector key={at} title={data.resourceType}>
            <li>API activity: {activityOf(data)}</li>
            {data.values.map((value) => (
              <li key={value}>
                <SafeText text={value} />
              </li>
            ))}
          </Selector>
        ))}
        {others.map((selector, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- as above
          <Selector key={at} title={selector.Name ?? 'Other events'}>
            {conditionsOf(selector).map((condition) => (
              <Condition key={`${condition.field} ${condition.operator}`} {...condition} />
            ))}
          </Selector>
        ))}
      </div>
    </Container>
  )
}

const Selector = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <div>
    <Box variant="h3" fontSize="heading-s" padding={{ vertical: 'n' }}>
      <SafeText text={title} />
    </Box>
    <ul>{children}</ul>
  </div>
)

const Condition = ({ field, operator, values }: FieldCondition) => (
  <li>
    <SafeText text={`${field} ${WORDS[operator]} ${values.join(', ')}`} />
  </li>
)

/** The operators as they are read. */
const WORDS: Readonly<Record<FieldCondition['operator'], string>> = {
  Equals: 'equals',
  StartsWith: 'starts with',
  EndsWith: 'ends with',
  NotEquals: 'does not equal',
  NotStartsWith: 'does not start with',
  NotEndsWith: 'does not end with',
}

const conditionsOf = ({ FieldSelectors }: AdvancedEventSelector): readonly FieldCondition[] =>
  FieldSelectors.flatMap((selector) =>
    FIELD_OPERATORS.flatMap((operator) => {
      const values = selector[operator]
      return values ? [{ field: selector.Field, operator, values }] : []
    }),
  )
