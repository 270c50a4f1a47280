import type { Ref } from 'react'
import type { StatusResponse } from '../../api/getStatus.ts'
import { Icon } from '../ui/Icon.tsx'
import { spellOutInvisible } from '../ui/invisibleCharacters.ts'
import { countOf } from '../ui/numbers.ts'
import { SafeText } from '../ui/SafeText.tsx'

export interface StoreButtonProps {
  readonly status: StatusResponse
  readonly onClick?: () => void
  readonly ref?: Ref<HTMLButtonElement>
}

/** The name of the event data store and the number of its events. */
export const StoreButton = ({ status, onClick, ref }: StoreButtonProps) => (
  <button
    ref={ref}
    type="button"
    className="top-bar-button store-info"
    title={`Event data store: ${spellOutInvisible(status.store.name)}`}
    onClick={onClick}
  >
    <span className="store-info-source">
      <SafeText text={status.store.name} />
    </span>
    <span className="store-info-count">{countOf(status.eventCount, 'event')}</span>
    <Icon size={12} grid={12}>
      <path d="M2.5 4.5 6 8l3.5-3.5" />
    </Icon>
  </button>
)
