import Link, { type LinkProps } from '@cloudscape-design/components/link'
import { addressOf, go, type Target } from './useView.ts'

export interface PageLinkProps extends Pick<LinkProps, 'variant' | 'children'> {
  readonly to: Target
}

/** A link to a page of the console. */
export const PageLink = ({ to, ...link }: PageLinkProps) => (
  <Link
    {...link}
    href={addressOf(to)}
    onFollow={(domEvent) => {
      domEvent.preventDefault()
      go(to)
    }}
  />
)
