import { followLink } from '../../models/address/followLink.ts'
import { addressOf, go, usePage } from '../../models/address/useView.ts'
import { useStatus } from '../../models/queries/useStatus.ts'
import { EXERCISES_PAGE } from '../../routes.ts'
import { Icon } from '../../ui/Icon.tsx'
import './HandsOnLink.css'

/**
 * The link to the page where a learner acts in the simulated account. Not shown for loaded log
 * files, whose accounts are out of reach.
 */
export function HandsOnLink() {
  const simulated = useStatus().data?.source === 'simulated'
  const isCurrent = usePage().kind === 'hands-on'
  if (!simulated) return null
  return (
    <a
      className="hands-on-link"
      href={addressOf(EXERCISES_PAGE)}
      aria-label="Hands-on"
      aria-current={isCurrent ? 'page' : undefined}
      onClick={(domEvent) => followLink(domEvent, () => go(EXERCISES_PAGE))}
    >
      <Icon>
        <path d="M9 1.5 3 9h4.2L6.5 14.5 13 6.6H8.4z" />
      </Icon>
      <span>Hands-on</span>
    </a>
  )
}
