import type { Tag, TagSpecification } from '@aws-sdk/client-ec2'
import type { CallContext } from '../../callContext.ts'
import { AwsFailure } from '../../failure.ts'
import { invalidParameter } from './identifiers.ts'

const MOST_TAGS = 50

export function tagsOf({ state }: CallContext, resourceId: string): Tag[] {
  return Object.entries(state.ec2.tags[resourceId] ?? {}).map(([Key, Value]) => ({ Key, Value }))
}

/** Adds tags to a resource; those with a key that it has are replaced. */
export function addTags({ state }: CallContext, resourceId: string, tags: readonly Tag[]): void {
  if (tags.length === 0) return
  checkTags(tags)
  const all = Object.fromEntries([
    ...Object.entries(state.ec2.tags[resourceId] ?? {}),
    ...tags.map(({ Key = '', Value = '' }) => [Key, Value] as const),
  ])
  if (Object.keys(all).length > MOST_TAGS)
    throw new AwsFailure('TagLimitExceeded', `The maximum number of Tags has been reached.`)
  state.ec2.tags[resourceId] = all
}

/** The tags for what is being created, from the request's TagSpecifications. */
export function specifiedTags(
  specifications: readonly TagSpecification[] | undefined,
  resourceType: string,
  alsoAllowed: readonly string[] = [],
): readonly Tag[] {
  for (const { ResourceType = '' } of specifications ?? [])
    if (ResourceType !== resourceType && !alsoAllowed.includes(ResourceType))
      throw new AwsFailure(
        'InvalidParameterValue',
        `'${ResourceType}' is not a valid taggable resource type for this operation.`,
      )
  const tags = (specifications ?? [])
    .filter(({ ResourceType }) => ResourceType === resourceType)
    .flatMap(({ Tags }) => Tags ?? [])
  checkTags(tags)
  const keys = tags.map(({ Key }) => Key)
  const twice = keys.find((key, index) => keys.indexOf(key) !== index)
  if (twice !== undefined)
    throw new AwsFailure('InvalidParameterValue', `Duplicate tag key '${twice}' specified.`)
  return tags
}

function checkTags(tags: readonly Tag[]): void {
  for (const { Key = '', Value = '' } of tags) {
    if (Key === '') throw new AwsFailure('InvalidParameterValue', 'Tag key cannot be null or empty')
    if (Key.startsWith('aws:'))
      throw invalidParameter(` ${Key} `, 'key', "Tag keys starting with 'aws:' are reserved for internal use")
    if (Key.length > 127)
      throw new AwsFailure('InvalidParameterValue', 'Tag key exceeds the maximum length of 127 characters')
    if (Value.length > 255)
      throw new AwsFailure('InvalidParameterValue', 'Tag value exceeds the maximum length of 255 characters')
  }
}
