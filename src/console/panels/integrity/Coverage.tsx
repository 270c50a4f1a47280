import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { Filter, TimeRange } from '../../../filter/filter.ts'
import { EVERYTHING } from '../../../filter/filter.ts'
import { writeSeconds } from '../../../filter/timeRange.ts'
import { useStatus } from '../../models/queries/useStatus.ts'
import { useCoverage } from '../../models/queries/useValidation.ts'
import { countOf, formatCount } from '../../ui/numbers.ts'
import type { Zone } from '../../ui/time.ts'
import { filterOf, printCell, readCell, timesOf } from './coverageCells.ts'
import { CoverageMap } from './CoverageMap.tsx'

export interface CoverageProps {
  readonly doneAt: string | null | undefined
  readonly timeRange: TimeRange
  /** As `printCell` writes it. */
  readonly cell: string | null
  readonly zone: Zone
  readonly isDark: boolean
  readonly onTimeRange: (timeRange: TimeRange) => void
  /** Shows the events of a filter; `cell` is to be selected on return. */
  readonly onEvents: (filter: Filter, cell: string | null) => void
}

const WEEK_MS = 604_800_000

/** The coverage map of a time range, and its zoom. */
export function Coverage(props: CoverageProps) {
  const { doneAt, timeRange, cell, zone, isDark, onTimeRange, onEvents } = props
  const contentsMark = useStatus().data?.contentsMark
  const { data, error } = useCoverage({ ...EVERYTHING, timeRange }, doneAt, contentsMark)
  const last = data ? data.startTimes.length - 1 : -1
  const selected = data && cell !== null ? readCell(data, cell) : null
  const zoomIn = () => {
    if (!data) return
    const { endMs } = timesOf(data, selected?.column ?? last)
    onTimeRange({
      kind: 'absolute',
      startTime: writeSeconds(endMs - WEEK_MS),
      endTime: writeSeconds(endMs - 1000),
    })
  }
  return (
    <SpaceBetween size="s">
      <Header
        variant="h2"
        description="Events by account, Region and time, and what digest files say of it. Select a cell or a row to see its events."
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            {timeRange.kind !== 'all' && (
              <Button onClick={() => onTimeRange({ kind: 'all' })}>Show all time</Button>
            )}
            {data && data.interval !== 'PT1H' && <Button onClick={zoomIn}>Show hours of a week</Button>}
          </SpaceBetween>
        }
      >
        Coverage
      </Header>
      {error && (
        <Alert type="error" header="The coverage map could not be loaded">
          {error.message}
        </Alert>
      )}
      {data && (data.rows.length === 0 || last < 0) && (
        <Box color="text-body-secondary">There are no events and no digest files in this time.</Box>
      )}
      {data && data.rows.length > 0 && last >= 0 && (
        <>
          <CoverageMap
            coverage={data}
            selected={selected}
            zone={zone}
            isDark={isDark}
            onCell={(place) =>
              onEvents(filterOf(data.rows[place.row]!, timesOf(data, place.column)), printCell(data, place))
            }
            onRow={(row) =>
              onEvents(
                filterOf(data.rows[row]!, {
                  startMs: timesOf(data, 0).startMs,
                  endMs: timesOf(data, last).endMs,
                }),
                cell,
              )
            }
          />
          <Box color="text-body-secondary">
            {data.rowsTotal > data.rows.length &&
              `The ${formatCount(data.rows.length)} with the most events of ${formatCount(data.rowsTotal)} accounts and Regions. `}
            {data.withoutTime > 0 &&
              `${countOf(data.withoutTime, 'event')} without a time ${data.withoutTime === 1 ? 'is' : 'are'} not shown.`}
          </Box>
        </>
      )}
    </SpaceBetween>
  )
}
