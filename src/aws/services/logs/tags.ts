import {
  ListTagsForResource$,
  TagResource$,
  UntagResource$,
  type ListTagsForResourceRequest,
  type ListTagsForResourceResponse,
  type TagResourceRequest,
  type UntagResourceRequest,
} from '@aws-sdk/client-cloudwatch-logs'
import { operation } from '../../operation.ts'
import { isTagKey } from '../../tagKeys.ts'
import { findGroup, invalidParameter } from './groupLookup.ts'

const MOST_TAGS = 50

const onResource = { resource: ({ resourceArn }: { resourceArn?: string | undefined }) => resourceArn ?? '*' }

const tagResource = operation<TagResourceRequest, object>(
  TagResource$,
  ({ resourceArn, tags }, context) => {
    const group = findGroup(context, { logGroupIdentifier: resourceArn })
    const added = checkTags(tags)
    if (Object.keys({ ...group.tags, ...added }).length > MOST_TAGS)
      throw invalidParameter(`A resource may have at most ${MOST_TAGS} tags.`)
    Object.assign(group.tags, added)
    return {}
  },
  onResource,
)

const untagResource = operation<UntagResourceRequest, object>(
  UntagResource$,
  ({ resourceArn, tagKeys }, context) => {
    const { tags } = findGroup(context, { logGroupIdentifier: resourceArn })
    for (const key of tagKeys!) delete tags[key]
    return {}
  },
  onResource,
)

const listTagsForResource = operation<ListTagsForResourceRequest, ListTagsForResourceResponse>(
  ListTagsForResource$,
  ({ resourceArn }, context) => ({ tags: findGroup(context, { logGroupIdentifier: resourceArn }).tags }),
  onResource,
)

export const TAGS = [tagResource, untagResource, listTagsForResource]

export function checkTags(tags: Readonly<Record<string, string>> = {}): Record<string, string> {
  const wrong = Object.keys(tags).find((key): boolean => !isTagKey(key))
  if (wrong !== undefined) throw invalidParameter(`The tag key ${wrong} is not valid.`)
  return { ...tags }
}
