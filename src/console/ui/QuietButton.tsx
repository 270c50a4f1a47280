import type { ComponentPropsWithRef } from 'react'
import './QuietButton.css'

/** A button that looks like a link, in the font around it. */
export const QuietButton = ({ className, ...attributes }: ComponentPropsWithRef<'button'>) => (
  <button
    type="button"
    {...attributes}
    className={className ? `quiet-button ${className}` : 'quiet-button'}
  />
)
