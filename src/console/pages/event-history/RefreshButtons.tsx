import { Icon } from '../../ui/Icon.tsx'
import { ListButton } from './ListButton.tsx'
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
      <ListButton
        name="Refresh"
        shortcut="r"
        onClick={onRefresh}
        icon={
          <Icon size={16}>
            <path d="M13.5 8a5.5 5.5 0 1 1-1.7-4M13.5 1.5v3.2h-3.2" />
          </Icon>
        }
      />
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
