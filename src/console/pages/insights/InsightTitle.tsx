import Header from '@cloudscape-design/components/header'
import { useMemo } from 'react'
import type { InsightResponse } from '../../../api/insights.ts'
import { PageButton } from '../../models/address/PageButton.tsx'
import { HOME } from '../../models/address/view.ts'
import { resolveQuery } from '../../models/queries/resolvedQuery.ts'
import { useAsOf } from '../../models/queries/useAsOf.ts'
import { useCount } from '../../models/queries/useCount.ts'
import { eventsOfInsight } from '../../panels/insights/insightEvents.ts'
import { countedWord } from '../../panels/insights/insightWords.ts'
import { formatCount } from '../../ui/numbers.ts'
import { SafeText } from '../../ui/SafeText.tsx'

/** What an insight is about, and the way to its events. */
export function InsightTitle({ insight }: { readonly insight: InsightResponse }) {
  const filter = useMemo(() => eventsOfInsight(insight), [insight])
  // Its time range is absolute.
  const query = useMemo(() => resolveQuery(filter, 'newest', 0, 0), [filter])
  const count = useCount(query, useAsOf()).data?.count
  return (
    <Header
      variant="h1"
      description={`An unusual rate of ${countedWord(insight)}. Its events are those from one minute before the start to one minute after the end.`}
      actions={
        <PageButton variant="primary" to={{ ...HOME, filter }}>
          Show the events{count === undefined ? '' : ` (${formatCount(count)})`}
        </PageButton>
      }
    >
      <span className="insight-value">
        <SafeText text={insight.eventName} />
      </span>
    </Header>
  )
}
