/** Some of a plan's events, by time: the end of a period is exclusive. */
export type TimeSlice = 'all' | 'none' | 'withoutTime' | { readonly startMs: number; readonly endMs: number }
