import ButtonDropdown from '@cloudscape-design/components/button-dropdown'
import { labelOf } from '../../../cloudtrail/fields.ts'
import { currentView, go } from '../../models/address/useView.ts'
import type { FacetPreference } from '../../models/preferences/preferences.ts'
import { currentPreferences, prefer } from '../../models/preferences/usePreferences.ts'
import { breakdownPage } from '../../routes.ts'
import { canMove, changeFacet, moveFacet } from './facetList.ts'

export interface FacetMenuProps {
  readonly facet: FacetPreference
  readonly facets: readonly FacetPreference[]
  readonly onRemove: () => void
  readonly expandToViewport: boolean
}

/** Breaks events down by a facet's field, moves a facet within the panel, pins it, or removes it. */
export function FacetMenu({ facet, facets, onRemove, expandToViewport }: FacetMenuProps) {
  const { field, pinned } = facet
  return (
    <ButtonDropdown
      variant="inline-icon"
      ariaLabel={`Options for ${labelOf(field)}`}
      expandToViewport={expandToViewport}
      items={[
        { id: 'breakdown', text: 'Break down by this field' },
        { id: 'pin', text: pinned ? 'Unpin' : 'Pin to the top' },
        { id: 'up', text: 'Move up', disabled: !canMove(facets, field, -1) },
        { id: 'down', text: 'Move down', disabled: !canMove(facets, field, 1) },
        { id: 'remove', text: 'Remove field' },
      ]}
      onItemClick={({ detail }) => {
        const now = currentPreferences().facets
        if (detail.id === 'breakdown') go(breakdownPage(currentView(), field))
        if (detail.id === 'pin') prefer({ facets: changeFacet(now, field, { pinned: !pinned }) })
        if (detail.id === 'up') prefer({ facets: moveFacet(now, field, -1) })
        if (detail.id === 'down') prefer({ facets: moveFacet(now, field, 1) })
        if (detail.id === 'remove') onRemove()
      }}
    />
  )
}
