import type { ReactNode } from 'react'
import './Icon.css'

export interface IconProps {
  /** The shapes, on a square grid from 0 to `grid`. */
  readonly children: ReactNode
  /** Pixels on screen. */
  readonly size?: number
  readonly grid?: number
  /** Lines end and turn without being rounded. */
  readonly sharp?: boolean
}

/**
 * A line drawing in the colour of the text. Screen readers ignore it: its surroundings must carry
 * the meaning. Cloudscape's icons are not used where dozens are drawn, since they took a third of
 * the time to open an event. No hooks.
 */
export const Icon = ({ children, size = 14, grid = 16, sharp = false }: IconProps) => (
  <svg
    className={sharp ? 'icon icon--sharp' : 'icon'}
    viewBox={`0 0 ${grid} ${grid}`}
    width={size}
    height={size}
    aria-hidden="true"
  >
    {children}
  </svg>
)
