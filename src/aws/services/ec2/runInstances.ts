import { RunInstances$ } from '@aws-sdk/client-ec2'
import type { Reservation, RunInstancesRequest } from '@aws-sdk/client-ec2'
import ipaddr from 'ipaddr.js'
import { resourceId } from '../../../account/identifiers.ts'
import { SECOND } from '../../../account/times.ts'
import type { CallContext } from '../../callContext.ts'
import { AwsFailure } from '../../failure.ts'
import { describedInstance } from './describedInstance.ts'
import { addLaunchVolumes } from './launchVolumes.ts'
import type { Ec2Instance, Subnet } from './ec2State.ts'
import { ec2Operation } from './ec2Operation.ts'
import { macAddress } from './identifiers.ts'
import { instancesHere } from './instanceLookup.ts'
import { stateOf, stillExists } from './instanceState.ts'
import { launchSettings } from './launchSettings.ts'
import { recordedRunInstances } from './recordedRunInstances.ts'
import { addTags, specifiedTags } from './resourceTags.ts'

const TAGGED = ['instance', 'volume', 'network-interface']

export const runInstances = ec2Operation<RunInstancesRequest, Reservation>(
  RunInstances$,
  (input, context) => {
    const { state, chance, nowMs, region } = context
    const { ClientToken: clientToken = null, DryRun: _, ...rest } = input
    const launchRequest = JSON.stringify(rest)
    const earlier = launchedWith(clientToken, launchRequest, context)
    if (earlier.length > 0) return reservationOf(earlier, context)
    const settings = launchSettings(input, context)
    const { count, image, subnet, keyName, profileArn, vpcId } = settings
    const tags = specifiedTags(input.TagSpecifications, 'instance', TAGGED)
    const volumeTags = specifiedTags(input.TagSpecifications, 'volume', TAGGED)
    const reservationId = resourceId(chance, 'r')
    forgetTerminated(context)
    const launched: Ec2Instance[] = []
    for (let launchIndex = 0; launchIndex < count; launchIndex++) {
      const instance: Ec2Instance = {
        instanceId: resourceId(chance, 'i'),
        region,
        reservationId,
        launchIndex,
        clientToken,
        launchRequest,
        imageId: image.imageId,
        keyName,
        vpcId,
        subnetId: subnet.subnetId,
        zone: subnet.zone,
        privateAddress: addressIn(subnet, context, input.PrivateIpAddress),
        macAddress: macAddress(chance),
        networkInterfaceId: resourceId(chance, 'eni'),
        profileArn,
        instanceType: settings.typeName,
        groupIds: [...settings.groupIds],
        launchedMs: nowMs - (nowMs % SECOND),
        change: 'launched',
        changedMs: nowMs,
        isProtectedFromTermination: input.DisableApiTermination ?? false,
        isProtectedFromStop: input.DisableApiStop ?? false,
        isMonitored: input.Monitoring?.Enabled ?? false,
        shutdownBehavior: input.InstanceInitiatedShutdownBehavior ?? 'stop',
        userData: input.UserData ?? null,
      }
      state.ec2.instances[instance.instanceId] = instance
      addTags(context, instance.instanceId, tags)
      addLaunchVolumes(input.BlockDeviceMappings ?? [], context, instance, image, volumeTags)
      launched.push(instance)
    }
    return reservationOf(launched, context)
  },
  { request: recordedRunInstances, resource: () => 'instance/*' },
)

/** The instances of an earlier request with the same token, which has to be the same request. */
function launchedWith(
  clientToken: string | null,
  launchRequest: string,
  context: CallContext,
): readonly Ec2Instance[] {
  if (clientToken === null) return []
  const earlier = instancesHere(context).filter((instance) => instance.clientToken === clientToken)
  if (earlier.some((instance) => instance.launchRequest !== launchRequest))
    throw new AwsFailure(
      'IdempotentParameterMismatch',
      'Arguments on this idempotent request are inconsistent with arguments used in previous request(s).',
    )
  return earlier
}

function reservationOf(instances: readonly Ec2Instance[], context: CallContext): Reservation {
  return {
    ReservationId: instances[0]!.reservationId,
    OwnerId: context.account.accountId,
    Groups: [],
    Instances: instances.map((instance) => describedInstance(instance, context)),
  }
}

/** So that the state does not grow with every instance that there ever was. */
function forgetTerminated({ state, nowMs }: CallContext): void {
  for (const instance of Object.values(state.ec2.instances)) {
    if (stillExists(instance, nowMs)) continue
    delete state.ec2.instances[instance.instanceId]
    delete state.ec2.tags[instance.instanceId]
  }
}

/** The wanted address, or the lowest that is free; AWS keeps the first four of a subnet. */
function addressIn(subnet: Subnet, context: CallContext, wanted: string | undefined): string {
  const taken = new Set(
    instancesHere(context)
      .filter((instance) => stateOf(instance, context.nowMs) !== 'terminated')
      .map(({ privateAddress }) => privateAddress),
  )
  if (wanted !== undefined) {
    if (
      !ipaddr.IPv4.isValid(wanted) ||
      !ipaddr.IPv4.parse(wanted).match(ipaddr.IPv4.parseCIDR(subnet.cidrBlock))
    )
      throw new AwsFailure(
        'InvalidParameterValue',
        `Address ${wanted} does not fall within the subnet's address range`,
      )
    if (taken.has(wanted)) throw new AwsFailure('InvalidIPAddress.InUse', `Address ${wanted} is in use.`)
    return wanted
  }
  const [first, second, third = 0] = subnet.cidrBlock.split('.').map(Number)
  for (let host = 4; host < 255; host++) {
    const address = `${first}.${second}.${third}.${host}`
    if (!taken.has(address)) return address
  }
  throw new AwsFailure(
    'InsufficientFreeAddressesInSubnet',
    `There are not enough free addresses in subnet '${subnet.subnetId}' to satisfy the requested number of instances.`,
  )
}
