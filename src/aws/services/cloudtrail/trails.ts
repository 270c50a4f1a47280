import {
  CreateTrail$,
  DeleteTrail$,
  MaximumNumberOfTrailsExceededException$,
  StartLogging$,
  StopLogging$,
  TrailAlreadyExistsException$,
  UpdateTrail$,
} from '@aws-sdk/client-cloudtrail'
import type {
  CreateTrailRequest,
  CreateTrailResponse,
  DeleteTrailRequest,
  DeleteTrailResponse,
  StartLoggingRequest,
  StartLoggingResponse,
  StopLoggingRequest,
  StopLoggingResponse,
  UpdateTrailRequest,
  UpdateTrailResponse,
} from '@aws-sdk/client-cloudtrail'
import type { CallContext } from '../../callContext.ts'
import { operation } from '../../operation.ts'
import { periodsOf, trailArn, type TrailState } from './cloudTrailState.ts'
import { failed } from './failed.ts'
import { checkTrailName, findTrailAtHome, isSeenIn } from './findTrail.ts'
import { onTrail } from './onTrail.ts'
import { tagsFrom } from './tagRules.ts'
import { writtenSettings } from './writtenTrail.ts'
import { settingsAfter } from './trailSettings.ts'

const MAX_TRAILS = 5

/** How many are kept: events of an earlier one have long been delivered. */
const MOST_PERIODS = 100

export const createTrail = operation<CreateTrailRequest, CreateTrailResponse>(
  CreateTrail$,
  async (input, context) => {
    const { account, region, state } = context
    const name = input.Name ?? ''
    checkTrailName(name)
    const arn = trailArn(region, account.accountId, name)
    if (Object.hasOwn(state.cloudtrail.trails, arn))
      throw failed(
        TrailAlreadyExistsException$,
        `Trail ${name} already exists for customer: ${account.accountId}`,
      )
    const tags = tagsFrom({}, input.TagsList)
    const settings = await settingsAfter(null, arn, input, context)
    checkNumber(settings.isMultiRegionTrail, null, context)
    const trail: TrailState = {
      arn,
      name,
      homeRegion: region,
      settings,
      tags,
      selectors: null,
      insightSelectors: [],
      isLogging: false,
      startedMs: null,
      stoppedMs: null,
    }
    state.cloudtrail.trails[arn] = trail
    return writtenSettings(trail)
  },
  onTrail(({ Name }) => Name),
)

export const updateTrail = operation<UpdateTrailRequest, UpdateTrailResponse>(
  UpdateTrail$,
  async (input, context) => {
    const trail = findTrailAtHome(input.Name, context)
    const settings = await settingsAfter(trail.settings, trail.arn, input, context)
    checkNumber(settings.isMultiRegionTrail, trail, context)
    trail.settings = settings
    return writtenSettings(trail)
  },
  onTrail(({ Name }) => Name),
)

export const deleteTrail = operation<DeleteTrailRequest, DeleteTrailResponse>(
  DeleteTrail$,
  ({ Name }, context) => {
    const trail = findTrailAtHome(Name, context)
    const { cloudtrail } = context.state
    stop(trail, context.nowMs)
    delete cloudtrail.trails[trail.arn]
    cloudtrail.deletedTrails = [...(cloudtrail.deletedTrails ?? []), trail]
    return {}
  },
  onTrail(({ Name }) => Name),
)

export const startLogging = operation<StartLoggingRequest, StartLoggingResponse>(
  StartLogging$,
  ({ Name }, context) => {
    const trail = findTrailAtHome(Name, context)
    if (!trail.isLogging) {
      trail.earlierPeriods = periodsOf(trail).slice(-MOST_PERIODS)
      trail.startedMs = context.nowMs
    }
    trail.isLogging = true
    return {}
  },
  onTrail(({ Name }) => Name),
)

export const stopLogging = operation<StopLoggingRequest, StopLoggingResponse>(
  StopLogging$,
  ({ Name }, context) => {
    stop(findTrailAtHome(Name, context), context.nowMs)
    return {}
  },
  onTrail(({ Name }) => Name),
)

function stop(trail: TrailState, nowMs: number): void {
  if (trail.isLogging) trail.stoppedMs = nowMs
  trail.isLogging = false
}

/** A trail of all Regions counts in each of them. `changed`: a trail that is there already. */
function checkNumber(
  isMultiRegion: boolean,
  changed: TrailState | null,
  { account, region, state }: CallContext,
): void {
  const others = Object.values(state.cloudtrail.trails).filter((trail) => trail !== changed)
  const regions = isMultiRegion ? [region, ...others.map(({ homeRegion }) => homeRegion)] : [region]
  const full = regions.find((each) => others.filter((trail) => isSeenIn(trail, each)).length >= MAX_TRAILS)
  if (full !== undefined)
    throw failed(
      MaximumNumberOfTrailsExceededException$,
      `User: ${account.accountId} already has ${MAX_TRAILS} trails in ${full}.`,
    )
}
