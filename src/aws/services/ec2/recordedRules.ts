import type {
  DescribeSecurityGroupRulesRequest,
  IpPermission,
  RevokeSecurityGroupIngressRequest,
  TagSpecification,
} from '@aws-sdk/client-ec2'
import type { JsonObject } from '../../../account/json.ts'
import { itemsOf, tagSpecificationSet } from './recordedInput.ts'

/** The requestParameters of the four calls that change rules. */
export function recordedRuleChange(
  input: RevokeSecurityGroupIngressRequest & { TagSpecifications?: TagSpecification[] | undefined },
): JsonObject {
  const { SecurityGroupRuleIds: ids } = input
  return {
    groupId: input.GroupId,
    groupName: input.GroupName,
    ipPermissions: itemsOf((input.IpPermissions ?? []).map(recordedPermission)),
    ipProtocol: input.IpProtocol,
    fromPort: input.FromPort,
    toPort: input.ToPort,
    cidrIp: input.CidrIp,
    sourceSecurityGroupName: input.SourceSecurityGroupName,
    sourceSecurityGroupOwnerId: input.SourceSecurityGroupOwnerId,
    securityGroupRuleIds: ids && itemsOf(ids.map((securityGroupRuleId) => ({ securityGroupRuleId }))),
    ...tagSpecificationSet(input.TagSpecifications),
  }
}

function recordedPermission(permission: IpPermission): JsonObject {
  const { IpProtocol, FromPort, ToPort, UserIdGroupPairs, IpRanges, Ipv6Ranges, PrefixListIds } = permission
  return {
    ipProtocol: IpProtocol,
    fromPort: FromPort,
    toPort: ToPort,
    groups: itemsOf(
      UserIdGroupPairs?.map(({ UserId, GroupId, GroupName, Description }) => ({
        userId: UserId,
        groupId: GroupId,
        groupName: GroupName,
        description: Description,
      })),
    ),
    ipRanges: itemsOf(
      IpRanges?.map(({ CidrIp, Description }) => ({ cidrIp: CidrIp, description: Description })),
    ),
    ipv6Ranges: itemsOf(
      Ipv6Ranges?.map(({ CidrIpv6, Description }) => ({ cidrIpv6: CidrIpv6, description: Description })),
    ),
    prefixListIds: itemsOf(
      PrefixListIds?.map(({ PrefixListId, Description }) => ({
        prefixListId: PrefixListId,
        description: Description,
      })),
    ),
  }
}

/** Newer calls are recorded as their XML, where `tag` is the place in a list. */
export function recordedDescribeRules({
  Filters,
  MaxResults,
  NextToken,
  SecurityGroupRuleIds,
}: DescribeSecurityGroupRulesRequest): JsonObject {
  return {
    DescribeSecurityGroupRulesRequest: {
      Filter: oneOrAll(
        (Filters ?? []).map(({ Name, Values = [] }, index) => ({
          tag: index + 1,
          Name,
          Value: oneOrAll(Values.map((content, place) => ({ tag: place + 1, content }))),
        })),
      ),
      SecurityGroupRuleId: oneOrAll(
        (SecurityGroupRuleIds ?? []).map((content, index) => ({ tag: index + 1, content })),
      ),
      MaxResults,
      NextToken,
    },
  }
}

function oneOrAll(items: readonly JsonObject[]): JsonObject | readonly JsonObject[] | undefined {
  return items.length > 1 ? items : items[0]
}
