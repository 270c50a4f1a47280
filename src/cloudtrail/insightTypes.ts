/** What Insights events are about. docs/cloudtrail.md#insights-events */
export const INSIGHT_TYPES = ['ApiCallRateInsight', 'ApiErrorRateInsight'] as const

export type InsightType = (typeof INSIGHT_TYPES)[number]
