/** A part of the matching events by time. The end of a period is exclusive. */
export type TimeSlice = 'all' | 'none' | 'withoutTime' | { readonly startMs: number; readonly endMs: number }
