import type { CallContext } from '../../callContext.ts'
import type { Ec2Instance } from './ec2State.ts'
import type { FilterValues } from './filters.ts'
import { checksOf, describedState, stateOf } from './instanceState.ts'
import { instanceType } from './instanceTypes.ts'
import { privateDnsName } from './regions.ts'

/** The filters of DescribeInstances. */
export function instanceFilters(context: CallContext): FilterValues<Ec2Instance> {
  const { account, nowMs, state } = context
  const groupNames = ({ groupIds }: Ec2Instance) => groupIds.map((id) => state.ec2.groups[id]?.groupName)
  const volumesOf = ({ instanceId }: Ec2Instance) =>
    Object.values(state.ec2.volumes).filter(({ attachment }) => attachment?.instanceId === instanceId)
  return {
    architecture: ({ instanceType: type }) => [instanceType(type)?.architecture],
    'availability-zone': ({ zone }) => [zone],
    'block-device-mapping.device-name': (instance) =>
      volumesOf(instance).map(({ attachment }) => attachment?.device),
    'block-device-mapping.volume-id': (instance) => volumesOf(instance).map(({ volumeId }) => volumeId),
    'client-token': ({ clientToken }) => [clientToken],
    hypervisor: () => ['xen'],
    'iam-instance-profile.arn': ({ profileArn }) => [profileArn],
    'iam-instance-profile.name': ({ profileArn }) => [profileArn?.split('/').at(-1)],
    'image-id': ({ imageId }) => [imageId],
    'instance-id': ({ instanceId }) => [instanceId],
    'instance-lifecycle': () => [],
    'instance-state-code': (instance) => [String(describedState(stateOf(instance, nowMs)).Code)],
    'instance-state-name': (instance) => [stateOf(instance, nowMs)],
    'instance-type': ({ instanceType: type }) => [type],
    'instance.group-id': ({ groupIds }) => groupIds,
    'instance.group-name': groupNames,
    'ip-address': () => [],
    'key-name': ({ keyName }) => [keyName],
    'launch-index': ({ launchIndex }) => [String(launchIndex)],
    'launch-time': ({ launchedMs }) => [new Date(launchedMs).toISOString()],
    'monitoring-state': ({ isMonitored }) => [isMonitored ? 'enabled' : 'disabled'],
    'network-interface.group-id': ({ groupIds }) => groupIds,
    'network-interface.network-interface-id': ({ networkInterfaceId }) => [networkInterfaceId],
    'network-interface.subnet-id': ({ subnetId }) => [subnetId],
    'network-interface.vpc-id': ({ vpcId }) => [vpcId],
    'owner-id': () => [account.accountId],
    platform: () => [],
    'platform-details': () => ['Linux/UNIX'],
    'private-dns-name': ({ privateAddress, region }) => [privateDnsName(privateAddress, region)],
    'private-ip-address': ({ privateAddress }) => [privateAddress],
    'requester-id': () => [],
    'reservation-id': ({ reservationId }) => [reservationId],
    'root-device-name': () => ['/dev/xvda'],
    'root-device-type': () => ['ebs'],
    'subnet-id': ({ subnetId }) => [subnetId],
    tenancy: () => ['default'],
    'virtualization-type': () => ['hvm'],
    'vpc-id': ({ vpcId }) => [vpcId],
  }
}

/** The filters of DescribeInstanceStatus. */
export function statusFilters(context: CallContext): FilterValues<Ec2Instance> {
  const all = instanceFilters(context)
  const names = ['availability-zone', 'instance-state-code', 'instance-state-name'] as const
  const status = (instance: Ec2Instance) => [checksOf(instance, context.nowMs).Status]
  const details = (instance: Ec2Instance) =>
    (checksOf(instance, context.nowMs).Details ?? []).map(({ Status }) => Status)
  return {
    ...Object.fromEntries(names.map((name) => [name, all[name]!])),
    'instance-status.status': status,
    'instance-status.reachability': details,
    'system-status.status': status,
    'system-status.reachability': details,
  }
}
