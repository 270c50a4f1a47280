import { token } from '../../../filter/edit.ts'
import { EVERYTHING, type Filter, type TimeRange } from '../../../filter/filter.ts'

/** Which insights are listed; null for any. */
export interface ListedBy {
  readonly eventName: string | null
  readonly eventSource: string | null
  /** For their start. */
  readonly timeRange: TimeRange
}

/** The filter for the records of those insights. */
export const filterOfListed = ({ eventName, eventSource, timeRange }: ListedBy): Filter => ({
  ...EVERYTHING,
  tokens: Object.entries({ eventName, eventSource }).flatMap(([field, value]) =>
    value === null ? [] : [token(field, '=', value)],
  ),
  timeRange,
})
