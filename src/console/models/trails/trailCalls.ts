import { CallFailure, makeCall, type AwsCall } from '../queries/callAccount.ts'
import { queryClient } from '../queries/queryClient.ts'
import { insightSelectorsOf } from './insights.ts'
import { NEW_TRAIL_EVENTS, selectorsOf, type LoggedEvents } from './loggedEvents.ts'
import { bucketPolicy, settingsOf, type TrailAttributes } from './trailForm.ts'
import type { InsightSelector, Tag, Trail } from './trail.ts'

/** Everything about trails that is cached. */
export const TRAILS = 'trails'

/** A trail that is to be created. */
export interface NewTrail {
  readonly attributes: TrailAttributes
  readonly events: LoggedEvents
  readonly insightTypes: readonly string[]
}

const trailCall = (region: string, operation: string, input: AwsCall['input'] = {}) =>
  changed({ region, service: 'cloudtrail', operation, input })

/**
 * Creates a trail of all Regions, with its bucket if it is new, and starts it, as the AWS console
 * does. What was created before a call failed is deleted again.
 */
export async function createTrail(
  { attributes, events, insightTypes }: NewTrail,
  accountId: string,
  region: string,
): Promise<void> {
  const undo: AwsCall[] = []
  const Name = attributes.name.trim()
  try {
    if (attributes.isNewBucket) await createBucket(attributes, accountId, region, undo)
    await trailCall(region, 'CreateTrail', {
      Name,
      ...withoutEmpty(settingsOf(attributes)),
      IsMultiRegionTrail: true,
      TagsList: attributes.tags,
    })
    undo.push({ region, service: 'cloudtrail', operation: 'DeleteTrail', input: { Name } })
    if (events !== NEW_TRAIL_EVENTS) await putEvents(Name, region, events)
    if (insightTypes.length > 0) await putInsights(Name, region, insightTypes, [])
    await startLogging(Name, region)
  } catch (error) {
    for (const call of undo.toReversed()) await makeCall(call).catch(keepsWhatStays)
    throw error
  }
}

/** A bucket with files stays. The first failure is the one to tell. */
function keepsWhatStays(error: unknown): void {
  if (!(error instanceof CallFailure)) throw error
}

async function createBucket(
  attributes: TrailAttributes,
  accountId: string,
  region: string,
  undo: AwsCall[],
): Promise<void> {
  const Bucket = attributes.bucket.trim()
  // The one Region that S3 does not take as a constraint.
  const place = region === 'us-east-1' ? {} : { CreateBucketConfiguration: { LocationConstraint: region } }
  await changed({ region, service: 's3', operation: 'CreateBucket', input: { Bucket, ...place } })
  undo.push({ region, service: 's3', operation: 'DeleteBucket', input: { Bucket } })
  await changed({
    region,
    service: 's3',
    operation: 'PutBucketPolicy',
    input: { Bucket, Policy: bucketPolicy(attributes, accountId, region) },
  })
}

const withoutEmpty = (settings: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== ''))

export const updateTrail = (attributes: TrailAttributes, region: string) =>
  trailCall(region, 'UpdateTrail', { Name: attributes.name, ...settingsOf(attributes) })

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

/** Trails and buckets are read again after a change, whether it succeeded or not. */
async function changed(call: AwsCall): Promise<unknown> {
  try {
    return await makeCall(call)
  } finally {
    void queryClient.invalidateQueries({ queryKey: [TRAILS] })
  }
}
