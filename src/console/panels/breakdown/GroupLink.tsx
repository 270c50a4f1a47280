import type { Ref } from 'react'
import type { Filter } from '../../../filter/filter.ts'
import { followLink } from '../../models/address/followLink.ts'
import { addressOf, go } from '../../models/address/useView.ts'
import { countOf, formatCount } from '../../ui/numbers.ts'

export interface GroupLinkProps {
  readonly count: number
  /** The filter of these events; null if an address cannot name them. */
  readonly filter: Filter | null
  /** Which events they are, for screen readers. */
  readonly name: string
  readonly tabIndex?: number
  readonly ref?: Ref<HTMLAnchorElement>
}

/** A number that leads to its events. */
export function GroupLink({ count, filter, name, tabIndex, ref }: GroupLinkProps) {
  if (filter === null)
    return <span title="Too many values to exclude in one filter. Show fewer.">{formatCount(count)}</span>
  return (
    <a
      ref={ref}
      className="breakdown-number"
      href={addressOf({ filter })}
      tabIndex={tabIndex}
      aria-label={`${name}, ${countOf(count, 'event')}`}
      onClick={(domEvent) => followLink(domEvent, () => go({ filter }))}
    >
      {formatCount(count)}
    </a>
  )
}
