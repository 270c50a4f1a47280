/**
 * `group=repeats`: repeated events (filter/repeats.ts) form one row, at the position of the newest.
 * Without it, every event is a row.
 */
export type Grouping = 'repeats'

export const GROUPINGS: readonly Grouping[] = ['repeats']
