import {
  GetInsightSelectors$,
  InsightNotEnabledException$,
  InvalidInsightSelectorsException$,
  InvalidParameterCombinationException$,
  PutInsightSelectors$,
  UnsupportedOperationException$,
} from '@aws-sdk/client-cloudtrail'
import type {
  GetInsightSelectorsRequest,
  GetInsightSelectorsResponse,
  InsightSelector,
  PutInsightSelectorsRequest,
  PutInsightSelectorsResponse,
} from '@aws-sdk/client-cloudtrail'
import { operation } from '../../operation.ts'
import type { TrailState } from './cloudTrailState.ts'
import { failed } from './failed.ts'
import { findTrail, findTrailAtHome } from './findTrail.ts'
import { loggedManagementEvents } from './loggedManagementEvents.ts'
import { onTrail } from './onTrail.ts'

const TYPES: readonly string[] = ['ApiCallRateInsight', 'ApiErrorRateInsight']
const CATEGORIES: readonly string[] = ['Management', 'Data']

export const getInsightSelectors = operation<GetInsightSelectorsRequest, GetInsightSelectorsResponse>(
  GetInsightSelectors$,
  (input, context) => {
    const trail = findTrail(trailNameIn(input), context)
    if (trail.insightSelectors.length === 0)
      throw failed(InsightNotEnabledException$, `Trail ${trail.arn} does not have Insights enabled.`)
    return written(trail)
  },
  onTrail(({ TrailName }) => TrailName),
)

/** The selectors replace those before. */
export const putInsightSelectors = operation<PutInsightSelectorsRequest, PutInsightSelectorsResponse>(
  PutInsightSelectors$,
  (input, context) => {
    const trail = findTrailAtHome(trailNameIn(input), context)
    trail.insightSelectors = selectorsFrom(input.InsightSelectors ?? [], trail)
    return written(trail)
  },
  onTrail(({ TrailName }) => TrailName),
)

function written({ arn, insightSelectors }: TrailState): GetInsightSelectorsResponse {
  return { TrailARN: arn, InsightSelectors: [...insightSelectors] }
}

function trailNameIn({ TrailName, EventDataStore }: GetInsightSelectorsRequest): string {
  if (TrailName !== undefined && EventDataStore !== undefined)
    throw failed(InvalidParameterCombinationException$, 'Use either TrailName or EventDataStore, not both.')
  if (EventDataStore !== undefined)
    throw failed(
      UnsupportedOperationException$,
      'The simulated account has no event data stores of CloudTrail Lake. Use TrailName.',
    )
  if (TrailName === undefined)
    throw failed(InvalidParameterCombinationException$, 'TrailName or EventDataStore is required.')
  return TrailName
}

function selectorsFrom(given: readonly InsightSelector[], trail: TrailState): InsightSelector[] {
  const logged = loggedManagementEvents(trail)
  const types = new Set<string>()
  return given.map(({ InsightType, EventCategories = ['Management'] }) => {
    if (InsightType === undefined || !TYPES.includes(InsightType))
      throw invalid(`InsightType is ${InsightType ?? 'missing'}, but it must be one of ${TYPES.join(', ')}.`)
    if (types.has(InsightType)) throw invalid(`InsightType ${InsightType} is there twice.`)
    types.add(InsightType)
    const unknown = EventCategories.find((category) => !CATEGORIES.includes(category))
    if (unknown !== undefined || EventCategories.length === 0)
      throw invalid(`EventCategories must have one or both of ${CATEGORIES.join(', ')}.`)
    if (EventCategories.includes('Management')) {
      if (InsightType === 'ApiCallRateInsight' && !logged.writes)
        throw invalid('ApiCallRateInsight requires that the trail logs write management events.')
      if (!logged.reads && !logged.writes)
        throw invalid('ApiErrorRateInsight requires that the trail logs management events.')
    }
    return { InsightType, EventCategories: [...EventCategories] }
  })
}

const invalid = (message: string) => failed(InvalidInsightSelectorsException$, message)
