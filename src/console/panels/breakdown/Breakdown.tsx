import type { Ref } from 'react'
import type { EventBreakdownResponse } from '../../../api/eventBreakdown.ts'
import { labelOf } from '../../../cloudtrail/fields.ts'
import type { Filter } from '../../../filter/filter.ts'
import type { Zone } from '../../ui/time.ts'
import { overlaps } from './groups.ts'
import { TopValues } from './TopValues.tsx'
import { ValueMatrix } from './ValueMatrix.tsx'
import { ValuesOverTime } from './ValuesOverTime.tsx'
import './Breakdown.css'

export interface BreakdownProps {
  readonly response: EventBreakdownResponse
  /** The filter whose events were counted. */
  readonly filter: Filter
  /** Its time range as it was resolved then. */
  readonly countedRange: Filter['timeRange']
  /** The numbers belong to an older query. */
  readonly stale: boolean
  readonly zone: Zone
  /** Whether others have a line over time. */
  readonly othersShown: boolean
  /** The chart, if there is one. */
  readonly chart: Ref<SVGSVGElement>
}

/** The numbers in the form that the response has; each leads to its events. */
export function Breakdown(props: BreakdownProps) {
  const { response, filter, countedRange, stale, zone, othersShown, chart } = props
  const { by, and, cells, buckets, count } = response
  const fields = [by, and].filter((each) => each !== undefined)
  const absent = fields.filter(({ distinct }) => distinct === 0)
  const severalOf = fields.filter((each) => overlaps(each, count))
  return (
    <div className="breakdown" aria-busy={stale} data-stale={stale || undefined}>
      {absent.map(({ field }) => (
        <p key={field} className="breakdown-note" role="status">
          No matching event has a value of {labelOf(field)}.
        </p>
      ))}
      {and && cells ? (
        <ValueMatrix response={response} and={and} cells={cells} filter={filter} />
      ) : buckets && buckets.length > 0 ? (
        <ValuesOverTime
          ref={chart}
          response={response}
          buckets={buckets}
          filter={filter}
          countedRange={countedRange}
          zone={zone}
          othersShown={othersShown}
        />
      ) : (
        <TopValues response={response} filter={filter} />
      )}
      {severalOf.map(({ field }) => (
        <p key={field} className="breakdown-note">
          Some events have several values of {labelOf(field)} and count once for each, so its numbers sum to
          more than all events.
        </p>
      ))}
    </div>
  )
}
