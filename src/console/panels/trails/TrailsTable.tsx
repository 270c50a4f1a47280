import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import Link from '@cloudscape-design/components/link'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import Table, { type TableProps } from '@cloudscape-design/components/table'
import TextFilter from '@cloudscape-design/components/text-filter'
import type { UseQueryResult } from '@tanstack/react-query'
import { useState } from 'react'
import { PageButton } from '../../models/address/PageButton.tsx'
import { PageLink } from '../../models/address/PageLink.tsx'
import { logFolderOf } from '../../models/trails/trail.ts'
import type { ListedTrail } from '../../models/trails/useTrails.ts'
import { trailPage } from '../../routes.ts'
import { formatCount } from '../../ui/numbers.ts'
import { SafeText } from '../../ui/SafeText.tsx'

export interface TrailsTableProps {
  readonly trails: UseQueryResult<readonly ListedTrail[]>
  readonly accountId: string
  readonly homeRegion: string
}

const CREATE = { kind: 'create-trail' } as const

/** The trails of the account. */
export function TrailsTable({ trails, accountId, homeRegion }: TrailsTableProps) {
  const { data, error, isFetching, refetch } = trails
  const [contains, setContains] = useState('')
  const columns = columnsOf(accountId, homeRegion)
  const [sorting, setSorting] = useState<TableProps.SortingState<ListedTrail>>({
    sortingColumn: columns[0]!,
  })
  const sought = contains.toLowerCase()
  const found = (data ?? []).filter((trail) => textOf(trail).includes(sought))
  const items = sorted(found, sorting)
  return (
    <Table
      items={items}
      trackBy="TrailARN"
      loading={!data && !error}
      loadingText="Loading the trails"
      columnDefinitions={columns}
      sortingColumn={sorting.sortingColumn}
      sortingDescending={sorting.isDescending ?? false}
      onSortingChange={({ detail }) => setSorting(detail)}
      wrapLines
      header={
        <Header
          variant="h1"
          counter={data && `(${formatCount(data.length)})`}
          description="A trail keeps log files of the account’s events in a bucket, for as long as you want."
          info={
            <Link href="/docs/cloudtrail/#trails" variant="info" target="_blank">
              Docs
            </Link>
          }
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button
                iconName="refresh"
                ariaLabel="Refresh"
                loading={isFetching}
                onClick={() => void refetch()}
              />
              <PageButton variant="primary" to={CREATE}>
                Create trail
              </PageButton>
            </SpaceBetween>
          }
        >
          Trails
        </Header>
      }
      filter={
        <TextFilter
          filteringText={contains}
          filteringPlaceholder="Find trails"
          filteringAriaLabel="Find trails"
          onChange={({ detail }) => setContains(detail.filteringText)}
        />
      }
      empty={
        error ? (
          <Alert type="error" header="The trails could not be listed">
            {error.message}
          </Alert>
        ) : (
          <Box textAlign="center" color="inherit">
            {contains === '' ? 'The account has no trails.' : 'No trails match.'}
          </Box>
        )
      }
    />
  )
}

const textOf = (trail: ListedTrail): string =>
  [trail.Name, trail.HomeRegion, trail.S3BucketName, trail.S3KeyPrefix, trail.CloudWatchLogsLogGroupArn]
    .join('\n')
    .toLowerCase()

function sorted(
  trails: readonly ListedTrail[],
  { sortingColumn, isDescending = false }: TableProps.SortingState<ListedTrail>,
): readonly ListedTrail[] {
  const field = sortingColumn.sortingField as keyof ListedTrail
  const ascending = trails.toSorted((one, other) =>
    String(one[field] ?? '').localeCompare(String(other[field] ?? '')),
  )
  return isDescending ? ascending.toReversed() : ascending
}

function columnsOf(accountId: string, homeRegion: string): TableProps.ColumnDefinition<ListedTrail>[] {
  const pageOf = ({ Name, HomeRegion }: ListedTrail) =>
    trailPage(Name, HomeRegion === homeRegion ? null : HomeRegion)
  const text = (id: keyof ListedTrail, header: string) => ({
    id,
    header,
    cell: (trail: ListedTrail) => <SafeText text={String(trail[id] ?? '-')} />,
    sortingField: id,
  })
  const yesOrNo = (id: keyof ListedTrail, header: string, [yes, no]: [string, string]) => ({
    ...text(id, header),
    cell: (trail: ListedTrail) => (trail[id] === true ? yes : no),
  })
  return [
    {
      ...text('Name', 'Name'),
      cell: (trail) => (
        <PageLink to={pageOf(trail)}>
          <SafeText text={trail.Name} />
        </PageLink>
      ),
      isRowHeader: true,
      minWidth: 160,
    },
    {
      ...text('isLogging', 'Status'),
      cell: ({ isLogging }) => <LoggingStatus isLogging={isLogging} />,
      // Wide enough for the word.
      minWidth: 130,
    },
    { ...text('HomeRegion', 'Home Region'), minWidth: 130 },
    yesOrNo('IsMultiRegionTrail', 'Multi-Region trail', ['Yes', 'No']),
    yesOrNo('HasInsightSelectors', 'Insights', ['Enabled', 'Disabled']),
    yesOrNo('IsOrganizationTrail', 'Organization trail', ['Yes', 'No']),
    {
      ...text('S3BucketName', 'S3 bucket'),
      cell: (trail) => (
        <PageLink to={{ ...pageOf(trail), path: logFolderOf(trail, accountId) }}>
          <SafeText text={trail.S3BucketName} />
        </PageLink>
      ),
      minWidth: 190,
    },
    text('S3KeyPrefix', 'Log file prefix'),
    {
      ...text('CloudWatchLogsLogGroupArn', 'CloudWatch Logs log group'),
      cell: ({ CloudWatchLogsLogGroupArn: arn }) => <SafeText text={arn?.split(':')[6] ?? '-'} />,
    },
  ]
}

const LoggingStatus = ({ isLogging }: { readonly isLogging: boolean }) =>
  isLogging ? (
    <StatusIndicator type="success">Logging</StatusIndicator>
  ) : (
    <StatusIndicator type="stopped">Off</StatusIndicator>
  )
