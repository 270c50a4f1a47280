import type { InsightSummary } from '../../../api/insights.ts'

type Insight = Pick<InsightSummary, 'insightType' | 'source'>

/** `API call rate`, as the AWS console says it. */
export const typeWords = ({ insightType }: Insight): string =>
  insightType === 'ApiErrorRateInsight' ? 'API error rate' : 'API call rate'

/** What is counted. */
export const countedWord = ({ insightType }: Insight): 'calls' | 'errors' =>
  insightType === 'ApiErrorRateInsight' ? 'errors' : 'calls'

export const foundByWords = ({ source }: Insight): string =>
  source === 'cloudtrail' ? 'CloudTrail' : 'This console'
