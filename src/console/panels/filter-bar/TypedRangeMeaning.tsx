import type { TimeRange } from '../../../filter/filter.ts'
import { resolveTimeRange } from '../../../filter/timeRange.ts'
import type { TypedTimeRange } from '../../../filter/typed-time/readTypedTimeRange.ts'
import { QuietButton } from '../../ui/QuietButton.tsx'
import { formatTime, type Zone } from '../../ui/time.ts'
import { describeTimeRange } from './timeRangeWords.ts'

export interface TypedRangeMeaningProps {
  readonly id: string
  readonly isEmpty: boolean
  readonly typed: TypedTimeRange | null
  readonly zone: Zone
  readonly onTimeRange: (timeRange: TimeRange) => void
}

/**
 * What a typed range means, or why it is invalid. An ambiguous one shows both meanings as buttons.
 */
export function TypedRangeMeaning({ id, isEmpty, typed, zone, onTimeRange }: TypedRangeMeaningProps) {
  return (
    <div id={id} className="time-range-meaning" aria-live="polite">
      {isEmpty ? (
        'Examples: yesterday, since Monday, Nov 3 14:00 to 15:30, last 36h'
      ) : typed === null ? (
        <span className="time-range-problem">
          Not a time range. Try “yesterday”, “Nov 3 - Nov 5” or “last 36h”.
        </span>
      ) : typed.kind === 'problem' ? (
        <span className="time-range-problem">{typed.problem}</span>
      ) : typed.kind === 'range' ? (
        meaningOf(typed.timeRange, zone)
      ) : (
        <>
          Ambiguous. Select one:
          {typed.choices.map(({ says, timeRange }) => (
            <QuietButton key={says} onClick={() => onTimeRange(timeRange)}>
              {says}: {describeTimeRange(timeRange, zone)}
            </QuietButton>
          ))}
        </>
      )}
    </div>
  )
}

function meaningOf(range: TimeRange, zone: Zone): string {
  const words = describeTimeRange(range, zone)
  if (range.kind !== 'relative') return words
  const { startMs } = resolveTimeRange(range, Date.now())
  const second = Math.floor((startMs ?? 0) / 1000) * 1000
  return `${words}, now since ${formatTime(new Date(second).toISOString(), zone)}`
}
