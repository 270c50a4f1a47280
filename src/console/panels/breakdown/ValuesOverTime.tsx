import { useMemo, type Ref } from 'react'
import type { EventBreakdownResponse } from '../../../api/eventBreakdown.ts'
import { intervalMs } from '../../../api/interval.ts'
import { labelOf } from '../../../cloudtrail/fields.ts'
import type { Filter } from '../../../filter/filter.ts'
import { go } from '../../models/address/useView.ts'
import { LineChart } from '../../ui/chart/LineChart.tsx'
import { countOf, formatCount } from '../../ui/numbers.ts'
import type { Zone } from '../../ui/time.ts'
import { inGroup, rangeOfBuckets } from './groupFilter.ts'
import { groupName, groupsOf } from './groups.ts'
import { TopValues } from './TopValues.tsx'

export interface ValuesOverTimeProps {
  readonly response: EventBreakdownResponse
  readonly buckets: NonNullable<EventBreakdownResponse['buckets']>
  /** The filter whose events were counted, with its time range as it was then. */
  readonly filter: Filter
  readonly countedRange: Filter['timeRange']
  readonly zone: Zone
  readonly othersShown: boolean
  readonly ref: Ref<SVGSVGElement>
}

/** A line for each value, whose points lead to the events of that time, and the values in all. */
export function ValuesOverTime(props: ValuesOverTimeProps) {
  const { response, buckets, filter, countedRange, zone, othersShown, ref } = props
  const { by, interval = '', withoutTime = [] } = response
  const groups = useMemo(
    () => groupsOf(by).filter(({ group }) => othersShown || group.kind !== 'others'),
    [by, othersShown],
  )
  const lines = useMemo(
    () =>
      groups.map(({ group, index }) => ({
        name: groupName(group),
        points: buckets.map(({ startTime, counts }) => [Date.parse(startTime), counts[index]!] as const),
        isRest: group.kind === 'others',
      })),
    [groups, buckets],
  )
  const timeless = withoutTime.reduce((sum, count) => sum + count, 0)
  return (
    <div className="values-over-time">
      <div className="values-over-time__chart">
        <LineChart
          ref={ref}
          label={`Events by ${labelOf(by.field)} over time`}
          lines={lines}
          zone={zone}
          stepMs={intervalMs(interval)}
          height={300}
          formatValue={formatCount}
          onPick={(fromMs, toMs, line) => {
            const timeRange = rangeOfBuckets(countedRange, fromMs, toMs)
            const chosen = line && groups[lines.findIndex((each) => each === line)]
            const within = chosen ? inGroup(filter, by, chosen.group) : filter
            go({ filter: { ...(within ?? filter), timeRange } })
          }}
        />
      </div>
      {timeless > 0 && (
        <p className="breakdown-note">{countOf(timeless, 'event')} without a time not shown in the chart.</p>
      )}
      <TopValues response={response} filter={filter} />
    </div>
  )
}
