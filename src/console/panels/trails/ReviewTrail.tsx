import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { selectorsOf } from '../../models/trails/loggedEvents.ts'
import { logFolderOf } from '../../models/trails/trail.ts'
import type { NewTrail } from '../../models/trails/trailCalls.ts'
import { chosenName, type NewOrExisting } from '../../models/trails/trailForm.ts'
import { SafeText } from '../../ui/SafeText.tsx'
import { DataEventsSection } from './DataEventsSection.tsx'
import { InsightsSection } from './InsightsSection.tsx'
import { ManagementEventsSection } from './ManagementEventsSection.tsx'

/** A trail before it is created. */
export function ReviewTrail({ trail, accountId }: { readonly trail: NewTrail; readonly accountId: string }) {
  const { attributes, events, insightTypes } = trail
  const selectors = selectorsOf(events)
  const folder = logFolderOf({ S3KeyPrefix: attributes.prefix.trim() }, accountId)
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">Trail attributes</Header>}>
        <KeyValuePairs
          columns={3}
          minColumnWidth={180}
          items={[
            { label: 'Trail name', value: <SafeText text={attributes.name} /> },
            { label: 'Multi-Region trail', value: 'Yes' },
            {
              label: 'Storage location',
              value: attributes.isNewBucket ? 'Create new S3 bucket' : 'Use existing S3 bucket',
            },
            {
              label: 'Trail log location',
              value: <SafeText text={`${attributes.bucket.trim()}/${folder}`} />,
            },
            {
              label: 'Log file SSE-KMS encryption',
              value: attributes.isEncrypted ? <Chosen value={attributes.kmsKey} /> : 'Disabled',
            },
            { label: 'Log file validation', value: attributes.isValidated ? 'Enabled' : 'Disabled' },
            {
              label: 'SNS notification delivery',
              value: attributes.hasTopic ? <Chosen value={attributes.topic} /> : 'Disabled',
            },
            {
              label: 'CloudWatch Logs log group',
              value: attributes.hasLogGroup ? <Chosen value={attributes.logGroup} /> : 'Disabled',
            },
            ...(attributes.hasLogGroup
              ? [{ label: 'IAM role', value: <Chosen value={attributes.role} /> }]
              : []),
            {
              label: 'Tags',
              value: (
                <SafeText
                  text={attributes.tags.map(({ Key, Value }) => `${Key} = ${Value}`).join(', ') || 'None'}
                />
              ),
            },
          ]}
        />
      </Container>
      <ManagementEventsSection selectors={selectors} />
      <DataEventsSection selectors={selectors} />
      <InsightsSection insightSelectors={insightTypes.map((InsightType) => ({ InsightType }))} />
    </SpaceBetween>
  )
}

const Chosen = ({ value }: { readonly value: NewOrExisting }) => (
  <>
    {value.isNew && 'New: '}
    <SafeText text={chosenName(value)} />
  </>
)
