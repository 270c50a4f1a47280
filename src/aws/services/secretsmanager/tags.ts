import {
  TagResource$,
  UntagResource$,
  type Tag,
  type TagResourceRequest,
  type UntagResourceRequest,
} from '@aws-sdk/client-secrets-manager'
import { operation } from '../../operation.ts'
import { isTagKey } from '../../tagKeys.ts'
import { findLiveSecret, invalidParameter, secretArnFor } from './secretLookup.ts'

const tagResource = operation<TagResourceRequest, object>(
  TagResource$,
  ({ SecretId, Tags }, context) => {
    const secret = findLiveSecret(context, SecretId!)
    const tags = checkTags(Tags!)
    Object.assign(secret.tags, tags)
    return {}
  },
  { resource: ({ SecretId }, context) => secretArnFor(context, SecretId) },
)

const untagResource = operation<UntagResourceRequest, object>(
  UntagResource$,
  ({ SecretId, TagKeys }, context) => {
    const { tags } = findLiveSecret(context, SecretId!)
    for (const key of TagKeys!) delete tags[key]
    return {}
  },
  { resource: ({ SecretId }, context) => secretArnFor(context, SecretId) },
)

export const TAGS = [tagResource, untagResource]

export function checkTags(tags: readonly Tag[]): Record<string, string> {
  const checked: Record<string, string> = {}
  for (const { Key, Value } of tags) {
    if (!isTagKey(Key)) throw invalidParameter(`The tag key ${Key ?? ''} is not valid.`)
    if (Object.hasOwn(checked, Key)) throw invalidParameter(`Duplicate tag key: ${Key}`)
    checked[Key] = Value ?? ''
  }
  return checked
}
