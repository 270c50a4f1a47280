import {
  AddTagsToResource$,
  ListTagsForResource$,
  RemoveTagsFromResource$,
  type AddTagsToResourceRequest,
  type AddTagsToResourceResult,
  type ListTagsForResourceRequest,
  type ListTagsForResourceResult,
  type RemoveTagsFromResourceRequest,
  type RemoveTagsFromResourceResult,
  type Tag,
} from '@aws-sdk/client-ssm'
import type { CallContext } from '../../callContext.ts'
import { AwsFailure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { isTagKey } from '../../tagKeys.ts'
import { checkEnum } from '../../validation.ts'
import { arnFor } from './parameterLookup.ts'
import type { SsmParameter } from './ssmState.ts'

interface Tagged {
  readonly ResourceType: string | undefined
  readonly ResourceId: string | undefined
}

const recording = {
  resource: ({ ResourceId }: Tagged, context: CallContext) => arnFor(context, ResourceId ?? '*'),
}

const addTagsToResource = operation<AddTagsToResourceRequest, AddTagsToResourceResult>(
  AddTagsToResource$,
  (input, context) => {
    const parameter = tagged(context, input)
    const tags = checkTags(input.Tags!)
    Object.assign(parameter.tags, tags)
    return {}
  },
  recording,
)

const removeTagsFromResource = operation<RemoveTagsFromResourceRequest, RemoveTagsFromResourceResult>(
  RemoveTagsFromResource$,
  (input, context) => {
    const { tags } = tagged(context, input)
    for (const key of input.TagKeys!) delete tags[key]
    return {}
  },
  recording,
)

const listTagsForResource = operation<ListTagsForResourceRequest, ListTagsForResourceResult>(
  ListTagsForResource$,
  (input, context) => ({
    TagList: Object.entries(tagged(context, input).tags).map(([Key, Value]) => ({ Key, Value })),
  }),
  recording,
)

export const TAGS = [addTagsToResource, removeTagsFromResource, listTagsForResource]

export function checkTags(tags: readonly Tag[]): Record<string, string> {
  const checked: Record<string, string> = {}
  for (const { Key, Value } of tags) {
    if (!isTagKey(Key)) throw new AwsFailure('ValidationException', `The tag key ${Key ?? ''} is not valid.`)
    if (Object.hasOwn(checked, Key))
      throw new AwsFailure('ValidationException', `Duplicate tag keys found: ${Key}.`)
    checked[Key] = Value ?? ''
  }
  return checked
}

function tagged(context: CallContext, { ResourceType, ResourceId }: Tagged): SsmParameter {
  checkEnum('resourceType', ResourceType, [
    'Association',
    'Automation',
    'Document',
    'MaintenanceWindow',
    'ManagedInstance',
    'OpsItem',
    'OpsMetadata',
    'Parameter',
    'PatchBaseline',
  ])
  const parameter =
    ResourceType === 'Parameter' ? context.state.ssm.parameters[arnFor(context, ResourceId!)] : undefined
  if (parameter === undefined)
    throw new AwsFailure(
      'InvalidResourceId',
      'The resource ID is not valid. Verify that you entered the correct ID and try again.',
    )
  return parameter
}
