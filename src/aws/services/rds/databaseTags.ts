import { AddTagsToResource$, ListTagsForResource$, RemoveTagsFromResource$ } from '@aws-sdk/client-rds'
import type {
  AddTagsToResourceMessage,
  ListTagsForResourceMessage,
  RemoveTagsFromResourceMessage,
  Tag,
  TagListMessage,
} from '@aws-sdk/client-rds'
import type { CallContext } from '../../callContext.ts'
import { AwsFailure } from '../../failure.ts'
import { databaseNamed, snapshotNamed } from './databaseLookup.ts'
import { tagsOf } from './describedDatabase.ts'
import { rdsOperation } from './rdsOperation.ts'

const MOST_TAGS = 50

export function checkedTags(tags: readonly Tag[]): Record<string, string> {
  for (const { Key = '', Value = '' } of tags) {
    if (Key === '' || Key.length > 128 || Value.length > 256)
      throw new AwsFailure('InvalidParameterValue', `Invalid tag: ${Key}`)
    if (Key.startsWith('aws:'))
      throw new AwsFailure('InvalidParameterValue', 'The Tag key "aws:" prefix is reserved for system tags.')
  }
  return Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]))
}

/** The tags of an instance or snapshot, which has to exist. */
function tagsByArn(context: CallContext, arn: string): Record<string, string> {
  const [, , service, region, accountId, kind] = arn.split(':')
  const isHere = service === 'rds' && region === context.region && accountId === context.account.accountId
  if (!isHere || (kind !== 'db' && kind !== 'snapshot'))
    throw new AwsFailure(
      'InvalidParameterValue',
      `The specified resource name does not match an RDS resource in this region.`,
    )
  if (kind === 'db') databaseNamed(context, arn)
  else snapshotNamed(context, arn)
  return (context.state.rds.tags[arn] ??= {})
}

export const listTags = rdsOperation<ListTagsForResourceMessage, TagListMessage>(
  ListTagsForResource$,
  ({ ResourceName = '' }, context) => {
    tagsByArn(context, ResourceName)
    return { TagList: tagsOf(context, ResourceName) }
  },
  { resource: ({ ResourceName = '*' }) => ResourceName },
)

export const addTags = rdsOperation<AddTagsToResourceMessage, void>(
  AddTagsToResource$,
  ({ ResourceName = '', Tags = [] }, context) => {
    const tags = tagsByArn(context, ResourceName)
    const all = { ...tags, ...checkedTags(Tags) }
    if (Object.keys(all).length > MOST_TAGS)
      throw new AwsFailure('InvalidParameterValue', 'Cannot have more than 50 tags on a resource.')
    context.state.rds.tags[ResourceName] = all
  },
  { resource: ({ ResourceName = '*' }) => ResourceName },
)

export const removeTags = rdsOperation<RemoveTagsFromResourceMessage, void>(
  RemoveTagsFromResource$,
  ({ ResourceName = '', TagKeys = [] }, context) => {
    const tags = tagsByArn(context, ResourceName)
    for (const key of TagKeys) delete tags[key]
  },
  { resource: ({ ResourceName = '*' }) => ResourceName },
)
