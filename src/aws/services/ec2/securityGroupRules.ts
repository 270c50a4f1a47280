import {
  AuthorizeSecurityGroupEgress$,
  AuthorizeSecurityGroupIngress$,
  DescribeSecurityGroupRules$,
  RevokeSecurityGroupEgress$,
  RevokeSecurityGroupIngress$,
} from '@aws-sdk/client-ec2'
import type {
  AuthorizeSecurityGroupIngressRequest,
  AuthorizeSecurityGroupIngressResult,
  DescribeSecurityGroupRulesRequest,
  DescribeSecurityGroupRulesResult,
  IpPermission,
  RevokeSecurityGroupIngressRequest,
  RevokeSecurityGroupIngressResult,
} from '@aws-sdk/client-ec2'
import type { CallContext } from '../../callContext.ts'
import { AwsFailure } from '../../failure.ts'
import type { OperationSchema } from '../../service.ts'
import type { SecurityGroup, SecurityGroupRule } from './ec2State.ts'
import { ec2Operation } from './ec2Operation.ts'
import { filtered } from './filters.ts'
import { defaultNetwork } from './networks.ts'
import { pageOf } from './pages.ts'
import { recordedDescribeRules, recordedRuleChange } from './recordedRules.ts'
import { addTags, specifiedTags } from './resourceTags.ts'
import { describedRule, isSameRule, rulesIn, withRuleId, type RuleRequest } from './rulePermissions.ts'
import { groupByName, groupNamed, groupsHere } from './securityGroups.ts'

/** In each direction. */
const MOST_RULES = 60

export const ruleOperations = [
  authorize(AuthorizeSecurityGroupIngress$, false),
  authorize(AuthorizeSecurityGroupEgress$, true),
  revoke(RevokeSecurityGroupIngress$, false),
  revoke(RevokeSecurityGroupEgress$, true),
]

function authorize(schema: OperationSchema, isEgress: boolean) {
  return ec2Operation<AuthorizeSecurityGroupIngressRequest, AuthorizeSecurityGroupIngressResult>(
    schema,
    (input, context) => {
      const group = groupOf(input, context)
      const wanted = wantedRules(input, context, group, isEgress)
      wanted.forEach((rule, index) => {
        const others = [...group.rules, ...wanted.slice(0, index)]
        if (others.some((other) => isSameRule(rule, other)))
          throw new AwsFailure(
            'InvalidPermission.Duplicate',
            `the specified rule "${ruleText(rule)}" already exists`,
          )
      })
      const sameDirection = group.rules.filter((rule) => rule.isEgress === isEgress)
      if (sameDirection.length + wanted.length > MOST_RULES)
        throw new AwsFailure(
          'RulesPerSecurityGroupLimitExceeded',
          'The maximum number of rules per security group has been reached.',
        )
      const tags = specifiedTags(input.TagSpecifications, 'security-group-rule')
      const added = wanted.map((rule) => withRuleId(rule, context.chance))
      group.rules = [...group.rules, ...added]
      for (const { ruleId } of added) addTags(context, ruleId, tags)
      return {
        Return: true,
        SecurityGroupRules: added.map((rule) => describedRule(rule, group, context.account.accountId)),
      }
    },
    { request: recordedRuleChange, resource: groupResource },
  )
}

function revoke(schema: OperationSchema, isEgress: boolean) {
  return ec2Operation<RevokeSecurityGroupIngressRequest, RevokeSecurityGroupIngressResult>(
    schema,
    (input, context) => {
      const group = groupOf(input, context)
      const ids = input.SecurityGroupRuleIds ?? []
      const unknown = ids.find(
        (id) => !group.rules.some((rule) => rule.ruleId === id && rule.isEgress === isEgress),
      )
      if (unknown !== undefined)
        throw new AwsFailure(
          'InvalidSecurityGroupRuleId.NotFound',
          `The security group rule ID '${unknown}' does not exist`,
        )
      const wanted = ids.length > 0 ? [] : wantedRules(input, context, group, isEgress)
      if (wanted.some((rule) => !group.rules.some((other) => isSameRule(rule, other))))
        throw new AwsFailure(
          'InvalidPermission.NotFound',
          'The specified rule does not exist in this security group.',
        )
      const isRevoked = (rule: SecurityGroupRule) =>
        ids.includes(rule.ruleId) || wanted.some((other) => isSameRule(rule, other))
      const revoked = group.rules.filter(isRevoked)
      group.rules = group.rules.filter((rule) => !isRevoked(rule))
      for (const { ruleId } of revoked) delete context.state.ec2.tags[ruleId]
      return { Return: true }
    },
    { request: recordedRuleChange, resource: groupResource },
  )
}

export const describeSecurityGroupRules = ec2Operation<
  DescribeSecurityGroupRulesRequest,
  DescribeSecurityGroupRulesResult
>(
  DescribeSecurityGroupRules$,
  (input, context) => {
    const { SecurityGroupRuleIds: ids = [], Filters } = input
    const all = groupsHere(context).flatMap((group) => group.rules.map((rule) => ({ group, rule })))
    const missing = ids.find((id) => !all.some(({ rule }) => rule.ruleId === id))
    if (missing !== undefined)
      throw new AwsFailure(
        'InvalidSecurityGroupRuleId.NotFound',
        `The security group rule ID '${missing}' does not exist`,
      )
    const named = ids.length > 0 ? all.filter(({ rule }) => ids.includes(rule.ruleId)) : all
    const { tags } = context.state.ec2
    const found = filtered(
      named,
      Filters,
      {
        'group-id': ({ group }) => [group.groupId],
        'security-group-rule-id': ({ rule }) => [rule.ruleId],
      },
      ({ rule }) => tags[rule.ruleId] ?? {},
    )
    const page = pageOf(found, input, ({ rule }) => rule.ruleId)
    return {
      SecurityGroupRules: page.items.map(({ group, rule }) =>
        describedRule(rule, group, context.account.accountId),
      ),
      ...(page.nextToken !== null && { NextToken: page.nextToken }),
    }
  },
  { request: recordedDescribeRules },
)

interface RuleChange {
  readonly GroupId?: string | undefined
  readonly GroupName?: string | undefined
  readonly IpPermissions?: readonly IpPermission[] | undefined
  readonly IpProtocol?: string | undefined
  readonly FromPort?: number | undefined
  readonly ToPort?: number | undefined
  readonly CidrIp?: string | undefined
  readonly SourceSecurityGroupName?: string | undefined
}

function groupResource({ GroupId }: RuleChange): string {
  return `security-group/${GroupId ?? '*'}`
}

function groupOf({ GroupId, GroupName }: RuleChange, context: CallContext): SecurityGroup {
  if (GroupId !== undefined) return groupNamed(context, GroupId)
  if (GroupName !== undefined) return groupByName(context, GroupName, defaultNetwork(context).vpcId)
  throw new AwsFailure('MissingParameter', 'The request must contain the parameter groupName or groupId')
}

/** The rules of a request, which names them in IpPermissions or, in the older way, one by one. */
function wantedRules(
  input: RuleChange,
  context: CallContext,
  { vpcId }: SecurityGroup,
  isEgress: boolean,
): readonly RuleRequest[] {
  const { IpPermissions = [], IpProtocol, FromPort, ToPort, CidrIp, SourceSecurityGroupName } = input
  const permissions =
    IpPermissions.length > 0 || IpProtocol === undefined
      ? IpPermissions
      : [
          {
            IpProtocol,
            FromPort,
            ToPort,
            ...(CidrIp !== undefined && { IpRanges: [{ CidrIp }] }),
            ...(SourceSecurityGroupName !== undefined && {
              UserIdGroupPairs: [{ GroupName: SourceSecurityGroupName }],
            }),
          },
        ]
  const withIds = permissions.map((permission) => ({
    ...permission,
    UserIdGroupPairs: (permission.UserIdGroupPairs ?? []).map((pair) => ({
      ...pair,
      GroupId: (pair.GroupId === undefined
        ? groupByName(context, pair.GroupName ?? '', vpcId)
        : groupNamed(context, pair.GroupId)
      ).groupId,
    })),
  }))
  const rules = rulesIn(withIds, isEgress)
  if (rules.length === 0)
    throw new AwsFailure('MissingParameter', 'Either cidrIp or securityGroupName must be specified')
  return rules
}

function ruleText({ peer, protocol, fromPort, toPort }: RuleRequest): string {
  if (protocol === '-1') return `peer: ${peer}, ALL, ALLOW`
  return `peer: ${peer}, ${protocol.toUpperCase()}, from port: ${fromPort}, to port: ${toPort}, ALLOW`
}
