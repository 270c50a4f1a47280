import type { ComponentPropsWithRef, ReactNode } from 'react'
import './ListButton.css'

export interface ListButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'children'> {
  /** The accessible name, and with its key the tooltip. */
  readonly name: string
  /** The key that does the same. */
  readonly shortcut?: string
  readonly icon: ReactNode
  /** A word beside the icon. */
  readonly children?: string
}

/** A button for the list as a whole: an icon, with or without a word. */
export const ListButton = ({ name, shortcut, icon, children, className, ...attributes }: ListButtonProps) => (
  <button
    type="button"
    aria-label={name}
    title={shortcut === undefined ? name : `${name} (${shortcut})`}
    {...attributes}
    className={className === undefined ? 'list-button' : `list-button ${className}`}
  >
    {icon}
    {children !== undefined && <span>{children}</span>}
  </button>
)
