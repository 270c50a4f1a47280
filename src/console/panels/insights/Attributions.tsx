import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table, { type TableProps } from '@cloudscape-design/components/table'
import type { InsightResponse } from '../../../api/insights.ts'
import { PageLink } from '../../models/address/PageLink.tsx'
import { HOME } from '../../models/address/view.ts'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import { SafeText } from '../../ui/SafeText.tsx'
import {
  attributionRows,
  attributionTitle,
  type Attribution,
  type AttributionRow,
} from './attributionRows.ts'
import { eventsOfValue } from './insightEvents.ts'
import { countedWord } from './insightWords.ts'
import { Rate } from './Rate.tsx'

/** Who made the calls of an insight, with what, and how they ended: each value leads to its events. */
export const Attributions = ({ insight }: { readonly insight: InsightResponse }) => (
  <SpaceBetween size="m">
    <Header
      variant="h2"
      description={`The most frequent values, with ${countedWord(insight)} per minute during the insight and before it.`}
    >
      Attributions
    </Header>
    {insight.attributions.length === 0 && 'The records of this insight have no attributions.'}
    {insight.attributions.map((attribution) => (
      <AttributionTable key={attribution.attribute} insight={insight} attribution={attribution} />
    ))}
  </SpaceBetween>
)

const columnsOf = (
  insight: InsightResponse,
  attribute: string,
): TableProps.ColumnDefinition<AttributionRow>[] => [
  {
    id: 'value',
    header: 'Value',
    isRowHeader: true,
    cell: ({ value, insight: average }) => (
      <span className="insight-value">
        {average === 0 ? (
          <Value attribute={attribute} value={value} />
        ) : (
          <PageLink to={{ ...HOME, filter: eventsOfValue(insight, attribute, value) }}>
            <Value attribute={attribute} value={value} />
          </PageLink>
        )}
      </span>
    ),
    minWidth: 200,
  },
  {
    id: 'insight',
    header: 'Insight average',
    cell: ({ insight: average }) => <Rate perMinute={average} />,
    width: 160,
  },
  {
    id: 'baseline',
    header: 'Baseline average',
    cell: ({ baseline }) => <Rate perMinute={baseline} />,
    width: 160,
  },
]

interface AttributionTableProps {
  readonly insight: InsightResponse
  readonly attribution: Attribution
}

function AttributionTable({ insight, attribution }: AttributionTableProps) {
  const { attribute } = attribution
  const title = attributionTitle(attribute)
  return (
    <Table
      items={attributionRows(attribution)}
      trackBy="value"
      variant="container"
      wrapLines
      ariaLabels={{ tableLabel: spellOutInvisible(title) }}
      header={
        <Header variant="h3">
          <SafeText text={title} />
        </Header>
      }
      columnDefinitions={columnsOf(insight, attribute)}
      empty="No values."
    />
  )
}

const NONE: Readonly<Record<string, string>> = {
  errorCode: 'None (calls that succeeded)',
  userAgent: 'None',
  userIdentityArn: 'None (identities without an ARN)',
}

/** CloudTrail writes `null` where there is none. */
function Value({ attribute, value }: { readonly attribute: string; readonly value: string }) {
  return <SafeText text={value === 'null' ? (NONE[attribute] ?? value) : value} />
}
