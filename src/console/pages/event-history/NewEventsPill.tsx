import { countOf } from '../../ui/numbers.ts'
import type { LiveTailState } from './useLiveTail.ts'
import './NewEventsPill.css'

export interface NewEventsPillProps {
  readonly count: number
  readonly tail: LiveTailState
  readonly onShow: () => void
  readonly onFollow: () => void
}

/** Says that there is more, and waits: new events move the reader only who follows them, and they are only told of. */
export function NewEventsPill({ count, tail, onShow, onFollow }: NewEventsPillProps) {
  const { following, paused, said } = tail
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
