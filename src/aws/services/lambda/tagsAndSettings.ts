import {
  GetAccountSettings$,
  ListTags$,
  TagResource$,
  UntagResource$,
  type GetAccountSettingsRequest,
  type GetAccountSettingsResponse,
  type ListTagsRequest,
  type ListTagsResponse,
  type TagResourceRequest,
  type UntagResourceRequest,
} from '@aws-sdk/client-lambda'
import { operation } from '../../operation.ts'
import { isTagKey } from '../../tagKeys.ts'
import { findFunction, functionArnFor, functionsHere, invalidValueOf, versionsOf } from './functionLookup.ts'

const MAX_TAGS = 50

const tagResource = operation<TagResourceRequest, object>(
  TagResource$,
  ({ Resource, Tags }, context) => {
    const found = findFunction(context, Resource!)
    const tags = { ...found.tags, ...Tags }
    if (!Object.keys(Tags!).every(isTagKey))
      throw invalidValueOf('Tag keys have 1 to 128 characters and do not begin with aws:.')
    if (Object.keys(tags).length > MAX_TAGS)
      throw invalidValueOf(`The function can have at most ${MAX_TAGS} tags.`)
    found.tags = tags
    return {}
  },
  {
    eventName: 'TagResource20170331v2',
    resource: ({ Resource }, context) => functionArnFor(context, Resource),
  },
)

const untagResource = operation<UntagResourceRequest, object>(
  UntagResource$,
  ({ Resource, TagKeys }, context) => {
    const { tags } = findFunction(context, Resource!)
    for (const key of TagKeys!) delete tags[key]
    return {}
  },
  {
    eventName: 'UntagResource20170331v2',
    resource: ({ Resource }, context) => functionArnFor(context, Resource),
  },
)

const listTags = operation<ListTagsRequest, ListTagsResponse>(
  ListTags$,
  ({ Resource }, context) => ({ Tags: findFunction(context, Resource!).tags }),
  {
    eventName: 'ListTags20170331',
    resource: ({ Resource }, context) => functionArnFor(context, Resource),
  },
)

const getAccountSettings = operation<GetAccountSettingsRequest, GetAccountSettingsResponse>(
  GetAccountSettings$,
  (_, context) => {
    const functions = functionsHere(context)
    const sizes = functions.flatMap((found) => versionsOf(found).map(({ code }) => code.size))
    return {
      AccountLimit: {
        TotalCodeSize: 80_530_636_800,
        CodeSizeUnzipped: 262_144_000,
        CodeSizeZipped: 52_428_800,
        ConcurrentExecutions: 1000,
        UnreservedConcurrentExecutions: 1000,
      },
      AccountUsage: {
        TotalCodeSize: sizes.reduce((sum, size) => sum + size, 0),
        FunctionCount: functions.length,
      },
    }
  },
  { eventName: 'GetAccountSettings20160819' },
)

export const TAGS_AND_SETTINGS = [tagResource, untagResource, listTags, getAccountSettings]
