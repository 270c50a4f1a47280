import {
  ListTagsForResource$,
  TagResource$,
  UntagResource$,
  type ListTagsForResourceRequest,
  type ListTagsForResourceResponse,
  type Tag,
  type TagResourceRequest,
  type TagResourceResponse,
  type UntagResourceRequest,
  type UntagResourceResponse,
} from '@aws-sdk/client-sns'
import type { CallContext } from '../../callContext.ts'
import { entryOf } from '../../entries.ts'
import { AwsFailure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { isTagKey } from '../../tagKeys.ts'
import { invalidParameter } from './snsLookup.ts'
import type { Topic } from './snsState.ts'

const MOST_TAGS = 50

const onResource = { resource: ({ ResourceArn }: { ResourceArn?: string | undefined }) => ResourceArn ?? '*' }

const tagResource = operation<TagResourceRequest, TagResourceResponse>(
  TagResource$,
  ({ ResourceArn, Tags }, context) => {
    const topic = tagged(context, ResourceArn!)
    topic.tags = tagsFrom(topic.tags, Tags)
    return {}
  },
  onResource,
)

const untagResource = operation<UntagResourceRequest, UntagResourceResponse>(
  UntagResource$,
  ({ ResourceArn, TagKeys }, context) => {
    const { tags } = tagged(context, ResourceArn!)
    for (const key of TagKeys!) delete tags[key]
    return {}
  },
  onResource,
)

const listTagsForResource = operation<ListTagsForResourceRequest, ListTagsForResourceResponse>(
  ListTagsForResource$,
  ({ ResourceArn }, context) => ({
    Tags: Object.entries(tagged(context, ResourceArn!).tags).map(([Key, Value]) => ({ Key, Value })),
  }),
  onResource,
)

export const TAGS = [tagResource, untagResource, listTagsForResource]

/** The tags with others added; throws if one of those is not valid. */
export function tagsFrom(
  before: Readonly<Record<string, string>>,
  added: readonly Tag[] = [],
): Record<string, string> {
  const wrong = added.find(({ Key }) => !isTagKey(Key))
  if (wrong !== undefined) throw invalidParameter(`Invalid tag key: ${wrong.Key ?? ''}`)
  const tags = { ...before, ...Object.fromEntries(added.map(({ Key = '', Value = '' }) => [Key, Value])) }
  if (Object.keys(tags).length > MOST_TAGS)
    throw new AwsFailure('TagLimitExceeded', `Could not complete request: tag quota of per resource exceeded`)
  return tags
}

function tagged({ state }: CallContext, arn: string): Topic {
  const topic = entryOf(state.sns.topics, arn)
  if (topic === undefined) throw new AwsFailure('ResourceNotFound', 'Resource does not exist', 404)
  return topic
}
