import { CreateSecurityGroup$, DeleteSecurityGroup$, DescribeSecurityGroups$ } from '@aws-sdk/client-ec2'
import type {
  CreateSecurityGroupRequest,
  CreateSecurityGroupResult,
  DeleteSecurityGroupRequest,
  DeleteSecurityGroupResult,
  DescribeSecurityGroupsRequest,
  DescribeSecurityGroupsResult,
} from '@aws-sdk/client-ec2'
import { resourceId } from '../../../account/identifiers.ts'
import type { CallContext } from '../../callContext.ts'
import { AwsFailure } from '../../failure.ts'
import { allOutgoing } from './companyResources.ts'
import type { SecurityGroup, SecurityGroupRule } from './ec2State.ts'
import { ec2Operation } from './ec2Operation.ts'
import { filtered, type FilterValues } from './filters.ts'
import { doNotExist, withIds } from './identifiers.ts'
import { instancesHere } from './instanceLookup.ts'
import { stateOf } from './instanceState.ts'
import { defaultNetwork, networkNamed } from './networks.ts'
import { pageOf } from './pages.ts'
import { filterSet, setOf, tagSpecificationSet } from './recordedInput.ts'
import { addTags, specifiedTags, tagsOf } from './resourceTags.ts'
import { permissionsOf } from './rulePermissions.ts'

/** Of one VPC. */
const MOST_GROUPS = 2500

export function groupsHere({ state, region }: CallContext): readonly SecurityGroup[] {
  return Object.values(state.ec2.groups).filter((group) => group.region === region)
}

export function groupsNamed(
  { state, region }: CallContext,
  ids: readonly string[],
): readonly SecurityGroup[] {
  return withIds(state.ec2.groups, ids, 'sg', region, {
    malformed: (id) => new AwsFailure('InvalidGroupId.Malformed', `Invalid id: "${id}" (expecting "sg-...")`),
    missing: (missing) =>
      new AwsFailure(
        'InvalidGroup.NotFound',
        `The security group${missing.length === 1 ? '' : 's'} ${doNotExist(missing)}`,
      ),
  })
}

export function groupNamed(context: CallContext, id: string): SecurityGroup {
  return groupsNamed(context, [id])[0]!
}

/** Names are unique in a VPC. */
export function groupByName(context: CallContext, name: string, vpcId: string): SecurityGroup {
  const group = groupsHere(context).find((one) => one.vpcId === vpcId && one.groupName === name)
  if (group === undefined)
    throw new AwsFailure(
      'InvalidGroup.NotFound',
      `The security group '${name}' does not exist in VPC '${vpcId}'`,
    )
  return group
}

export const createSecurityGroup = ec2Operation<CreateSecurityGroupRequest, CreateSecurityGroupResult>(
  CreateSecurityGroup$,
  ({ GroupName = '', Description = '', VpcId, TagSpecifications }, context) => {
    const { account, chance, region, state } = context
    const { vpcId } = VpcId === undefined ? defaultNetwork(context) : networkNamed(context, VpcId)
    checkText(GroupName, 'GroupName')
    checkText(Description, 'GroupDescription')
    if (GroupName.startsWith('sg-'))
      throw new AwsFailure(
        'InvalidParameterValue',
        `Value (${GroupName}) for parameter GroupName is invalid. Group names may not be in the format sg-*.`,
      )
    if (GroupName.toLowerCase() === 'default')
      throw new AwsFailure('InvalidGroup.Reserved', "The security group 'default' is reserved")
    const inVpc = groupsHere(context).filter((group) => group.vpcId === vpcId)
    if (inVpc.some(({ groupName }) => groupName === GroupName))
      throw new AwsFailure(
        'InvalidGroup.Duplicate',
        `The security group '${GroupName}' already exists for VPC '${vpcId}'`,
      )
    if (inVpc.length >= MOST_GROUPS)
      throw new AwsFailure(
        'SecurityGroupLimitExceeded',
        'The maximum number of security groups for VPC has been reached.',
      )
    const tags = specifiedTags(TagSpecifications, 'security-group')
    const groupId = resourceId(chance, 'sg')
    state.ec2.groups[groupId] = {
      groupId,
      region,
      groupName: GroupName,
      description: Description,
      vpcId,
      rules: [allOutgoing(chance)],
    }
    addTags(context, groupId, tags)
    return {
      GroupId: groupId,
      ...(tags.length > 0 && { Tags: tagsOf(context, groupId) }),
      SecurityGroupArn: `arn:aws:ec2:${region}:${account.accountId}:security-group/${groupId}`,
    }
  },
  {
    request: ({ GroupName, Description, VpcId, TagSpecifications }) => ({
      groupName: GroupName,
      groupDescription: Description,
      vpcId: VpcId,
      ...tagSpecificationSet(TagSpecifications),
    }),
    alsoRecorded: { _return: true },
    resource: () => 'security-group/*',
  },
)

function checkText(text: string, parameter: string): void {
  if (text === '')
    throw new AwsFailure('MissingParameter', `The request must contain the parameter ${parameter}`)
  if (text.length > 255 || !/^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]*$/.test(text))
    throw new AwsFailure(
      'InvalidParameterValue',
      `Value (${text}) for parameter ${parameter} is invalid. Character sets beyond ASCII are not supported.`,
    )
}

export const deleteSecurityGroup = ec2Operation<DeleteSecurityGroupRequest, DeleteSecurityGroupResult>(
  DeleteSecurityGroup$,
  ({ GroupId, GroupName }, context) => {
    if (GroupId === undefined && GroupName === undefined)
      throw new AwsFailure('MissingParameter', 'The request must contain the parameter groupName or groupId')
    const { groupId, groupName } =
      GroupId === undefined
        ? groupByName(context, GroupName ?? '', defaultNetwork(context).vpcId)
        : groupNamed(context, GroupId)
    if (groupName === 'default')
      throw new AwsFailure(
        'CannotDelete',
        `the specified group: "${groupId}" name: "default" cannot be deleted by a user`,
      )
    const isUsed = instancesHere(context).some(
      (instance) => instance.groupIds.includes(groupId) && stateOf(instance, context.nowMs) !== 'terminated',
    )
    const isReferenced = groupsHere(context).some(
      (group) => group.groupId !== groupId && group.rules.some(({ peer }) => peer === groupId),
    )
    if (isUsed || isReferenced)
      throw new AwsFailure('DependencyViolation', `resource ${groupId} has a dependent object`)
    delete context.state.ec2.groups[groupId]
    delete context.state.ec2.tags[groupId]
    return { Return: true, GroupId: groupId }
  },
  {
    request: ({ GroupId, GroupName }) => ({ groupName: GroupName, groupId: GroupId }),
    resource: ({ GroupId }) => `security-group/${GroupId ?? '*'}`,
  },
)

export const describeSecurityGroups = ec2Operation<
  DescribeSecurityGroupsRequest,
  DescribeSecurityGroupsResult
>(
  DescribeSecurityGroups$,
  (input, context) => {
    const { GroupIds = [], GroupNames = [], Filters } = input
    const { account, region, state } = context
    const named = [
      ...groupsNamed(context, GroupIds),
      ...GroupNames.map((name) => groupByName(context, name, defaultNetwork(context).vpcId)),
    ]
    const all = GroupIds.length + GroupNames.length > 0 ? named : groupsHere(context)
    const found = filtered(
      all,
      Filters,
      groupFilters(context),
      ({ groupId }) => state.ec2.tags[groupId] ?? {},
    )
    const page = pageOf(found, input, ({ groupId }) => groupId)
    return {
      SecurityGroups: page.items.map(({ groupId, groupName, description, vpcId, rules }) => ({
        GroupId: groupId,
        IpPermissionsEgress: permissionsOf(rules, true, account.accountId),
        Tags: tagsOf(context, groupId),
        VpcId: vpcId,
        SecurityGroupArn: `arn:aws:ec2:${region}:${account.accountId}:security-group/${groupId}`,
        OwnerId: account.accountId,
        GroupName: groupName,
        Description: description,
        IpPermissions: permissionsOf(rules, false, account.accountId),
      })),
      ...(page.nextToken !== null && { NextToken: page.nextToken }),
    }
  },
  {
    request: ({ MaxResults, NextToken, GroupNames, GroupIds, Filters }) => ({
      maxResults: MaxResults,
      nextToken: NextToken,
      securityGroupSet: setOf(GroupNames, 'groupName'),
      securityGroupIdSet: setOf(GroupIds, 'groupId'),
      filterSet: filterSet(Filters),
    }),
  },
)

function groupFilters({ account }: CallContext): FilterValues<SecurityGroup> {
  const peers = (kind: SecurityGroupRule['peerKind'], isEgress: boolean) => (group: SecurityGroup) =>
    group.rules.filter((rule) => rule.isEgress === isEgress && rule.peerKind === kind).map(({ peer }) => peer)
  const ofRules = (isEgress: boolean, prefix: string): FilterValues<SecurityGroup> => {
    const rulesOf = (group: SecurityGroup) => group.rules.filter((rule) => rule.isEgress === isEgress)
    return {
      [`${prefix}.cidr`]: peers('ipv4', isEgress),
      [`${prefix}.from-port`]: (group) => rulesOf(group).map(({ fromPort }) => String(fromPort)),
      [`${prefix}.group-id`]: peers('group', isEgress),
      [`${prefix}.ipv6-cidr`]: peers('ipv6', isEgress),
      [`${prefix}.prefix-list-id`]: peers('prefixList', isEgress),
      [`${prefix}.protocol`]: (group) => rulesOf(group).map(({ protocol }) => protocol),
      [`${prefix}.to-port`]: (group) => rulesOf(group).map(({ toPort }) => String(toPort)),
    }
  }
  return {
    description: ({ description }) => [description],
    'group-id': ({ groupId }) => [groupId],
    'group-name': ({ groupName }) => [groupName],
    'owner-id': () => [account.accountId],
    'vpc-id': ({ vpcId }) => [vpcId],
    ...ofRules(false, 'ip-permission'),
    ...ofRules(true, 'egress.ip-permission'),
  }
}
