import type { IpPermission, SecurityGroupRule as DescribedRule } from '@aws-sdk/client-ec2'
import ipaddr from 'ipaddr.js'
import type { Chance } from '../../../account/chance.ts'
import { resourceId } from '../../../account/identifiers.ts'
import { AwsFailure } from '../../failure.ts'
import type { SecurityGroup, SecurityGroupRule } from './ec2State.ts'

/** A rule that is wanted or to be found: as one in a group, before it has an ID. */
export type RuleRequest = Omit<SecurityGroupRule, 'ruleId'>

const PROTOCOLS: Readonly<Record<string, string>> = { '6': 'tcp', '17': 'udp', '1': 'icmp', '58': 'icmpv6' }

/** The rules that permissions stand for: one for each peer. */
export function rulesIn(permissions: readonly IpPermission[], isEgress: boolean): readonly RuleRequest[] {
  return permissions.flatMap((permission) => {
    const { IpRanges = [], Ipv6Ranges = [], UserIdGroupPairs = [], PrefixListIds = [] } = permission
    const base = { isEgress, ...portsOf(permission) }
    const rule = (
      peerKind: SecurityGroupRule['peerKind'],
      peer: string,
      description: string | undefined,
    ): RuleRequest => ({ ...base, peerKind, peer, description: description ?? null })
    return [
      ...IpRanges.map(({ CidrIp = '', Description }) => rule('ipv4', checkedBlock(CidrIp), Description)),
      ...Ipv6Ranges.map(({ CidrIpv6 = '', Description }) =>
        rule('ipv6', checkedBlock(CidrIpv6), Description),
      ),
      ...UserIdGroupPairs.map(({ GroupId = '', Description }) => rule('group', GroupId, Description)),
      ...PrefixListIds.map(({ PrefixListId = '', Description }) =>
        rule('prefixList', PrefixListId, Description),
      ),
    ]
  })
}

function portsOf({ IpProtocol = '', FromPort, ToPort }: IpPermission) {
  const protocol = Object.hasOwn(PROTOCOLS, IpProtocol) ? PROTOCOLS[IpProtocol]! : IpProtocol.toLowerCase()
  const isKnown = Object.values(PROTOCOLS).includes(protocol)
  const isNumber = /^\d+$/.test(protocol) && Number(protocol) <= 255
  if (!isKnown && !isNumber && protocol !== '-1' && protocol !== 'all')
    throw new AwsFailure(
      'InvalidParameterValue',
      `Invalid value '${IpProtocol}' for IP protocol. Unknown protocol.`,
    )
  if (!isKnown) return { protocol: isNumber ? protocol : '-1', fromPort: -1, toPort: -1 }
  const isIcmp = protocol.startsWith('icmp')
  if (!isIcmp && (FromPort === undefined || ToPort === undefined))
    throw new AwsFailure(
      'InvalidParameterValue',
      "Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.",
    )
  const fromPort = FromPort ?? -1
  const toPort = ToPort ?? -1
  if (fromPort < -1 || toPort < -1 || fromPort > 65_535 || toPort > 65_535)
    throw new AwsFailure('InvalidParameterValue', `Invalid value '${fromPort}-${toPort}' for portRange.`)
  if (!isIcmp && fromPort > toPort)
    throw new AwsFailure('InvalidParameterValue', `Invalid TCP/UDP port range (${fromPort}:${toPort})`)
  return { protocol, fromPort, toPort }
}

function checkedBlock(block: string): string {
  if (!ipaddr.isValidCIDR(block))
    throw new AwsFailure('InvalidParameterValue', `CIDR block ${block} is malformed`)
  return block
}

export function isSameRule(one: RuleRequest, other: RuleRequest): boolean {
  return (
    one.isEgress === other.isEgress &&
    one.protocol === other.protocol &&
    one.fromPort === other.fromPort &&
    one.toPort === other.toPort &&
    one.peer === other.peer
  )
}

export function withRuleId(rule: RuleRequest, chance: Chance): SecurityGroupRule {
  return { ruleId: resourceId(chance, 'sgr'), ...rule }
}

/** Rules as permissions again: those with the same protocol and ports are one. */
export function permissionsOf(
  rules: readonly SecurityGroupRule[],
  isEgress: boolean,
  accountId: string,
): IpPermission[] {
  const byPorts = new Map<string, SecurityGroupRule[]>()
  for (const rule of rules) {
    if (rule.isEgress !== isEgress) continue
    const key = `${rule.protocol}/${rule.fromPort}/${rule.toPort}`
    byPorts.set(key, [...(byPorts.get(key) ?? []), rule])
  }
  return [...byPorts.values()].map((group) => {
    const { protocol, fromPort, toPort } = group[0]!
    const of = (kind: SecurityGroupRule['peerKind']) => group.filter(({ peerKind }) => peerKind === kind)
    const noted = ({ description }: SecurityGroupRule) =>
      description === null ? {} : { Description: description }
    return {
      IpProtocol: protocol,
      ...(protocol !== '-1' && { FromPort: fromPort, ToPort: toPort }),
      UserIdGroupPairs: of('group').map((rule) => ({
        ...noted(rule),
        UserId: accountId,
        GroupId: rule.peer,
      })),
      IpRanges: of('ipv4').map((rule) => ({ ...noted(rule), CidrIp: rule.peer })),
      Ipv6Ranges: of('ipv6').map((rule) => ({ ...noted(rule), CidrIpv6: rule.peer })),
      PrefixListIds: of('prefixList').map((rule) => ({ ...noted(rule), PrefixListId: rule.peer })),
    }
  })
}

/** In the order of EC2's own answer. */
export function describedRule(
  { ruleId, isEgress, protocol, fromPort, toPort, peerKind, peer, description }: SecurityGroupRule,
  { groupId }: SecurityGroup,
  accountId: string,
): DescribedRule {
  return {
    GroupOwnerId: accountId,
    GroupId: groupId,
    SecurityGroupRuleId: ruleId,
    ...(description !== null && { Description: description }),
    IsEgress: isEgress,
    IpProtocol: protocol,
    FromPort: fromPort,
    ToPort: toPort,
    ...(peerKind === 'ipv4' && { CidrIpv4: peer }),
    ...(peerKind === 'ipv6' && { CidrIpv6: peer }),
    ...(peerKind === 'group' && { ReferencedGroupInfo: { GroupId: peer, UserId: accountId } }),
    ...(peerKind === 'prefixList' && { PrefixListId: peer }),
  }
}
