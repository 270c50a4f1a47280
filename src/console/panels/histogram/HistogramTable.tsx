import { memo } from 'react'
import type { HistogramBucket } from '../../../filter/answers.ts'
import { formatCount } from '../../ui/numbers.ts'
import { formatTime, type Zone } from '../../ui/time.ts'
import { sumOf } from './histogramGeometry.ts'

export interface HistogramTableProps {
  readonly buckets: readonly HistogramBucket[]
  readonly zone: Zone
}

/**
 * The counts as a table for screen readers. Rendered once for each answer, and not when the pointer
 * moves.
 */
export const HistogramTable = memo(function HistogramTable({ buckets, zone }: HistogramTableProps) {
  const total = sumOf(buckets)
  return (
    <div className="histogram__for-readers">
      <table>
        <caption>
          {formatCount(total.count)} events over time, {formatCount(total.errorCount)} failed
        </caption>
        <thead>
          <tr>
            <th scope="col">From</th>
            <th scope="col">Events</th>
            <th scope="col">Failed</th>
          </tr>
        </thead>
        <tbody>
          {buckets
            .filter(({ count }) => count > 0)
            .map(({ startTime, count, errorCount }) => (
              <tr key={startTime}>
                <th scope="row">{formatTime(startTime, zone)}</th>
                <td>{formatCount(count)}</td>
                <td>{formatCount(errorCount)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  )
})
