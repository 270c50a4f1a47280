/**
 * `group=repeats`: events that repeat (filter/repeats.ts) are one row, at the place of the newest of them. Without it every event is
 * a row.
 */
export type Grouping = 'repeats'

export const GROUPINGS: readonly Grouping[] = ['repeats']
