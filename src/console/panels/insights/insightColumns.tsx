import Box from '@cloudscape-design/components/box'
import type { TableProps } from '@cloudscape-design/components/table'
import type { InsightSummary } from '../../../api/insights.ts'
import { PageLink } from '../../models/address/PageLink.tsx'
import type { PageOf } from '../../routes.ts'
import { SafeText } from '../../ui/SafeText.tsx'
import { formatSeconds, type Zone } from '../../ui/time.ts'
import { foundByWords, typeWords } from './insightWords.ts'
import { Rate, RateChange } from './Rate.tsx'

type Column = TableProps.ColumnDefinition<InsightSummary>

/** The columns of the AWS console, then where the calls were if that differs, and who found it. */
export function insightColumns(
  insights: readonly InsightSummary[],
  zone: Zone,
  pageOf: (id: string) => PageOf<'insight'>,
): readonly Column[] {
  const columns: readonly Column[] = [
    {
      id: 'eventName',
      header: 'Event name',
      isRowHeader: true,
      cell: ({ id, eventName }) => (
        <PageLink to={pageOf(id)}>
          <SafeText text={eventName} />
        </PageLink>
      ),
      minWidth: 170,
    },
    {
      id: 'eventSource',
      header: 'Event source',
      cell: ({ eventSource }) => <SafeText text={eventSource} />,
      minWidth: 170,
    },
    {
      id: 'insightType',
      header: 'Insight type',
      cell: (insight) => (
        <>
          {typeWords(insight)}
          {insight.errorCode !== null && <Second text={insight.errorCode} />}
        </>
      ),
      minWidth: 140,
    },
    {
      id: 'startTime',
      header: 'Event start time',
      cell: ({ startTime, endTime }) => (
        <>
          {formatSeconds(startTime, zone)}
          {endTime === null && <Second text="Not over" />}
        </>
      ),
      minWidth: 190,
    },
    {
      id: 'baselineAverage',
      header: 'Baseline average',
      cell: ({ baselineAverage }) => <Rate perMinute={baselineAverage} />,
      minWidth: 110,
    },
    {
      id: 'insightAverage',
      header: 'Insight average',
      cell: ({ insightAverage }) => <Rate perMinute={insightAverage} />,
      minWidth: 110,
    },
    {
      id: 'rateChange',
      header: 'Rate change',
      cell: ({ rateChange }) => <RateChange percent={rateChange} />,
      minWidth: 120,
    },
    ...placeColumns(insights),
    { id: 'source', header: 'Found by', cell: foundByWords, minWidth: 120 },
  ]
  return columns
}

function placeColumns(insights: readonly InsightSummary[]): readonly Column[] {
  const places: readonly Column[] = [
    {
      id: 'accountId',
      header: 'Account',
      cell: ({ accountId }) => <SafeText text={accountId || '-'} />,
      minWidth: 130,
    },
    {
      id: 'awsRegion',
      header: 'Region',
      cell: ({ awsRegion }) => <SafeText text={awsRegion || '-'} />,
      minWidth: 120,
    },
  ]
  return places.filter(
    ({ id }) => new Set(insights.map((insight) => insight[id as 'accountId' | 'awsRegion'])).size > 1,
  )
}

const Second = ({ text }: { readonly text: string }) => (
  <Box color="text-body-secondary" fontSize="body-s">
    <SafeText text={text} />
  </Box>
)
