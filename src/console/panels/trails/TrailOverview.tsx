import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import type { ReactNode } from 'react'
import { PageLink } from '../../models/address/PageLink.tsx'
import { usePreferences } from '../../models/preferences/usePreferences.ts'
import { logFolderOf } from '../../models/trails/trail.ts'
import type { DescribedTrail } from '../../models/trails/useTrails.ts'
import type { PageOf, TrailSection } from '../../routes.ts'
import { SafeText } from '../../ui/SafeText.tsx'
import { formatSeconds } from '../../ui/time.ts'
import { DataEventsSection } from './DataEventsSection.tsx'
import { InsightsSection } from './InsightsSection.tsx'
import { ManagementEventsSection } from './ManagementEventsSection.tsx'

export interface TrailOverviewProps {
  readonly described: DescribedTrail
  readonly accountId: string
  readonly page: PageOf<'trail'>
  readonly onEdit: (section: TrailSection) => void
}

/** Everything that is set of a trail, and how its delivery goes. */
export function TrailOverview({ described, accountId, page, onEdit }: TrailOverviewProps) {
  const { selectors, insightSelectors } = described
  return (
    <SpaceBetween size="l">
      <GeneralDetails described={described} accountId={accountId} page={page} onEdit={onEdit} />
      <CloudWatchLogs described={described} onEdit={onEdit} />
      <Tags described={described} onEdit={onEdit} />
      <ManagementEventsSection
        selectors={selectors}
        edit={editButton('events', 'management events', onEdit)}
      />
      <DataEventsSection selectors={selectors} edit={editButton('events', 'data events', onEdit)} />
      <InsightsSection
        insightSelectors={insightSelectors}
        edit={editButton('insights', 'Insights events', onEdit)}
      />
    </SpaceBetween>
  )
}

const editButton = (section: TrailSection, what: string, onEdit: (section: TrailSection) => void) => (
  <Button ariaLabel={`Edit ${what}`} onClick={() => onEdit(section)}>
    Edit
  </Button>
)

function GeneralDetails({ described, accountId, page, onEdit }: TrailOverviewProps) {
  const { trail, status } = described
  const folder = logFolderOf(trail, accountId)
  return (
    <Container
      header={
        <Header variant="h2" actions={editButton('general', 'general details', onEdit)}>
          General details
        </Header>
      }
    >
      <KeyValuePairs
        columns={3}
        minColumnWidth={180}
        items={[
          {
            label: 'Trail logging',
            value: status.IsLogging ? (
              <StatusIndicator type="success">
                Logging <Since time={status.StartLoggingTime} />
              </StatusIndicator>
            ) : (
              <StatusIndicator type="stopped">
                Off <Since time={status.StopLoggingTime} />
              </StatusIndicator>
            ),
          },
          { label: 'Trail name', value: <SafeText text={trail.Name} /> },
          { label: 'Multi-Region trail', value: trail.IsMultiRegionTrail ? 'Yes' : 'No' },
          { label: 'Home Region', value: trail.HomeRegion },
          {
            label: 'Trail log location',
            value: (
              <PageLink to={{ ...page, path: folder }}>
                <SafeText text={`${trail.S3BucketName}/${folder}`} />
              </PageLink>
            ),
          },
          {
            label: 'Last log file delivered',
            value: <Delivered time={status.LatestDeliveryTime} error={status.LatestDeliveryError} />,
          },
          {
            label: 'Log file validation',
            value: trail.LogFileValidationEnabled ? 'Enabled' : 'Disabled',
          },
          {
            label: 'Last digest file delivered',
            value: (
              <Delivered time={status.LatestDigestDeliveryTime} error={status.LatestDigestDeliveryError} />
            ),
          },
          {
            label: 'Log file SSE-KMS encryption',
            value: trail.KmsKeyId ? <SafeText text={trail.KmsKeyId} /> : 'Disabled',
          },
          {
            label: 'SNS notification delivery',
            value: trail.SnsTopicARN ? <SafeText text={trail.SnsTopicARN} /> : 'Disabled',
          },
          {
            label: 'Last SNS notification',
            value: <Delivered time={status.LatestNotificationTime} error={status.LatestNotificationError} />,
          },
          { label: 'Organization trail', value: trail.IsOrganizationTrail ? 'Yes' : 'No' },
        ]}
      />
    </Container>
  )
}

function CloudWatchLogs({ described, onEdit }: Pick<TrailOverviewProps, 'described' | 'onEdit'>) {
  const { trail, status } = described
  return (
    <Container
      header={
        <Header variant="h2" actions={editButton('cloudwatch-logs', 'CloudWatch Logs', onEdit)}>
          CloudWatch Logs
        </Header>
      }
    >
      {trail.CloudWatchLogsLogGroupArn === undefined ? (
        'The trail sends its events to no log group.'
      ) : (
        <KeyValuePairs
          columns={3}
          minColumnWidth={180}
          items={[
            { label: 'Log group', value: <SafeText text={trail.CloudWatchLogsLogGroupArn} /> },
            { label: 'IAM role', value: <SafeText text={trail.CloudWatchLogsRoleArn ?? '-'} /> },
            {
              label: 'Last delivery',
              value: (
                <Delivered
                  time={status.LatestCloudWatchLogsDeliveryTime}
                  error={status.LatestCloudWatchLogsDeliveryError}
                />
              ),
            },
          ]}
        />
      )}
    </Container>
  )
}

const Tags = ({ described: { tags }, onEdit }: Pick<TrailOverviewProps, 'described' | 'onEdit'>) => (
  <Container
    header={
      <Header variant="h2" actions={editButton('tags', 'tags', onEdit)} counter={`(${tags.length})`}>
        Tags
      </Header>
    }
  >
    {tags.length === 0 ? (
      'The trail has no tags.'
    ) : (
      <KeyValuePairs
        columns={3}
        minColumnWidth={180}
        items={tags.map(({ Key, Value }) => ({
          label: Key,
          value: <SafeText text={Value || '-'} />,
        }))}
      />
    )}
  </Container>
)

function Since({ time }: { readonly time: string | undefined }) {
  const zone = usePreferences((preferences) => preferences.zone)
  return time === undefined ? null : <>since {formatSeconds(time, zone)}</>
}

/** When something was delivered last, and why the last attempt failed, if it did. */
function Delivered({
  time,
  error,
}: {
  readonly time: string | undefined
  readonly error: string | undefined
}): ReactNode {
  const zone = usePreferences((preferences) => preferences.zone)
  const last = time === undefined ? '-' : formatSeconds(time, zone)
  if (!error) return last
  return (
    <>
      {last}
      <div>
        <StatusIndicator type="error">{whyUndelivered(error)}</StatusIndicator>
      </div>
    </>
  )
}

/** What the codes in a trail’s status mean, and what to do. */
const REASONS: Readonly<Record<string, string>> = {
  NoSuchBucket: 'The bucket does not exist. Choose another one, or create it again.',
  AccessDenied: 'The policy of the bucket does not let CloudTrail write to it.',
  AuthorizationError: 'The policy of the topic does not let CloudTrail publish to it.',
  'KMS.DisabledException': 'The KMS key is disabled. Enable it, or choose another one.',
  'KMS.NotFoundException': 'The KMS key does not exist. Choose another one.',
}

const whyUndelivered = (error: string): string =>
  error in REASONS ? `${REASONS[error]} (${error})` : `The last attempt failed: ${error}`
