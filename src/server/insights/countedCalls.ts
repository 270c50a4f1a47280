import type { InsightType } from '../../cloudtrail/insightTypes.ts'
import type { Filter, Token } from '../../filter/filter.ts'

const token = (field: string, operator: Token['operator'], value: string): Token => ({
  kind: 'token',
  field,
  operator,
  value,
})

/** Calls of management APIs: older records do not say that they are calls. */
const MANAGEMENT_CALLS: readonly Token[] = [
  token('eventCategory', '=', 'Management'),
  token('eventType', '=', 'AwsApiCall'),
  token('eventType', '=', ''),
]

/** The calls that an insight of a type is about: those that write, or those that failed. */
export const countedCalls = (type: InsightType): Filter => ({
  tokens: [
    ...MANAGEMENT_CALLS,
    type === 'ApiCallRateInsight' ? token('readOnly', '=', 'false') : token('errorCode', '!=', ''),
  ],
  timeRange: { kind: 'all' },
  text: '',
})

/** The API, account and Region of calls; those that are absent are any. */
export interface CallsWanted {
  readonly eventSource: string
  readonly eventName: string
  readonly errorCode?: string | undefined
  readonly accountId?: string | undefined
  readonly awsRegion?: string | undefined
}

/** The calls of one API, from a moment, inclusive, to another, exclusive. */
export function callsOf(
  type: InsightType,
  wanted: CallsWanted,
  { startMs, endMs }: { readonly startMs: number; readonly endMs: number },
): Filter {
  const { tokens, text } = countedCalls(type)
  const others = Object.entries(wanted).filter((each): each is [string, string] => each[1] !== undefined)
  return {
    tokens: [...tokens, ...others.map(([field, value]) => token(field, '=', value))],
    timeRange: {
      kind: 'absolute',
      startTime: new Date(startMs).toISOString(),
      endTime: new Date(endMs - 1).toISOString(),
    },
    text,
  }
}
