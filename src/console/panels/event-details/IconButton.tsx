import type { MouseEventHandler } from 'react'
import { SmallIcon, type SmallIconName } from './SmallIcon.tsx'
import './IconButton.css'

export interface IconButtonProps {
  readonly icon: SmallIconName
  /** Its accessible name, and what hovering shows. */
  readonly label: string
  readonly onClick: MouseEventHandler<HTMLButtonElement>
  readonly disabled?: boolean
  /** The keyboard passes it by: what it does is in a menu beside it. */
  readonly skipped?: boolean
}

/** A small quiet button; Cloudscape's own costs too much where dozens stand side by side. */
export function IconButton({ icon, label, onClick, disabled = false, skipped = false }: IconButtonProps) {
  return (
    <button
      className="icon-button"
      type="button"
      aria-label={label}
      title={label}
      tabIndex={skipped ? -1 : undefined}
      onClick={onClick}
      disabled={disabled}
    >
      <SmallIcon name={icon} />
    </button>
  )
}
