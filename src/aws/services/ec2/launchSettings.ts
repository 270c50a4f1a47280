import type { InstanceNetworkInterfaceSpecification, RunInstancesRequest } from '@aws-sdk/client-ec2'
import type { CallContext } from '../../callContext.ts'
import { AwsFailure } from '../../failure.ts'
import type { Network, Subnet } from './ec2State.ts'
import { doNotExist, invalidParameter } from './identifiers.ts'
import { imageNamed, type AvailableImage } from './images.ts'
import { instancesHere } from './instanceLookup.ts'
import { stateOf } from './instanceState.ts'
import { instanceType } from './instanceTypes.ts'
import { keyPairByName } from './keyPairs.ts'
import { defaultNetwork, networksHere, subnetNamed } from './networks.ts'
import { groupByName, groupNamed } from './securityGroups.ts'

/** Of all instances of a Region that are not terminated. */
const VCPU_LIMIT = 256

/** What a launch may ask for that is not simulated. */
const UNSUPPORTED = [
  'LaunchTemplate',
  'InstanceMarketOptions',
  'KernelId',
  'RamdiskId',
  'ElasticGpuSpecification',
  'ElasticInferenceAccelerators',
  'Ipv6Addresses',
  'LicenseSpecifications',
  'SecondaryInterfaces',
] as const

export interface LaunchSettings {
  readonly count: number
  readonly image: AvailableImage
  readonly typeName: string
  readonly vpcId: string
  readonly subnet: Subnet
  readonly groupIds: readonly string[]
  readonly keyName: string | null
  readonly profileArn: string | null
}

/** What a request for instances says, once it is known to be possible. */
export function launchSettings(input: RunInstancesRequest, context: CallContext): LaunchSettings {
  const unsupported = UNSUPPORTED.find((name) => input[name] !== undefined)
  if (unsupported !== undefined)
    throw new AwsFailure('UnsupportedOperation', `${unsupported} is not simulated in this account.`)
  const count = countOf(input)
  if (input.ImageId === undefined || input.ImageId === '')
    throw new AwsFailure('MissingParameter', 'The request must contain the parameter ImageId')
  const image = imageNamed(context, input.ImageId)
  const typeName = typeOf(input, image)
  checkLimit(context, typeName, count)
  checkUserData(((input.UserData?.length ?? 0) * 3) / 4)
  const { network, subnet } = placeOf(input, context)
  return {
    count,
    image,
    typeName,
    vpcId: network.vpcId,
    subnet,
    groupIds: groupsOf(input, context, network.vpcId),
    keyName: input.KeyName === undefined ? null : keyPairByName(context, input.KeyName).keyName,
    profileArn: profileOf(input, context),
  }
}

/** The length in bytes, before Base64. */
export function checkUserData(length: number): void {
  if (length > 16_384) throw new AwsFailure('InvalidParameterValue', 'User data is limited to 16384 bytes')
}

function countOf({ MinCount = 1, MaxCount = 1 }: RunInstancesRequest): number {
  if (MinCount < 1) throw invalidParameter(String(MinCount), 'minCount', 'Expected a positive number.')
  if (MaxCount < MinCount)
    throw invalidParameter(String(MinCount), 'minCount', 'minCount must be less than or equal to maxCount.')
  return MaxCount
}

function typeOf({ InstanceType = 'm1.small' }: RunInstancesRequest, image: AvailableImage): string {
  const type = instanceType(InstanceType)
  if (type === null)
    throw new AwsFailure('InvalidParameterValue', `Invalid value '${InstanceType}' for InstanceType.`)
  if (type.architecture !== image.architecture)
    throw new AwsFailure(
      'InvalidParameterValue',
      `The architecture '${type.architecture}' of the specified instance type does not match the architecture ` +
        `'${image.architecture}' of the specified AMI. Specify an instance type and an AMI that have matching ` +
        `architectures, and try again. You can use 'describe-instance-types' or 'describe-images' to discover ` +
        'the architecture of the instance type or AMI.',
    )
  return InstanceType
}

function checkLimit(context: CallContext, typeName: string, count: number): void {
  const vcpusOf = (name: string) => instanceType(name)?.vcpus ?? 0
  const inUse = instancesHere(context)
    .filter((instance) => stateOf(instance, context.nowMs) !== 'terminated')
    .reduce((sum, instance) => sum + vcpusOf(instance.instanceType), 0)
  if (inUse + count * vcpusOf(typeName) > VCPU_LIMIT)
    throw new AwsFailure(
      'VcpuLimitExceeded',
      `You have requested more vCPU capacity than your current vCPU limit of ${VCPU_LIMIT} allows for the ` +
        'instance bucket that the specified instance type belongs to. Please visit ' +
        'http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this limit.',
    )
}

function placeOf(input: RunInstancesRequest, context: CallContext): { network: Network; subnet: Subnet } {
  const interfaceId = firstInterface(input)?.NetworkInterfaceId
  if (interfaceId !== undefined)
    throw new AwsFailure(
      'InvalidNetworkInterfaceID.NotFound',
      `The networkInterface ID ${doNotExist([interfaceId])}`,
    )
  const subnetId = input.SubnetId ?? firstInterface(input)?.SubnetId
  if (subnetId !== undefined) return subnetNamed(context, subnetId)
  const group = input.SecurityGroupIds?.[0]
  const vpcId = group === undefined ? undefined : groupNamed(context, group).vpcId
  const network = networksHere(context).find((one) => one.vpcId === vpcId) ?? defaultNetwork(context)
  const zone = input.Placement?.AvailabilityZone
  const subnet = zone === undefined ? network.subnets[0] : network.subnets.find((one) => one.zone === zone)
  if (subnet === undefined)
    throw new AwsFailure('InvalidParameterValue', `Invalid availability zone: [${zone}]`)
  return { network, subnet }
}

function groupsOf(input: RunInstancesRequest, context: CallContext, vpcId: string): readonly string[] {
  const ids = input.SecurityGroupIds ?? firstInterface(input)?.Groups ?? []
  const groups = [
    ...ids.map((id) => groupNamed(context, id)),
    ...(input.SecurityGroups ?? []).map((name) => groupByName(context, name, vpcId)),
  ]
  const foreign = groups.find((group) => group.vpcId !== vpcId)
  if (foreign !== undefined)
    throw new AwsFailure(
      'InvalidParameter',
      `Security group ${foreign.groupId} and subnet ${input.SubnetId ?? ''} belong to different networks.`,
    )
  if (groups.length === 0) return [groupByName(context, 'default', vpcId).groupId]
  return [...new Set(groups.map(({ groupId }) => groupId))]
}

function firstInterface({
  NetworkInterfaces,
}: RunInstancesRequest): InstanceNetworkInterfaceSpecification | undefined {
  return NetworkInterfaces?.[0]
}

/** Each role for EC2 has an instance profile of its name, as the console makes them. */
function profileOf({ IamInstanceProfile }: RunInstancesRequest, context: CallContext): string | null {
  if (IamInstanceProfile === undefined) return null
  const { Name, Arn } = IamInstanceProfile
  const name = Name ?? Arn?.split('/').at(-1) ?? ''
  const roles = context.state.iam.roles
  if (!Object.hasOwn(roles, name)) {
    const member = Name === undefined ? 'arn' : 'name'
    const what = Name === undefined ? 'ARN' : 'name'
    throw invalidParameter(
      Name ?? Arn ?? '',
      `iamInstanceProfile.${member}`,
      `Invalid IAM Instance Profile ${what}`,
    )
  }
  return `arn:aws:iam::${context.account.accountId}:instance-profile/${name}`
}
