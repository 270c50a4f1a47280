import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import Table from '@cloudscape-design/components/table'
import { useState, type ReactNode } from 'react'
import type { InsightSummary } from '../../../api/insights.ts'
import type { PageOf } from '../../routes.ts'
import { countOf, formatCount } from '../../ui/numbers.ts'
import { Pages } from '../../ui/Pages.tsx'
import type { Zone } from '../../ui/time.ts'
import { insightColumns } from './insightColumns.tsx'

export interface InsightsTableProps {
  /** Undefined while they are found. */
  readonly insights: readonly InsightSummary[] | undefined
  /** How many were found since the page was opened, which are not among them yet. */
  readonly newCount: number
  readonly onNew: () => void
  readonly zone: Zone
  readonly pageOf: (id: string) => PageOf<'insight'>
  readonly filters: ReactNode
  /** Why there are none. */
  readonly empty: ReactNode
}

const PAGE = 25

/** The insights, newest start first. */
export function InsightsTable(props: InsightsTableProps) {
  const { insights, newCount, onNew, zone, pageOf, filters, empty } = props
  const [page, setPage] = useState(1)
  const count = insights?.length ?? 0
  const shown = Math.min(page, Math.max(1, Math.ceil(count / PAGE)))
  return (
    <Table
      items={insights?.slice((shown - 1) * PAGE, shown * PAGE) ?? []}
      trackBy="id"
      columnDefinitions={insightColumns(insights ?? [], zone, pageOf)}
      variant="container"
      wrapLines
      loading={insights === undefined}
      loadingText="Looking for unusual rates of calls and errors"
      ariaLabels={{ tableLabel: 'Insights' }}
      header={
        <Header
          variant="h1"
          counter={insights && `(${formatCount(count)})`}
          description="Unusual rates of calls and errors. All averages are per minute."
          actions={
            newCount > 0 && (
              <Button iconName="refresh" onClick={onNew}>
                Show {countOf(newCount, 'new insight')}
              </Button>
            )
          }
        >
          Insights
        </Header>
      }
      filter={filters}
      pagination={<Pages total={count} size={PAGE} page={shown} onPage={setPage} />}
      empty={empty}
    />
  )
}
