import { countOf } from '../../ui/numbers.ts'
import { useLiveTail } from './useLiveTail.ts'
import './NewEventsPill.css'

export interface NewEventsPillProps {
  readonly count: number
  /** The live tail brings new events in. */
  readonly following: boolean
  readonly onShow: () => void
  readonly onFollow: () => void
}

/**
 * How many new events there are. A click shows them, or follows them again where the live tail is
 * paused.
 */
export function NewEventsPill({ count, following, onShow, onFollow }: NewEventsPillProps) {
  const on = useLiveTail((tail) => tail.on)
  const said = useLiveTail((tail) => tail.said)
  const paused = on && !following
  const news = countOf(count, 'new event')
  return (
    <div className="new-events-pill" role="status">
      {following && <span className="visually-hidden">{said}</span>}
      {paused && (
        <button type="button" onClick={onFollow}>
          Live tail paused: {news}
        </button>
      )}
      {!following && !paused && count > 0 && (
        <button type="button" onClick={onShow}>
          {news}
        </button>
      )}
    </div>
  )
}
