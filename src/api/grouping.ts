/**
 * `group=repeats`: events that repeat (filter/repeats.ts) form one row, in the place of the newest.
 * Without it every event is a row.
 */
export type Grouping = 'repeats'

export const GROUPINGS: readonly Grouping[] = ['repeats']
