import { CreateTags$, DeleteTags$, DescribeTags$ } from '@aws-sdk/client-ec2'
import type {
  CreateTagsRequest,
  DeleteTagsRequest,
  DescribeTagsRequest,
  DescribeTagsResult,
  ResourceType,
} from '@aws-sdk/client-ec2'
import type { CallContext } from '../../callContext.ts'
import { AwsFailure } from '../../failure.ts'
import { ec2Operation } from './ec2Operation.ts'
import { filtered } from './filters.ts'
import { doNotExist, isId } from './identifiers.ts'
import { imageNamed, imagesOf } from './images.ts'
import { instanceNamed, instancesHere } from './instanceLookup.ts'
import { networkNamed, networksHere, subnetNamed } from './networks.ts'
import { pageOf } from './pages.ts'
import { filterSet, setOf, tagSet } from './recordedInput.ts'
import { addTags } from './resourceTags.ts'
import { groupNamed, groupsHere } from './securityGroups.ts'
import { snapshotNamed, volumeNamed } from './volumeLookup.ts'

/** The kinds of resources that have tags: how their IDs begin, and how a missing one fails. */
const KINDS: readonly {
  readonly prefix: string
  readonly type: ResourceType
  readonly find: (context: CallContext, id: string) => unknown
}[] = [
  { prefix: 'i', type: 'instance', find: instanceNamed },
  { prefix: 'sg', type: 'security-group', find: groupNamed },
  { prefix: 'sgr', type: 'security-group-rule', find: ruleWithId },
  { prefix: 'key', type: 'key-pair', find: keyPairWithId },
  { prefix: 'vol', type: 'volume', find: volumeNamed },
  { prefix: 'snap', type: 'snapshot', find: snapshotNamed },
  { prefix: 'ami', type: 'image', find: imageNamed },
  { prefix: 'vpc', type: 'vpc', find: networkNamed },
  { prefix: 'subnet', type: 'subnet', find: subnetNamed },
]

function kindOf(id: string) {
  return KINDS.find(({ prefix }) => isId(prefix, id))
}

function checkExists(context: CallContext, id: string): void {
  const kind = kindOf(id)
  if (kind === undefined) throw new AwsFailure('InvalidID', `The ID '${id}' is not valid`)
  kind.find(context, id)
}

function ruleWithId(context: CallContext, id: string): void {
  if (!groupsHere(context).some(({ rules }) => rules.some(({ ruleId }) => ruleId === id)))
    throw new AwsFailure(
      'InvalidSecurityGroupRuleId.NotFound',
      `The security group rule ID ${doNotExist([id])}`,
    )
}

function keyPairWithId({ state, region }: CallContext, id: string): void {
  if (!Object.hasOwn(state.ec2.keyPairs, id) || state.ec2.keyPairs[id]!.region !== region)
    throw new AwsFailure('InvalidKeyPair.NotFound', `The key pair ID ${doNotExist([id])}`)
}

export const createTags = ec2Operation<CreateTagsRequest, void>(
  CreateTags$,
  ({ Resources = [], Tags = [] }, context) => {
    checkMembers(Resources, Tags)
    for (const id of Resources) checkExists(context, id)
    for (const id of Resources) addTags(context, id, Tags)
  },
  {
    request: ({ Resources, Tags }) => ({
      resourcesSet: setOf(Resources, 'resourceId'),
      tagSet: tagSet(Tags),
    }),
    resource: ({ Resources }) => resourceOf(Resources),
  },
)

/** Without a value, a tag is deleted whatever its value is; without tags, all are. */
export const deleteTags = ec2Operation<DeleteTagsRequest, void>(
  DeleteTags$,
  ({ Resources = [], Tags }, { state }) => {
    checkMembers(Resources, [{}])
    for (const id of Resources) {
      const tags = Object.hasOwn(state.ec2.tags, id) ? state.ec2.tags[id] : undefined
      if (tags === undefined) continue
      if (Tags === undefined || Tags.length === 0) delete state.ec2.tags[id]
      for (const { Key = '', Value } of Tags ?? [])
        if (Value === undefined || tags[Key] === Value) delete tags[Key]
    }
  },
  {
    request: ({ Resources, Tags }) => ({
      resourcesSet: setOf(Resources, 'resourceId'),
      tagSet: tagSet(Tags),
    }),
    resource: ({ Resources }) => resourceOf(Resources),
  },
)

export const describeTags = ec2Operation<DescribeTagsRequest, DescribeTagsResult>(
  DescribeTags$,
  (input, context) => {
    const here = resourcesHere(context)
    const all = Object.entries(context.state.ec2.tags)
      .filter(([id]) => here.has(id))
      .flatMap(([id, tags]) =>
        Object.entries(tags).map(([key, value]) => ({ id, key, value, type: kindOf(id)?.type })),
      )
    const found = filtered(all, input.Filters, {
      key: ({ key }) => [key],
      'resource-id': ({ id }) => [id],
      'resource-type': ({ type }) => [type],
      value: ({ value }) => [value],
      tag: ({ key, value }) => [`${key}=${value}`],
    })
    const page = pageOf(found, input, ({ id, key }) => `${id}/${key}`, { max: 10_000 })
    return {
      Tags: page.items.map(({ id, key, value, type }) => ({
        Key: key,
        ResourceId: id,
        ResourceType: type,
        Value: value,
      })),
      ...(page.nextToken !== null && { NextToken: page.nextToken }),
    }
  },
  {
    request: ({ Filters, MaxResults, NextToken }) => ({
      maxResults: MaxResults,
      nextToken: NextToken,
      filterSet: filterSet(Filters),
    }),
  },
)

function resourcesHere(context: CallContext): ReadonlySet<string> {
  const { state, region } = context
  const { keyPairs, volumes, snapshots } = state.ec2
  const ofRegion = [keyPairs, volumes, snapshots].flatMap((kind) =>
    Object.entries<{ readonly region: string }>(kind)
      .filter(([, resource]) => resource.region === region)
      .map(([id]) => id),
  )
  return new Set([
    ...ofRegion,
    ...instancesHere(context).map(({ instanceId }) => instanceId),
    ...groupsHere(context).flatMap(({ groupId, rules }) => [groupId, ...rules.map(({ ruleId }) => ruleId)]),
    ...imagesOf(context).map(({ imageId }) => imageId),
    ...networksHere(context).flatMap(({ vpcId, subnets }) => [
      vpcId,
      ...subnets.map(({ subnetId }) => subnetId),
    ]),
  ])
}

function checkMembers(resources: readonly string[], tags: readonly object[]): void {
  if (resources.length === 0)
    throw new AwsFailure('MissingParameter', 'The request must contain the parameter resourceIdSet')
  if (tags.length === 0)
    throw new AwsFailure('MissingParameter', 'The request must contain the parameter tagSet')
}

function resourceOf([id]: readonly string[] = []): string {
  const type = id === undefined ? undefined : kindOf(id)?.type
  return type === undefined ? '*' : `${type}/${id}`
}
