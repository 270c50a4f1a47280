import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Link from '@cloudscape-design/components/link'
import type { InsightsResponse } from '../../../api/insights.ts'
import { countOf } from '../../ui/numbers.ts'

export interface NoInsightsProps {
  readonly history: InsightsResponse['history']
  /** Whether there are some that the filter leaves out. */
  readonly hasOthers: boolean
  readonly onClear: () => void
}

/** Why no insight is listed. */
export const NoInsights = ({ history, hasOthers, onClear }: NoInsightsProps) => (
  <Box textAlign="center" padding="l">
    <b>{hasOthers ? 'No insights match' : 'No insights'}</b>
    {hasOthers ? (
      <Box padding={{ top: 's' }}>
        <Button onClick={onClear}>Clear filters</Button>
      </Box>
    ) : (
      <Box color="text-body-secondary">
        {history.days > history.leastDays &&
          `In ${countOf(history.days, 'day')} with events, no rate of calls or errors was unusual. `}
        <Link href="/docs/insights/#when-a-rate-is-unusual" target="_blank" external>
          When a rate is unusual
        </Link>
      </Box>
    )}
  </Box>
)
