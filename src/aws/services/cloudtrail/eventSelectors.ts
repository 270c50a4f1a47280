import {
  GetEventSelectors$,
  InvalidEventSelectorsException$,
  PutEventSelectors$,
} from '@aws-sdk/client-cloudtrail'
import type {
  EventSelector,
  GetEventSelectorsRequest,
  GetEventSelectorsResponse,
  PutEventSelectorsRequest,
  PutEventSelectorsResponse,
} from '@aws-sdk/client-cloudtrail'
import { operation } from '../../operation.ts'
import { whyInvalidAdvanced } from './advancedSelectors.ts'
import { completed, whyInvalidBasic } from './basicSelectors.ts'
import type { Selectors, TrailState } from './cloudTrailState.ts'
import { failed } from './failed.ts'
import { findTrail, findTrailAtHome } from './findTrail.ts'
import { onTrail } from './onTrail.ts'

/** Of a trail that was given none. */
const DEFAULT_SELECTORS: readonly EventSelector[] = [completed({})]

export const getEventSelectors = operation<GetEventSelectorsRequest, GetEventSelectorsResponse>(
  GetEventSelectors$,
  ({ TrailName }, context) => writtenSelectors(findTrail(TrailName, context)),
  onTrail(({ TrailName }) => TrailName),
)

/** Selectors of one kind replace those of the other. */
export const putEventSelectors = operation<PutEventSelectorsRequest, PutEventSelectorsResponse>(
  PutEventSelectors$,
  (input, context) => {
    const trail = findTrailAtHome(input.TrailName, context)
    trail.selectors = selectorsFrom(input)
    return writtenSelectors(trail)
  },
  onTrail(({ TrailName }) => TrailName),
)

function selectorsFrom(input: PutEventSelectorsRequest): Selectors {
  const { EventSelectors: basic, AdvancedEventSelectors: advanced } = input
  if (basic && advanced)
    throw invalid('A trail has either event selectors or advanced event selectors, but not both.')
  const why = advanced ? whyInvalidAdvanced(advanced) : whyInvalidBasic(basic ?? [])
  if (why !== null) throw invalid(why)
  return advanced ? { advanced } : { basic: (basic ?? []).map(completed) }
}

function writtenSelectors({ arn, selectors }: TrailState): GetEventSelectorsResponse {
  if (selectors !== null && 'advanced' in selectors)
    return { TrailARN: arn, AdvancedEventSelectors: [...selectors.advanced] }
  return { TrailARN: arn, EventSelectors: [...(selectors?.basic ?? DEFAULT_SELECTORS)] }
}

const invalid = (message: string) => failed(InvalidEventSelectorsException$, message)
