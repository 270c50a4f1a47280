import type { FacetPreference } from '../../models/preferences/preferences.ts'

type Facets = readonly FacetPreference[]

/** In the order of the panel: the pinned ones first. */
export const inOrder = (facets: Facets): Facets => [
  ...facets.filter((facet) => facet.pinned),
  ...facets.filter((facet) => !facet.pinned),
]

/**
 * A new facet goes below the pinned ones, where it is visible; one that exists already is expanded.
 */
export function addFacet(facets: Facets, field: string): Facets {
  if (facets.some((facet) => facet.field === field)) return changeFacet(facets, field, { folded: false })
  const ordered = inOrder(facets)
  const pinned = ordered.filter((facet) => facet.pinned).length
  return ordered.toSpliced(pinned, 0, { field, folded: false, pinned: false })
}

export const removeFacet = (facets: Facets, field: string): Facets =>
  facets.filter((facet) => facet.field !== field)

export const changeFacet = (
  facets: Facets,
  field: string,
  patch: Partial<Pick<FacetPreference, 'folded' | 'pinned'>>,
): Facets => facets.map((facet) => (facet.field === field ? { ...facet, ...patch } : facet))

/** Whether a facet can move up (-1) or down (1): pinned facets stay among themselves. */
export function canMove(facets: Facets, field: string, by: -1 | 1): boolean {
  const ordered = inOrder(facets)
  const at = ordered.findIndex((facet) => facet.field === field)
  const other = ordered[at + by]
  return other !== undefined && other.pinned === ordered[at]?.pinned
}

export function moveFacet(facets: Facets, field: string, by: -1 | 1): Facets {
  if (!canMove(facets, field, by)) return facets
  const ordered = inOrder(facets)
  const at = ordered.findIndex((facet) => facet.field === field)
  return ordered.toSpliced(at, 1).toSpliced(at + by, 0, ordered[at]!)
}
