/**
 * `group=repeats`: events that repeat (filter/repeats.ts) form one row, in the place of the newest.
 * With a number, neighbours in a row are at most that many seconds apart; without one they are of
 * the same second. Without `group` every event is a row.
 */
export type Grouping = 'repeats' | 'repeats:5' | 'repeats:60' | 'repeats:300'

export const GROUPINGS: readonly Grouping[] = ['repeats', 'repeats:5', 'repeats:60', 'repeats:300']

/** How many seconds two neighbours in a row are apart at most. */
export const gapSecondsOf = (group: Grouping): number => Number(group.split(':')[1] ?? 0)
