import Link, { type LinkProps } from '@cloudscape-design/components/link'
import { addressOf, go, type Target } from './useView.ts'

export interface PageLinkProps extends Pick<LinkProps, 'variant' | 'ariaLabel' | 'children'> {
  readonly to: Target
  /** Called before the page is left. */
  readonly onLeave?: () => void
}

/** A link to a page of the console. */
export const PageLink = ({ to, onLeave, ...link }: PageLinkProps) => (
  <Link
    {...link}
    href={addressOf(to)}
    onFollow={(domEvent) => {
      domEvent.preventDefault()
      onLeave?.()
      go(to)
    }}
  />
)
