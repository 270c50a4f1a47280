import { memo, useEffect, useMemo, useRef, type Ref } from 'react'
import type { Filter } from '../../../filter/filter.ts'
import { FacetRail, type FacetRailHandle } from '../../panels/facets/FacetRail.tsx'
import { PartBoundary } from '../../ui/PartBoundary.tsx'
import type { EventResult } from './useEventResult.ts'
import './EventsFacets.css'

export interface EventsFacetsProps {
  readonly place: 'beside' | 'sheet'
  readonly result: EventResult | null
  readonly stale: boolean
  /** The filter is invalid, or its events could not be read. */
  readonly failed: boolean
  readonly filter: Filter
  readonly onFilter: (filter: Filter) => void
  readonly onClose: () => void
  readonly ref?: Ref<FacetRailHandle>
}

/**
 * The facets of the result on screen, requested once its rows are drawn and counted. As a sheet
 * they slide over the list from the side; a choice takes effect at once.
 */
export const EventsFacets = memo(function EventsFacets(props: EventsFacetsProps) {
  const { place, result, stale, failed, filter, onFilter, onClose, ref } = props
  const isCounted = result?.count !== undefined && !stale
  const counted = isCounted ? result.query.filter : undefined
  const asOf = result?.asOf
  const query = useMemo(() => counted && asOf !== undefined && { filter: counted, asOf }, [counted, asOf])
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal()
  }, [])
  const rail = (
    <PartBoundary name="The fields panel" resetKeys={[filter, query]}>
      <FacetRail
        {...(ref && { ref })}
        filter={filter}
        query={query || undefined}
        failed={failed}
        onFilter={onFilter}
        onClose={place === 'beside' ? onClose : () => dialog.current?.close()}
        expandToViewport={place === 'beside'}
      />
    </PartBoundary>
  )
  if (place === 'beside') return rail
  return (
    <dialog
      ref={dialog}
      className="events-facets-sheet"
      aria-label="Fields"
      onClose={onClose}
      onClick={(domEvent) => domEvent.target === dialog.current && dialog.current.close()}
    >
      {rail}
    </dialog>
  )
})
