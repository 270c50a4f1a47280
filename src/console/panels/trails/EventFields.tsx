import Checkbox from '@cloudscape-design/components/checkbox'
import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { ALL_MANAGEMENT, type LoggedEvents, type ManagementEvents } from '../../models/trails/loggedEvents.ts'
import { allOfType } from './basicTypes.ts'
import { DataEventFields } from './DataEventFields.tsx'
import { FormProblem } from './FormProblem.tsx'
import { ReadWriteBoxes } from './ReadWriteBoxes.tsx'

export interface EventFieldsProps {
  readonly events: LoggedEvents
  readonly problem: string | undefined
  readonly onChange: (events: LoggedEvents) => void
}

/** Which events a trail logs. */
export function EventFields({ events, problem, onChange }: EventFieldsProps) {
  const { management, isAdvanced, advanced, basic } = events
  const hasData = (isAdvanced ? advanced : basic).length > 0
  const change = (changed: Partial<LoggedEvents>) => onChange({ ...events, ...changed })
  return (
    <SpaceBetween size="l">
      <FormProblem problem={problem} />
      <Container
        header={
          <Header variant="h2" description="Choose the events that the trail logs.">
            Events
          </Header>
        }
      >
        <FormField label="Event type">
          <Checkbox
            checked={management !== null}
            description="Operations on the resources of the account, such as RunInstances."
            onChange={({ detail }) => change({ management: detail.checked ? ALL_MANAGEMENT : null })}
          >
            Management events
          </Checkbox>
          <Checkbox
            checked={hasData}
            description="Operations on or within a resource, such as GetObject. Event history does not show them by default."
            onChange={({ detail }) =>
              change(detail.checked ? withDataEvents(isAdvanced) : { advanced: [], basic: [] })
            }
          >
            Data events
          </Checkbox>
        </FormField>
      </Container>
      {management && (
        <ManagementFields
          management={management}
          onChange={(changed) => change({ management: { ...management, ...changed } })}
        />
      )}
      {hasData && <DataEventFields events={events} onChange={change} />}
    </SpaceBetween>
  )
}

/** The first selector, to be filled in. */
const withDataEvents = (isAdvanced: boolean): Partial<LoggedEvents> =>
  isAdvanced
    ? { advanced: [{ name: '', resourceType: 'AWS::S3::Object', conditions: [] }] }
    : { basic: [allOfType('AWS::S3::Object')] }

const ManagementFields = ({
  management,
  onChange,
}: {
  readonly management: ManagementEvents
  readonly onChange: (changed: Partial<ManagementEvents>) => void
}) => (
  <Container header={<Header variant="h2">Management events</Header>}>
    <FormField label="API activity" description="Choose the activities to log.">
      <ReadWriteBoxes value={management} onChange={onChange} />
      <Checkbox
        checked={management.excludesKms}
        onChange={({ detail }) => onChange({ excludesKms: detail.checked })}
      >
        Exclude AWS KMS events
      </Checkbox>
      <Checkbox
        checked={management.excludesRdsData}
        onChange={({ detail }) => onChange({ excludesRdsData: detail.checked })}
      >
        Exclude Amazon RDS Data API events
      </Checkbox>
    </FormField>
  </Container>
)
