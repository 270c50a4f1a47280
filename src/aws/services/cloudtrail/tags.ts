import {
  AddTags$,
  CloudTrailARNInvalidException$,
  ListTags$,
  RemoveTags$,
  ResourceNotFoundException$,
  ResourceTypeNotSupportedException$,
  InvalidParameterException$,
} from '@aws-sdk/client-cloudtrail'
import type {
  AddTagsRequest,
  AddTagsResponse,
  ListTagsRequest,
  ListTagsResponse,
  RemoveTagsRequest,
  RemoveTagsResponse,
} from '@aws-sdk/client-cloudtrail'
import type { CallContext } from '../../callContext.ts'
import { entryOf } from '../../entries.ts'
import { operation } from '../../operation.ts'
import type { TrailState } from './cloudTrailState.ts'
import { failed } from './failed.ts'
import { checkNoToken } from './noFurtherPage.ts'
import { onTrail } from './onTrail.ts'
import { tagsFrom, tagsList } from './tagRules.ts'

const MAX_RESOURCES = 20

export const addTags = operation<AddTagsRequest, AddTagsResponse>(
  AddTags$,
  ({ ResourceId, TagsList }, context) => {
    const trail = taggedTrail(ResourceId, context)
    trail.tags = tagsFrom(trail.tags, TagsList)
    return {}
  },
  onTrail(({ ResourceId }) => ResourceId),
)

export const removeTags = operation<RemoveTagsRequest, RemoveTagsResponse>(
  RemoveTags$,
  ({ ResourceId, TagsList = [] }, context) => {
    const trail = taggedTrail(ResourceId, context)
    for (const { Key } of TagsList) delete trail.tags[Key ?? '']
    return {}
  },
  onTrail(({ ResourceId }) => ResourceId),
)

export const listTags = operation<ListTagsRequest, ListTagsResponse>(
  ListTags$,
  ({ ResourceIdList = [], NextToken }, context) => {
    checkNoToken(NextToken)
    if (ResourceIdList.length === 0 || ResourceIdList.length > MAX_RESOURCES)
      throw failed(
        InvalidParameterException$,
        `ResourceIdList has ${ResourceIdList.length} ARNs, but it must have from 1 to ${MAX_RESOURCES}.`,
      )
    return {
      ResourceTagList: ResourceIdList.map((arn) => ({
        ResourceId: arn,
        TagsList: tagsList(resource(arn, context).tags),
      })),
    }
  },
)

/** A trail can only be tagged in its home Region. */
function taggedTrail(arn: string | undefined, context: CallContext): TrailState {
  const trail = resource(arn, context)
  if (trail.homeRegion !== context.region) throw notFound(trail.arn)
  return trail
}

function resource(arn: string | undefined, { state }: CallContext): TrailState {
  const type = /^arn:aws[a-z-]*:cloudtrail:[a-z0-9-]+:\d{12}:([a-z]+)\/[^/]+$/.exec(arn ?? '')?.[1]
  if (type === undefined)
    throw failed(CloudTrailARNInvalidException$, `${arn ?? ''} is not the ARN of a resource of CloudTrail.`)
  if (type !== 'trail')
    throw failed(ResourceTypeNotSupportedException$, `Resources of the type ${type} are not supported.`)
  const trail = entryOf(state.cloudtrail.trails, arn!)
  if (trail === undefined) throw notFound(arn!)
  return trail
}

const notFound = (arn: string) => failed(ResourceNotFoundException$, `The resource ${arn} was not found.`)
