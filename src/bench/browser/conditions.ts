import type { Condition } from './probes.ts'

const ROW = '[role=row] a[href^="/events/"]'

/**
 * Read, and opened by a click: the first view has them before the grid is there, which answers
 * keys.
 */
export const FIRST_EVENT_ROW: Condition = `document.querySelector('${ROW}') !== null`
export const GRID: Condition = `document.querySelector('[role=grid] ${ROW}') !== null`
export const FIRST_BARE_ROW: Condition = "document.querySelector('tbody tr') !== null"

/** The list shows all its rows, and they are those of the current filter. */
export const LIST_SETTLED: Condition =
  `document.querySelector('[role=grid][aria-busy=false]') !== null && ${GRID}` +
  ` && document.querySelector('[role=grid] .event-row-pending') === null`

/** The first field of the panel, which is requested last, has the values for the current filter. */
export const FACETS_COUNTED: Condition = `document.querySelector('[role=group][aria-label="Event name"] .facet-values:not(.facet-values-stale) .facet-value-count') !== null`

/** The list for a filter that the address has. */
export function settledOn(name: string, value: string): Condition {
  const asked = `new URLSearchParams(location.search).get(${JSON.stringify(name)}) === ${JSON.stringify(value)}`
  return `${asked} && ${LIST_SETTLED}`
}

/** The record's tree, with leaves. */
export const RECORD_OPEN: Condition = 'document.querySelectorAll("[role=tree] [role=treeitem]").length > 10'
export const RECORD_CLOSED: Condition = 'document.querySelector("[role=tree]") === null'
