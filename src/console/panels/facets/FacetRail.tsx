import { useImperativeHandle, useRef, useState, type KeyboardEvent, type Ref } from 'react'
import { flushSync } from 'react-dom'
import { labelOf } from '../../../cloudtrail/fields.ts'
import type { Filter } from '../../../filter/filter.ts'
import { FieldInput } from '../../models/field-input/FieldInput.tsx'
import { currentPreferences, prefer, usePreferences } from '../../models/preferences/usePreferences.ts'
import type { FacetQuery } from '../../models/queries/useFacet.ts'
import { PartBoundary } from '../../ui/PartBoundary.tsx'
import { Facet } from './Facet.tsx'
import { addFacet, changeFacet, inOrder, removeFacet } from './facetList.ts'
import { FacetMenu } from './FacetMenu.tsx'
import { nextStop } from './railKeys.ts'
import { QuietButton } from '../../ui/QuietButton.tsx'
import './FacetRail.css'

export interface FacetRailHandle {
  focus(): void
  hasFocus(): boolean
}

export interface FacetRailProps {
  /** The filter in the address. */
  readonly filter: Filter
  /** The query on screen, with all its tokens; undefined until it has a result and is counted. */
  readonly query: FacetQuery | undefined
  /** The filter is invalid, or its events could not be read. */
  readonly failed: boolean
  readonly onFilter: (filter: Filter) => void
  readonly onClose: () => void
  /** Whether menus may extend beyond the scrolling element. */
  readonly expandToViewport: boolean
  readonly ref?: Ref<FacetRailHandle>
}

/**
 * The fields of the matching events with their values. Each facet ignores its own tokens, so that
 * alternatives are shown.
 */
export function FacetRail(props: FacetRailProps) {
  const { filter, query, failed, onFilter, onClose, expandToViewport, ref } = props
  const facets = usePreferences((preferences) => preferences.facets)
  const [adding, setAdding] = useState(false)
  const addButton = useRef<HTMLButtonElement>(null)
  const stopAdding = () => {
    setAdding(false)
    addButton.current?.focus()
  }
  const rail = useRef<HTMLElement>(null)
  const heads = () => [...(rail.current?.querySelectorAll<HTMLElement>('[data-facet-head]') ?? [])]
  useImperativeHandle(ref, () => ({
    focus: () => (heads()[0] ?? rail.current?.querySelector('button'))?.focus(),
    hasFocus: () => rail.current?.contains(document.activeElement) ?? false,
  }))

  const onKeyDown = (domEvent: KeyboardEvent) => {
    const from = domEvent.target as HTMLElement
    if (domEvent.defaultPrevented || domEvent.ctrlKey || domEvent.metaKey || domEvent.altKey) return
    const next = rail.current && nextStop(rail.current, from, domEvent.key)
    const expanded = from.closest('[data-facet-head]')?.getAttribute('aria-expanded')
    if (next) next.focus()
    else if (
      (expanded === 'true' && domEvent.key === 'ArrowLeft') ||
      (expanded === 'false' && domEvent.key === 'ArrowRight')
    )
      from.click()
    else return
    domEvent.preventDefault()
  }

  const remove = (field: string) => {
    const at = inOrder(facets).findIndex((facet) => facet.field === field)
    flushSync(() => prefer({ facets: removeFacet(currentPreferences().facets, field) }))
    const left = heads()
    ;(left[Math.min(at, left.length - 1)] ?? rail.current?.querySelector('button'))?.focus()
  }

  return (
    <section ref={rail} className="facet-rail" aria-label="Fields" onKeyDown={onKeyDown}>
      <div className="facet-rail-head">
        <h2>Fields</h2>
        <QuietButton
          ref={addButton}
          className="facet-button"
          aria-expanded={adding}
          onClick={() => setAdding(!adding)}
        >
          Add field
        </QuietButton>
        <QuietButton
          className="facet-button"
          aria-label="Hide panel"
          title="Hide panel (f)"
          onClick={onClose}
        >
          ✕
        </QuietButton>
      </div>
      {adding && (
        <FieldInput
          verb="Add"
          present={facets.map((facet) => facet.field)}
          expandToViewport={expandToViewport}
          onClose={stopAdding}
          onField={(field) => {
            stopAdding()
            prefer({ facets: addFacet(currentPreferences().facets, field) })
          }}
        />
      )}
      {inOrder(facets).map((facet) => (
        <PartBoundary key={facet.field} name={labelOf(facet.field)} resetKeys={[filter, query]}>
          <Facet
            facet={facet}
            filter={filter}
            query={query}
            failed={failed}
            onFilter={onFilter}
            onFold={(folded) =>
              prefer({ facets: changeFacet(currentPreferences().facets, facet.field, { folded }) })
            }
            menu={
              <FacetMenu
                facet={facet}
                facets={facets}
                onRemove={() => remove(facet.field)}
                expandToViewport={expandToViewport}
              />
            }
          />
        </PartBoundary>
      ))}
    </section>
  )
}
