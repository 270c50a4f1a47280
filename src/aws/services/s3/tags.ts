import type { Tag as ApiTag } from '@aws-sdk/client-s3'
import { AwsFailure } from '../../failure.ts'
import type { Tag } from './s3State.ts'

export const apiTags = (tags: readonly Tag[]): ApiTag[] =>
  tags.map(({ key, value }) => ({ Key: key, Value: value }))

/** Tags as a request gives them, at most `most` of one `kind` of thing. */
export function checkedTags(
  given: readonly ApiTag[] | undefined,
  most: number,
  kind: string,
): readonly Tag[] {
  const tags = (given ?? []).map(({ Key = '', Value = '' }) => ({ key: Key, value: Value }))
  if (tags.length > most)
    throw new AwsFailure('BadRequest', `${kind} tag count cannot be greater than ${most}`)
  const keys = new Set<string>()
  for (const { key, value } of tags) {
    if (key === '' || key.length > 128) throw invalidTag('The TagKey you have provided is invalid', key)
    if (value.length > 256) throw invalidTag('The TagValue you have provided is invalid', key)
    if (/^aws:/i.test(key)) throw invalidTag('System tags cannot be added/updated by requester', key)
    if (keys.has(key)) throw invalidTag('Cannot provide multiple Tags with the same key', key)
    keys.add(key)
  }
  return tags
}

const invalidTag = (message: string, key: string) =>
  new AwsFailure('InvalidTag', message, 400, { TagKey: key })

/** The tags of an object in the header x-amz-tagging, which has the form of a query. */
export function tagsOfHeader(header: string | undefined): readonly Tag[] {
  const pairs = [...new URLSearchParams(header ?? '')]
  return checkedTags(
    pairs.map(([Key, Value]) => ({ Key, Value })),
    10,
    'Object',
  )
}
