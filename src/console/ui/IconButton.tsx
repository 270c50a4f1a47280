import type { MouseEventHandler } from 'react'
import { Icon } from './Icon.tsx'
import { ICON_PATHS, type IconName } from './iconPaths.ts'
import './IconButton.css'

export interface IconButtonProps {
  readonly icon: IconName
  /** The accessible name and the tooltip. */
  readonly label: string
  readonly onClick: MouseEventHandler<HTMLButtonElement>
  /** It keeps the focus: a button that is disabled while it is used must not lose it. */
  readonly disabled?: boolean
  /** Out of the tab order, where a menu beside it does the same. */
  readonly skipped?: boolean
}

/** A small button without a frame. Cloudscape's own costs too much where dozens are drawn. */
export function IconButton({ icon, label, onClick, disabled = false, skipped = false }: IconButtonProps) {
  return (
    <button
      className="icon-button"
      type="button"
      aria-label={label}
      title={label}
      tabIndex={skipped ? -1 : undefined}
      aria-disabled={disabled || undefined}
      onClick={disabled ? undefined : onClick}
    >
      <Icon>
        <path d={ICON_PATHS[icon]} />
      </Icon>
    </button>
  )
}
