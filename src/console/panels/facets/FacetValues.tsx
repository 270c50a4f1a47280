import { useLayoutEffect, useRef, useState } from 'react'
import { token, toggleToken } from '../../../filter/edit.ts'
import type { Filter } from '../../../filter/filter.ts'
import { onlyValue } from './facetFilter.ts'
import type { FacetRow } from './facetRows.ts'
import { FacetValue } from './FacetValue.tsx'
import './FacetValues.css'

export interface FacetValuesProps {
  readonly field: string
  readonly label: string
  readonly rows: readonly FacetRow[]
  /** Nothing has been counted yet. */
  readonly isWaiting: boolean
  readonly isStale: boolean
  readonly emptyText: string
  readonly filter: Filter
  readonly onFilter: (filter: Filter) => void
}

/** The values as one tab stop, which is where the arrow keys were last. */
export function FacetValues(props: FacetValuesProps) {
  const { field, label, rows, isWaiting, isStale, emptyText, filter, onFilter } = props
  const list = useRef<HTMLUListElement>(null)
  const [last, setLast] = useState<string | null>(null)
  const tabStop = rows.some(({ value }) => value === last) ? last : rows[0]?.value
  const greatest = Math.max(1, ...rows.map(({ count }) => count ?? 0))

  // When the focused value disappears, the one that replaces it is focused.
  const focused = useRef<number | null>(null)
  useLayoutEffect(() => {
    if (focused.current === null || document.activeElement !== document.body) return
    const stops = list.current?.querySelectorAll<HTMLElement>('[data-facet-stop]') ?? []
    stops[Math.min(focused.current, stops.length - 1)]?.focus()
  })

  if (isWaiting && rows.length === 0) return <div className="facet-values-pending" />
  if (rows.length === 0) return <p className="facet-note">{emptyText}</p>
  return (
    <ul
      ref={list}
      className={isStale ? 'facet-values facet-values-stale' : 'facet-values'}
      aria-label={`Values of ${label}`}
      aria-busy={isStale}
      onBlur={() => (focused.current = null)}
    >
      {rows.map((row, index) => (
        <FacetValue
          key={row.value}
          {...row}
          field={field}
          share={(row.count ?? 0) / greatest}
          isTabStop={row.value === tabStop}
          onFocus={() => {
            focused.current = index
            setLast(row.value)
          }}
          onInclude={() => onFilter(toggleToken(filter, token(field, '=', row.value)))}
          onExclude={() => onFilter(toggleToken(filter, token(field, '!=', row.value)))}
          onOnly={() => onFilter(onlyValue(filter, field, row.value))}
        />
      ))}
    </ul>
  )
}
