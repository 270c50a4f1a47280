/** Element IDs of the rows and cells, which `aria-activedescendant` names. */
export const rowId = (index: number): string => `event-row-${index}`
export const cellId = (index: number, column: number): string => `event-cell-${index}-${column}`
