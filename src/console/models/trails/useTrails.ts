import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { CallFailure, makeCall } from '../queries/callAccount.ts'
import { TRAILS } from './changed.ts'
import type { InsightSelector, Selectors, Tag, Trail, TrailStatus } from './trail.ts'

/** A trail in the list. */
export interface ListedTrail extends Trail {
  readonly isLogging: boolean
}

/** A trail with everything that its page shows. */
export interface DescribedTrail {
  readonly trail: Trail
  readonly status: TrailStatus
  readonly selectors: Selectors
  readonly insightSelectors: readonly InsightSelector[]
  readonly tags: readonly Tag[]
}

/** The trails of all Regions, by name. Reading them is recorded, so it is not repeated by itself. */
export function useTrails(homeRegion: string | undefined): UseQueryResult<readonly ListedTrail[]> {
  return useQuery({
    queryKey: [TRAILS, 'list', homeRegion],
    queryFn: ({ signal }) => listTrails(homeRegion!, signal),
    enabled: homeRegion !== undefined,
    staleTime: 0,
  })
}

async function listTrails(homeRegion: string, signal: AbortSignal): Promise<readonly ListedTrail[]> {
  const ask = <Output>(region: string, operation: string, input: object = {}) =>
    makeCall<Output>({ region, service: 'cloudtrail', operation, input: { ...input } }, signal)
  const { Trails } = await ask<{ readonly Trails: readonly Pick<Trail, 'TrailARN' | 'HomeRegion'>[] }>(
    homeRegion,
    'ListTrails',
  )
  const regions = [...new Set(Trails.map(({ HomeRegion }) => HomeRegion))]
  const described = await Promise.all(
    regions.map((region) =>
      ask<{ readonly trailList: readonly Trail[] }>(region, 'DescribeTrails', {
        trailNameList: Trails.filter(({ HomeRegion }) => HomeRegion === region).map(
          ({ TrailARN }) => TrailARN,
        ),
      }),
    ),
  )
  const listed = await Promise.all(
    described
      .flatMap(({ trailList }) => trailList)
      .map(async (trail) => {
        const { IsLogging } = await ask<TrailStatus>(trail.HomeRegion, 'GetTrailStatus', {
          Name: trail.TrailARN,
        })
        return { ...trail, isLogging: IsLogging }
      }),
  )
  return listed.toSorted((one, other) => one.Name.localeCompare(other.Name))
}

export function useTrail(name: string, region: string | undefined): UseQueryResult<DescribedTrail> {
  return useQuery({
    queryKey: [TRAILS, 'one', name, region],
    queryFn: ({ signal }) => describeTrail(name, region!, signal),
    enabled: region !== undefined,
    retry: false,
    staleTime: 0,
  })
}

async function describeTrail(Name: string, region: string, signal: AbortSignal): Promise<DescribedTrail> {
  const ask = <Output>(operation: string, input: object) =>
    makeCall<Output>({ region, service: 'cloudtrail', operation, input: { ...input } }, signal)
  const { Trail: trail } = await ask<{ readonly Trail: Trail }>('GetTrail', { Name })
  const [status, selectors, insightSelectors, tags] = await Promise.all([
    ask<TrailStatus>('GetTrailStatus', { Name }),
    ask<Selectors>('GetEventSelectors', { TrailName: Name }),
    trail.HasInsightSelectors ? insightSelectorsOf(ask, Name) : [],
    ask<{ readonly ResourceTagList: readonly { readonly TagsList?: readonly Tag[] }[] }>('ListTags', {
      ResourceIdList: [trail.TrailARN],
    }),
  ])
  return {
    trail,
    status,
    selectors,
    insightSelectors,
    tags: tags.ResourceTagList.flatMap(({ TagsList = [] }) => TagsList),
  }
}

/** None if they were turned off meanwhile. */
async function insightSelectorsOf(
  ask: <Output>(operation: string, input: object) => Promise<Output>,
  TrailName: string,
): Promise<readonly InsightSelector[]> {
  try {
    const { InsightSelectors } = await ask<{ readonly InsightSelectors: readonly InsightSelector[] }>(
      'GetInsightSelectors',
      { TrailName },
    )
    return InsightSelectors
  } catch (error) {
    if (error instanceof CallFailure && error.code === 'InsightNotEnabledException') return []
    throw error
  }
}
