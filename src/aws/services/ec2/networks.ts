import { DescribeSubnets$, DescribeVpcs$ } from '@aws-sdk/client-ec2'
import type {
  DescribeSubnetsRequest,
  DescribeSubnetsResult,
  DescribeVpcsRequest,
  DescribeVpcsResult,
} from '@aws-sdk/client-ec2'
import type { CallContext } from '../../callContext.ts'
import { AwsFailure } from '../../failure.ts'
import type { Network, Subnet } from './ec2State.ts'
import { ec2Operation } from './ec2Operation.ts'
import { filtered, type FilterValues } from './filters.ts'
import { doNotExist } from './identifiers.ts'
import { instancesHere } from './instanceLookup.ts'
import { stateOf } from './instanceState.ts'
import { pageOf } from './pages.ts'
import { filterSet, setOf } from './recordedInput.ts'
import { zonesOf } from './regions.ts'
import { tagsOf } from './resourceTags.ts'

interface Place {
  readonly network: Network
  readonly subnet: Subnet
}

export function networksHere({ state, region }: CallContext): readonly Network[] {
  return Object.hasOwn(state.ec2.networks, region) ? state.ec2.networks[region]! : []
}

export function networkNamed(context: CallContext, vpcId: string): Network {
  const network = networksHere(context).find((one) => one.vpcId === vpcId)
  if (network === undefined)
    throw new AwsFailure('InvalidVpcID.NotFound', `The vpc ID ${doNotExist([vpcId])}`)
  return network
}

/** Where things go that name no VPC. */
export function defaultNetwork(context: CallContext): Network {
  const network = networksHere(context).find(({ isDefault }) => isDefault)
  if (network === undefined) throw new AwsFailure('VPCIdNotSpecified', 'No default VPC for this user.')
  return network
}

export function subnetNamed(context: CallContext, subnetId: string): Place {
  const place = subnetsHere(context).find(({ subnet }) => subnet.subnetId === subnetId)
  if (place === undefined)
    throw new AwsFailure('InvalidSubnetID.NotFound', `The subnet ID ${doNotExist([subnetId])}`)
  return place
}

function subnetsHere(context: CallContext): readonly Place[] {
  return networksHere(context).flatMap((network) => network.subnets.map((subnet) => ({ network, subnet })))
}

export const describeVpcs = ec2Operation<DescribeVpcsRequest, DescribeVpcsResult>(
  DescribeVpcs$,
  (input, context) => {
    const { VpcIds = [], Filters } = input
    const { accountId } = context.account
    const named = VpcIds.length > 0 ? VpcIds.map((id) => networkNamed(context, id)) : networksHere(context)
    const filters: FilterValues<Network> = {
      cidr: ({ cidrBlock }) => [cidrBlock],
      'cidr-block-association.cidr-block': ({ cidrBlock }) => [cidrBlock],
      'is-default': ({ isDefault }) => [String(isDefault)],
      isDefault: ({ isDefault }) => [String(isDefault)],
      'owner-id': () => [accountId],
      state: () => ['available'],
      'vpc-id': ({ vpcId }) => [vpcId],
    }
    const { tags } = context.state.ec2
    const found = filtered(named, Filters, filters, ({ vpcId }) => tags[vpcId] ?? {})
    const page = pageOf(found, input, ({ vpcId }) => vpcId)
    return {
      Vpcs: page.items.map(({ vpcId, cidrBlock, isDefault }) => ({
        CidrBlock: cidrBlock,
        InstanceTenancy: 'default',
        IsDefault: isDefault,
        OwnerId: accountId,
        State: 'available',
        Tags: tagsOf(context, vpcId),
        VpcId: vpcId,
      })),
      ...(page.nextToken !== null && { NextToken: page.nextToken }),
    }
  },
  {
    request: ({ MaxResults, NextToken, VpcIds, Filters }) => ({
      maxResults: MaxResults,
      nextToken: NextToken,
      vpcSet: setOf(VpcIds, 'vpcId'),
      filterSet: filterSet(Filters),
    }),
  },
)

export const describeSubnets = ec2Operation<DescribeSubnetsRequest, DescribeSubnetsResult>(
  DescribeSubnets$,
  (input, context) => {
    const { SubnetIds = [], Filters } = input
    const { account, region, state } = context
    const zoneIdOf = ({ subnet }: Place) => zonesOf(region).find(({ name }) => name === subnet.zone)?.zoneId
    const named =
      SubnetIds.length > 0 ? SubnetIds.map((id) => subnetNamed(context, id)) : subnetsHere(context)
    const filters: FilterValues<Place> = {
      'availability-zone': ({ subnet }) => [subnet.zone],
      'availability-zone-id': (place) => [zoneIdOf(place)],
      'cidr-block': ({ subnet }) => [subnet.cidrBlock],
      'default-for-az': ({ network }) => [String(network.isDefault)],
      'owner-id': () => [account.accountId],
      state: () => ['available'],
      'subnet-id': ({ subnet }) => [subnet.subnetId],
      'vpc-id': ({ network }) => [network.vpcId],
    }
    const found = filtered(named, Filters, filters, ({ subnet }) => state.ec2.tags[subnet.subnetId] ?? {})
    const page = pageOf(found, input, ({ subnet }) => subnet.subnetId)
    return {
      Subnets: page.items.map((place) => ({
        AvailabilityZone: place.subnet.zone,
        AvailabilityZoneId: zoneIdOf(place),
        AvailableIpAddressCount: availableIn(place.subnet, context),
        CidrBlock: place.subnet.cidrBlock,
        DefaultForAz: place.network.isDefault,
        MapPublicIpOnLaunch: false,
        OwnerId: account.accountId,
        State: 'available',
        SubnetArn: `arn:aws:ec2:${region}:${account.accountId}:subnet/${place.subnet.subnetId}`,
        SubnetId: place.subnet.subnetId,
        Tags: tagsOf(context, place.subnet.subnetId),
        VpcId: place.network.vpcId,
      })),
      ...(page.nextToken !== null && { NextToken: page.nextToken }),
    }
  },
  {
    request: ({ MaxResults, NextToken, SubnetIds, Filters }) => ({
      maxResults: MaxResults,
      nextToken: NextToken,
      subnetSet: setOf(SubnetIds, 'subnetId'),
      filterSet: filterSet(Filters),
    }),
  },
)

/** AWS keeps five addresses of each subnet. */
function availableIn({ subnetId, cidrBlock }: Subnet, context: CallContext): number {
  const size = 2 ** (32 - Number(cidrBlock.split('/')[1]))
  const taken = instancesHere(context).filter(
    (instance) => instance.subnetId === subnetId && stateOf(instance, context.nowMs) !== 'terminated',
  )
  return size - 5 - taken.length
}
