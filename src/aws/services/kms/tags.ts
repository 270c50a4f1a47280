import {
  ListResourceTags$,
  TagResource$,
  UntagResource$,
  type ListResourceTagsRequest,
  type ListResourceTagsResponse,
  type Tag,
  type TagResourceRequest,
  type UntagResourceRequest,
} from '@aws-sdk/client-kms'
import { AwsFailure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { isTagKey } from '../../tagKeys.ts'
import { checkNotPending, findCustomerKey, findKey } from './keyLookup.ts'
import { keyRecording, readingKey } from './recordings.ts'

const tagResource = operation<TagResourceRequest, object>(
  TagResource$,
  ({ KeyId, Tags }, context) => {
    const key = findCustomerKey(context, KeyId!, 'TagResource')
    checkNotPending(key)
    const tags = checkTags(Tags!)
    Object.assign(key.tags, tags)
    return {}
  },
  keyRecording,
)

const untagResource = operation<UntagResourceRequest, object>(
  UntagResource$,
  ({ KeyId, TagKeys }, context) => {
    const key = findCustomerKey(context, KeyId!, 'UntagResource')
    checkNotPending(key)
    for (const name of TagKeys!) delete key.tags[name]
    return {}
  },
  keyRecording,
)

const listResourceTags = operation<ListResourceTagsRequest, ListResourceTagsResponse>(
  ListResourceTags$,
  ({ KeyId }, context) => ({
    Tags: Object.entries(findKey(context, KeyId!).tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue })),
    Truncated: false,
  }),
  readingKey,
)

export const TAGS = [tagResource, untagResource, listResourceTags]

export function checkTags(tags: readonly Tag[]): Record<string, string> {
  const checked: Record<string, string> = {}
  for (const { TagKey, TagValue } of tags) {
    if (!isTagKey(TagKey)) throw new AwsFailure('TagException', `The tag key ${TagKey ?? ''} is not valid.`)
    if (Object.hasOwn(checked, TagKey)) throw new AwsFailure('TagException', 'Duplicate tag keys')
    checked[TagKey] = TagValue ?? ''
  }
  return checked
}
