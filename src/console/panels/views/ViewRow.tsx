import { useId, useMemo, useRef, type ReactNode } from 'react'
import type { SavedView } from '../../../api/views.ts'
import type { Filter } from '../../../filter/filter.ts'
import { followLink } from '../../models/address/followLink.ts'
import { usePreferences } from '../../models/preferences/usePreferences.ts'
import { isReadable, resolveQuery } from '../../models/queries/resolvedQuery.ts'
import { useCounts } from '../../models/queries/useCounts.ts'
import { ByWhom } from '../../ui/ByWhom.tsx'
import { countOf } from '../../ui/numbers.ts'
import { useSeen } from '../../ui/useSeen.ts'
import { SafeText } from '../../ui/SafeText.tsx'
import './ViewRow.css'

/** The time and the state of the store in which all rows are counted. */
export interface Counting {
  readonly nowMs: number
  readonly asOf: string | undefined
}

export interface ViewRowProps {
  readonly name: string
  readonly sentence: string
  /** Who saved it last, and when, if that is known. */
  readonly changed?: SavedView['changed']
  /** Which of the two is shown as filter text. */
  readonly line?: 'name' | 'sentence'
  /** The filter that is counted while the row is visible; null when a value is missing. */
  readonly filter: Filter | null
  readonly counting: Counting
  /** The address, for another tab; absent when a value must be given first. */
  readonly href?: string
  readonly onOpen: () => void
  readonly actions?: ReactNode
}

/** Marks the elements that the arrow keys move through. */
export const ROW = 'data-view-row'

/** A view that can be opened: its name, its purpose, and how many events it finds now. */
export function ViewRow(props: ViewRowProps) {
  const { name, sentence, changed, line, filter, counting, href, onOpen, actions } = props
  const id = useId()
  const zone = usePreferences((preferences) => preferences.zone)
  const row = useRef<HTMLLIElement>(null)
  const seen = useSeen(row)
  const target = {
    className: 'view-row__open',
    [ROW]: '',
    'aria-labelledby': `${id}-name`,
    'aria-describedby': `${id}-sentence ${id}-count`,
    children: (
      <>
        <span className="view-row__text">
          <span
            id={`${id}-name`}
            className={line === 'name' ? 'view-row__name view-row__line' : 'view-row__name'}
          >
            <SafeText text={name} />
          </span>
          <span
            id={`${id}-sentence`}
            className={line === 'sentence' ? 'view-row__line' : 'view-row__sentence'}
          >
            <SafeText text={sentence} />
          </span>
          {changed && (
            <span className="view-row__by">
              <ByWhom name={changed.by} at={changed.at} zone={zone} />
            </span>
          )}
        </span>
        <span id={`${id}-count`} className="view-row__count">
          {filter === null ? (
            'Needs a value'
          ) : isReadable(filter) ? (
            seen && <Count filter={filter} counting={counting} />
          ) : (
            <span className="view-row__unreadable">Invalid filter</span>
          )}
        </span>
      </>
    ),
  }
  return (
    <li ref={row} className="view-row">
      {href === undefined ? (
        <button type="button" {...target} onClick={onOpen} />
      ) : (
        <a {...target} href={href} draggable={false} onClick={(domEvent) => followLink(domEvent, onOpen)} />
      )}
      {actions && <span className="view-row__actions">{actions}</span>}
    </li>
  )
}

function Count({ filter, counting }: { readonly filter: Filter; readonly counting: Counting }) {
  const { nowMs, asOf } = counting
  const filters = useMemo(() => [resolveQuery(filter, 'newest', 0, nowMs).filter], [filter, nowMs])
  const [count] = useCounts(filters, asOf)
  return count === undefined ? '…' : countOf(count, 'event')
}
