import type { CloudTrailEvent } from '../../../cloudtrail/event.ts'
import { eventTitle } from '../../../cloudtrail/eventTitle.ts'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import { Icon } from '../../ui/Icon.tsx'
import './StarButton.css'

export interface StarButtonProps {
  readonly event: CloudTrailEvent
  readonly starred: boolean
  readonly onStar: (event: CloudTrailEvent) => void
}

/** A star, filled when the event is starred. */
export function StarButton({ event, starred, onStar }: StarButtonProps) {
  return (
    <button
      type="button"
      className="star-button"
      tabIndex={-1}
      aria-pressed={starred}
      aria-label={`Star ${spellOutInvisible(eventTitle(event))}`}
      title={starred ? 'Starred' : 'Star'}
      onClick={() => onStar(event)}
    >
      <Icon size={16}>
        <path d="M8 1.8l1.9 3.9 4.3.6-3.1 3 .7 4.3L8 11.6l-3.8 2 .7-4.3-3.1-3 4.3-.6z" />
      </Icon>
    </button>
  )
}
