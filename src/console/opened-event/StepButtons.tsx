import { IconButton } from '../ui/IconButton.tsx'
import { formatCount } from '../ui/numbers.ts'
import type { OpenedEvent, PositionedEvent } from './useOpenedEvent.ts'
import './StepButtons.css'

export interface StepButtonsProps {
  readonly opened: OpenedEvent
  /** How many events match the filter; undefined while they are counted. */
  readonly count: number | undefined
  readonly onStep: (to: PositionedEvent) => void
}

/** Buttons to the previous and next event of the filtered result, and the position of this one. */
export function StepButtons({ opened, count, onStep }: StepButtonsProps) {
  const { offset, previous, next } = opened
  return (
    <span className="step-buttons">
      <span className="step-buttons__place">
        {typeof offset === 'number' &&
          `${formatCount(offset + 1)}${count === undefined ? '' : ` of ${formatCount(count)}`}`}
        {offset === null && 'Not in the results'}
      </span>
      <IconButton
        icon="up"
        label="Previous event"
        disabled={!previous}
        onClick={() => previous && onStep(previous)}
      />
      <IconButton icon="down" label="Next event" disabled={!next} onClick={() => next && onStep(next)} />
    </span>
  )
}
