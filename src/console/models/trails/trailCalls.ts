import type { AwsCall } from '../queries/callAccount.ts'
import { changed } from './changed.ts'
import { insightSelectorsOf } from './insights.ts'
import { NEW_TRAIL_EVENTS, selectorsOf, type LoggedEvents } from './loggedEvents.ts'
import { allOrNothing, createResources } from './newResources.ts'
import { settingsOf, type TrailAttributes } from './trailForm.ts'
import type { TrailPlace } from './trailPolicies.ts'
import type { InsightSelector, Tag, Trail } from './trail.ts'

/** A trail that is to be created. */
export interface NewTrail {
  readonly attributes: TrailAttributes
  readonly events: LoggedEvents
  readonly insightTypes: readonly string[]
}

const trailCall = (region: string, operation: string, input: AwsCall['input'] = {}) =>
  changed({ region, service: 'cloudtrail', operation, input })

/**
 * Creates a trail of all Regions, with what it uses if that is new, and starts it, as the AWS console
 * does. What was created before a call failed is deleted again.
 */
export const createTrail = (
  { attributes, events, insightTypes }: NewTrail,
  place: TrailPlace,
): Promise<void> =>
  allOrNothing(async (undo) => {
    const { region } = place
    const Name = attributes.name.trim()
    await trailCall(region, 'CreateTrail', {
      Name,
      ...withoutEmpty(settingsOf(await createResources(attributes, place, undo))),
      IsMultiRegionTrail: true,
      TagsList: attributes.tags,
    })
    undo.push({ region, service: 'cloudtrail', operation: 'DeleteTrail', input: { Name } })
    if (events !== NEW_TRAIL_EVENTS) await putEvents(Name, region, events)
    if (insightTypes.length > 0) await putInsights(Name, region, insightTypes, [])
    await startLogging(Name, region)
  })

const withoutEmpty = (settings: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== ''))

/** Changes the settings of a trail, and creates what is new of them. */
export const updateTrail = (attributes: TrailAttributes, place: TrailPlace): Promise<void> =>
  allOrNothing(async (undo) => {
    const settings = settingsOf(await createResources(attributes, place, undo))
    await trailCall(place.region, 'UpdateTrail', { Name: attributes.name, ...settings })
  })

export const startLogging = (Name: string, region: string) => trailCall(region, 'StartLogging', { Name })

export const stopLogging = (Name: string, region: string) => trailCall(region, 'StopLogging', { Name })

export const deleteTrail = (Name: string, region: string) => trailCall(region, 'DeleteTrail', { Name })

export const putEvents = (TrailName: string, region: string, events: LoggedEvents) =>
  trailCall(region, 'PutEventSelectors', { TrailName, ...selectorsOf(events) })

export const putInsights = (
  TrailName: string,
  region: string,
  types: readonly string[],
  before: readonly InsightSelector[],
) =>
  trailCall(region, 'PutInsightSelectors', {
    TrailName,
    InsightSelectors: insightSelectorsOf(types, before),
  })

/** Changes the tags of a trail from some to others. */
export async function changeTags(
  { TrailARN: ResourceId, HomeRegion }: Trail,
  before: readonly Tag[],
  after: readonly Tag[],
): Promise<void> {
  const removed = before.filter(({ Key }) => !after.some((tag) => tag.Key === Key))
  const added = after.filter(
    ({ Key, Value }) => !before.some((tag) => tag.Key === Key && tag.Value === Value),
  )
  if (added.length > 0) await trailCall(HomeRegion, 'AddTags', { ResourceId, TagsList: added })
  if (removed.length > 0) await trailCall(HomeRegion, 'RemoveTags', { ResourceId, TagsList: removed })
}
