/*
 * When a rate is unusual. AWS does not publish its threshold: this is an approximation, explained in
 * docs/insights.md.
 */

/** What is usual on a day is learned from so many days before it. */
export const LEARNED_DAYS = 28
/** With fewer days before, nothing is said. */
export const LEAST_DAYS = 3
/** A minute is unusual from so many calls on, */
export const LEAST_CALLS = 6
/** if it has more than the mean of all learned minutes and so many standard deviations, */
export const DEVIATIONS = 8
/** and more than the API had in some minute on so many of the learned days. */
export const USUAL_ON_DAYS = 3
/** It is over when so many minutes in a row are not unusual. */
export const QUIET_MINUTES = 5
/** The baseline that records have: whole days before the start, or fewer if there are fewer. */
export const BASELINE_DAYS = 7
/** How many values of an attribute records have. */
export const MOST_VALUES = 5

export const MINUTE_MS = 60_000
export const MINUTES_A_DAY = 1440
export const DAY_MS = MINUTES_A_DAY * MINUTE_MS
