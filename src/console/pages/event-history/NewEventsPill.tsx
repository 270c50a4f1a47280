import { useEffect } from 'react'
import { usePreferences } from '../../models/preferences/usePreferences.ts'
import { HEADER_HEIGHT } from '../../panels/event-list/listStyle.ts'
import { speak } from '../../ui/announce.ts'
import { countOf, formatCount } from '../../ui/numbers.ts'
import { useLiveTail } from './useLiveTail.ts'
import './NewEventsPill.css'

export interface NewEventsPillProps {
  readonly count: number
  /** The live tail adds new events by itself. */
  readonly following: boolean
  readonly onShow: () => void
  readonly onFollow: () => void
}

/** How many new events there are. A click shows them, or resumes a paused live tail. */
export function NewEventsPill({ count, following, onShow, onFollow }: NewEventsPillProps) {
  const on = useLiveTail((tail) => tail.on)
  const density = usePreferences((preferences) => preferences.density)
  const paused = on && !following
  const hasNews = !on && count > 0
  useEffect(() => {
    if (paused) speak('Live tail paused')
  }, [paused])
  useEffect(() => {
    if (hasNews) speak('New events')
  }, [hasNews])
  return (
    <div className="new-events-pill" style={{ blockSize: HEADER_HEIGHT[density] }}>
      {paused && (
        <button type="button" onClick={onFollow}>
          Paused · {formatCount(count)} new · Resume
        </button>
      )}
      {!following && !paused && count > 0 && (
        <button type="button" onClick={onShow}>
          {countOf(count, 'new event')}
        </button>
      )}
    </div>
  )
}
