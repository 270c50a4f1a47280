import type { InsightSummary } from '../../../api/insights.ts'
import { writeTime } from '../../../cloudtrail/writeTime.ts'
import { token } from '../../../filter/edit.ts'
import { EVERYTHING, type Filter, type TimeRange } from '../../../filter/filter.ts'
import { writeEndTime } from '../../../filter/timeRange.ts'

const MINUTE_MS = 60_000

type Calls = Pick<InsightSummary, 'eventName' | 'eventSource' | 'errorCode' | 'accountId' | 'awsRegion'>

/** The calls that an insight counts, in a time range. Its own records have the same names, and are left out. */
function filterOfCalls(
  { eventName, eventSource, errorCode, accountId, awsRegion }: Calls,
  timeRange: TimeRange,
): Filter {
  const given = { eventName, eventSource, errorCode, accountId, awsRegion }
  return {
    ...EVERYTHING,
    tokens: [
      ...Object.entries(given).flatMap(([field, value]) => (value ? [token(field, '=', value)] : [])),
      token('eventCategory', '!=', 'Insight'),
    ],
    timeRange,
  }
}

/** The calls of an insight, from one minute before its start to one minute after its end. */
export function eventsOfInsight(insight: Calls & Pick<InsightSummary, 'startTime' | 'endTime'>): Filter {
  const startTime = writeTime(Date.parse(insight.startTime) - MINUTE_MS)
  const end =
    insight.endTime === null ? {} : { endTime: writeEndTime(Date.parse(insight.endTime) + MINUTE_MS) }
  return filterOfCalls(insight, { kind: 'absolute', startTime, ...end })
}

/** The calls in a time range, up to but not including `toMs`. */
export const eventsOfTime = (insight: Calls, fromMs: number, toMs: number): Filter =>
  filterOfCalls(insight, { kind: 'absolute', startTime: writeTime(fromMs), endTime: writeEndTime(toMs - 1) })

/** The paths in the records of calls that attributions are about. */
const FIELDS: Readonly<Record<string, string>> = { userIdentityArn: 'userIdentity.arn' }

/** Those of the calls of an insight that have a value of an attribution. The text `null` stands for none. */
export function eventsOfValue(
  insight: Parameters<typeof eventsOfInsight>[0],
  attribute: string,
  value: string,
): Filter {
  const filter = eventsOfInsight(insight)
  const field = FIELDS[attribute] ?? attribute
  const has = token(field, '=', value === 'null' ? '' : value)
  const isKnown = filter.tokens.some(
    (each) => each.kind === 'token' && each.field === field && each.value === has.value,
  )
  return isKnown ? filter : { ...filter, tokens: [...filter.tokens, has] }
}

/** The records of an insight, or of all of them, among the events. */
export const insightRecords = (id?: string): Filter => ({
  ...EVERYTHING,
  tokens: [
    token('eventCategory', '=', 'Insight'),
    ...(id === undefined ? [] : [token('sharedEventID', '=', id)]),
  ],
})
