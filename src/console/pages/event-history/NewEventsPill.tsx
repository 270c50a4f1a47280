import { useEffect } from 'react'
import { speak } from '../../ui/announce.ts'
import { countOf, formatCount } from '../../ui/numbers.ts'
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
  const paused = on && !following
  const news = countOf(count, 'new event')
  const hasNews = !on && count > 0
  useEffect(() => {
    if (paused) speak('Live tail paused')
  }, [paused])
  useEffect(() => {
    if (hasNews) speak('New events')
  }, [hasNews])
  return (
    <div className="new-events-pill">
      {paused && (
        <button type="button" onClick={onFollow}>
          Paused · {formatCount(count)} new · Resume
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
