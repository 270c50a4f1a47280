import { ListButton } from './ListButton.tsx'
import { RefreshButton } from './RefreshButton.tsx'
import { useLiveTail } from './useLiveTail.ts'
import './RefreshButtons.css'

export interface RefreshButtonsProps {
  readonly onRefresh: () => void
  /** Turns the live tail on or off. */
  readonly onLive: () => void
}

/** Fetches new events, once or as they arrive. */
export function RefreshButtons({ onRefresh, onLive }: RefreshButtonsProps) {
  const live = useLiveTail((tail) => tail.on)
  return (
    <span className="refresh-buttons">
      <RefreshButton onClick={onRefresh} />
      <ListButton
        name="Live tail"
        shortcut="t"
        aria-pressed={live}
        className="refresh-buttons__live"
        onClick={onLive}
        icon={<span className="refresh-buttons__dot" />}
      >
        Live
      </ListButton>
    </span>
  )
}
