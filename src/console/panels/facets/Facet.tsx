import Input from '@cloudscape-design/components/input'
import { useRef, useState, type ReactNode } from 'react'
import { labelOf } from '../../../cloudtrail/fields.ts'
import { withoutField } from '../../../filter/edit.ts'
import type { Filter } from '../../../filter/filter.ts'
import type { FacetPreference } from '../../models/preferences/preferences.ts'
import { isUnknownState } from '../../models/queries/request.ts'
import { useFacet, type FacetQuery } from '../../models/queries/useFacet.ts'
import { formatCount } from '../../ui/numbers.ts'
import { useSeen } from '../../ui/useSeen.ts'
import { facetChoice } from './facetFilter.ts'
import { FacetOthers } from './FacetOthers.tsx'
import { facetRows } from './facetRows.ts'
import { QuietButton } from '../../ui/QuietButton.tsx'
import { FacetText } from './FacetText.tsx'
import { FacetValues } from './FacetValues.tsx'
import './Facet.css'

export interface FacetProps {
  readonly facet: FacetPreference
  /** The filter in the address. */
  readonly filter: Filter
  /** The query on screen, with all its tokens; undefined until it has a result and is counted. */
  readonly query: FacetQuery | undefined
  /** Nothing is being counted, and nothing will be. */
  readonly failed: boolean
  readonly onFilter: (filter: Filter) => void
  readonly onFold: (folded: boolean) => void
  /** The menu with the actions on the facet itself. */
  readonly menu: ReactNode
}

const FEW = 8
const MANY = 100

/**
 * The values of one field among the events that match the rest of the filter. Requested only while
 * the facet is visible.
 */
export function Facet({ facet, filter, query, failed, onFilter, onFold, menu }: FacetProps) {
  const { field, folded, pinned } = facet
  const label = labelOf(field)
  const element = useRef<HTMLDivElement>(null)
  const seen = useSeen(element)
  const [more, setMore] = useState(false)
  const [contains, setContains] = useState('')
  const choice = facetChoice(filter, field)
  const isAsked = choice.included.length + choice.excluded.length + choice.others.length > 0

  const { data, isPlaceholderData, error } = useFacet(
    query && seen && !folded ? { ...query, filter: withoutField(query.filter, field) } : undefined,
    {
      field,
      limit: more ? MANY : FEW,
      contains,
      also: contains === '' ? ['', ...choice.included, ...choice.excluded] : [],
    },
  )
  const rows = facetRows(choice, data, contains)

  return (
    <div ref={element} className="facet" role="group" aria-label={label}>
      <div className="facet-head">
        <button
          type="button"
          className="facet-fold"
          aria-expanded={!folded}
          data-facet-stop=""
          data-facet-head=""
          onClick={() => onFold(!folded)}
        >
          <span className="facet-arrow" aria-hidden="true" />
          <FacetText text={label} />
          {pinned && <span className="facet-pinned">pinned</span>}
          {data && !folded && (
            <span className="facet-distinct" title={`${formatCount(data.distinct)} values`}>
              {formatCount(data.distinct)}
              <span className="visually-hidden"> values</span>
            </span>
          )}
        </button>
        {isAsked && (
          <QuietButton
            className="facet-button"
            aria-label={`Clear ${label}`}
            onClick={() => onFilter(withoutField(filter, field))}
          >
            Clear
          </QuietButton>
        )}
        {menu}
      </div>
      {!folded && (
        <div className="facet-body">
          <FacetOthers tokens={choice.others} filter={filter} onFilter={onFilter} />
          {more && (
            <Input
              type="search"
              value={contains}
              onChange={({ detail }) => setContains(detail.value)}
              placeholder="Contains"
              ariaLabel={`Find ${label}`}
              clearAriaLabel="Clear"
            />
          )}
          {error && !isUnknownState(error) ? (
            <p className="facet-note">{error.message}</p>
          ) : (
            <FacetValues
              field={field}
              label={label}
              rows={rows}
              isWaiting={data === undefined && !failed}
              isStale={isPlaceholderData || query === undefined}
              emptyText={contains === '' ? 'No values' : 'No matching values'}
              filter={filter}
              onFilter={onFilter}
            />
          )}
          {data && data.distinct > data.values.length && more && (
            <p className="facet-note">
              First {formatCount(data.values.length)} of {formatCount(data.distinct)} values
            </p>
          )}
          {data && (more || data.distinct > FEW) && (
            <QuietButton
              className="facet-button facet-more"
              aria-label={`${more ? 'Fewer' : 'More'} of ${label}`}
              data-facet-stop=""
              onClick={() => {
                setMore(!more)
                setContains('')
              }}
            >
              {more ? 'Show fewer' : `Show ${formatCount(data.distinct - FEW)} more`}
            </QuietButton>
          )}
        </div>
      )}
    </div>
  )
}
