import Icon, { type IconProps } from '@cloudscape-design/components/icon'
import type { MouseEventHandler } from 'react'
import './IconButton.css'

export interface IconButtonProps {
  readonly icon: IconProps.Name
  /** Its accessible name, and what hovering shows. */
  readonly label: string
  readonly onClick: MouseEventHandler<HTMLButtonElement>
  readonly disabled?: boolean
}

/** A small quiet button; Cloudscape's own costs too much where dozens stand side by side. */
export function IconButton({ icon, label, onClick, disabled = false }: IconButtonProps) {
  return (
    <button
      className="icon-button"
      type="button"
      aria-label={label}
      title={label}
      onClick={onClick}
      disabled={disabled}
    >
      <Icon name={icon} size="small" />
    </button>
  )
}
