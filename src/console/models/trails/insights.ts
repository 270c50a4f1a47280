import type { InsightSelector } from './trail.ts'

/** The types of Insights, and what they are called. */
export const INSIGHT_TYPES = [
  {
    type: 'ApiCallRateInsight',
    title: 'API call rate',
    description: 'Unusual numbers of write calls of the management API in a minute.',
  },
  {
    type: 'ApiErrorRateInsight',
    title: 'API error rate',
    description: 'Unusual numbers of calls of the management API that fail.',
  },
] as const

/** The input of PutInsightSelectors: what the trail had stays as it is. */
export const insightSelectorsOf = (
  types: readonly string[],
  before: readonly InsightSelector[],
): readonly InsightSelector[] =>
  types.map((type) => before.find(({ InsightType }) => InsightType === type) ?? { InsightType: type })
