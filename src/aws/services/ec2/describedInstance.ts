import type { Instance } from '@aws-sdk/client-ec2'
import { Chance } from '../../../account/chance.ts'
import { uniqueId } from '../../../account/identifiers.ts'
import type { CallContext } from '../../callContext.ts'
import type { Ec2Instance } from './ec2State.ts'
import { imagesOf } from './images.ts'
import { describedState, stateOf, stateReasonOf, transitionReasonOf } from './instanceState.ts'
import { instanceType } from './instanceTypes.ts'
import { privateDnsName } from './regions.ts'
import { tagsOf } from './resourceTags.ts'

/** As RunInstances and DescribeInstances give it, in the order of the members of EC2's own answers. */
export function describedInstance(instance: Ec2Instance, context: CallContext): Instance {
  const { state, account, nowMs } = context
  const { instanceId, region, privateAddress, subnetId, isMonitored } = instance
  const name = stateOf(instance, nowMs)
  const image = imagesOf({ account, region }).find(({ imageId }) => imageId === instance.imageId)
  const type = instanceType(instance.instanceType)
  const launched = new Date(instance.launchedMs)
  const reason = stateReasonOf(instance, nowMs)
  const isGone = name === 'terminated'
  const dnsName = privateDnsName(privateAddress, region)
  const groups = instance.groupIds.map((GroupId) => ({
    GroupId,
    GroupName: state.ec2.groups[GroupId]?.groupName,
  }))
  const volumes = Object.values(state.ec2.volumes).filter(
    ({ attachment }) => attachment?.instanceId === instanceId,
  )
  return {
    InstanceId: instanceId,
    ImageId: instance.imageId,
    CurrentInstanceBootMode: image?.architecture === 'arm64' ? 'uefi' : 'legacy-bios',
    State: describedState(name),
    PrivateDnsName: isGone ? '' : dnsName,
    PublicDnsName: '',
    StateTransitionReason: transitionReasonOf(instance),
    ...(instance.keyName !== null && { KeyName: instance.keyName }),
    AmiLaunchIndex: instance.launchIndex,
    ProductCodes: [],
    InstanceType: instance.instanceType as Instance['InstanceType'],
    LaunchTime: launched,
    Placement: { AvailabilityZone: instance.zone, GroupName: '', Tenancy: 'default' },
    Monitoring: { State: isMonitored ? (name === 'pending' ? 'pending' : 'enabled') : 'disabled' },
    ...(!isGone && { SubnetId: subnetId, VpcId: instance.vpcId, PrivateIpAddress: privateAddress }),
    ...(reason !== undefined && { StateReason: reason }),
    Architecture: type?.architecture,
    RootDeviceType: 'ebs',
    RootDeviceName: '/dev/xvda',
    // A volume is attached only once the instance runs.
    BlockDeviceMappings: volumes
      .filter(() => name !== 'pending')
      .map(({ volumeId, attachment }) => ({
        DeviceName: attachment!.device,
        Ebs: {
          AttachTime: new Date(attachment!.attachedMs),
          DeleteOnTermination: attachment!.isDeletedOnTermination,
          Status: 'attached',
          VolumeId: volumeId,
        },
      })),
    VirtualizationType: 'hvm',
    Hypervisor: 'xen',
    Tags: tagsOf(context, instanceId),
    ...(instance.clientToken !== null && { ClientToken: instance.clientToken }),
    SecurityGroups: isGone ? [] : groups,
    SourceDestCheck: true,
    NetworkInterfaces: isGone
      ? []
      : [
          {
            NetworkInterfaceId: instance.networkInterfaceId,
            SubnetId: subnetId,
            VpcId: instance.vpcId,
            OwnerId: account.accountId,
            Status: 'in-use',
            MacAddress: instance.macAddress,
            PrivateIpAddress: privateAddress,
            PrivateDnsName: dnsName,
            SourceDestCheck: true,
            InterfaceType: 'interface',
            Groups: groups,
            Attachment: {
              AttachmentId: instance.networkInterfaceId.replace('eni-', 'eni-attach-'),
              DeviceIndex: 0,
              NetworkCardIndex: 0,
              Status: name === 'pending' ? 'attaching' : 'attached',
              AttachTime: launched,
              DeleteOnTermination: true,
            },
            PrivateIpAddresses: [
              { PrivateIpAddress: privateAddress, PrivateDnsName: dnsName, Primary: true },
            ],
            Ipv6Addresses: [],
          },
        ],
    ...(instance.profileArn !== null && {
      IamInstanceProfile: { Arn: instance.profileArn, Id: profileId(instance.profileArn, account.seed) },
    }),
    EbsOptimized: false,
    EnaSupport: true,
    CpuOptions: type === null ? undefined : cpuOptions(type.vcpus, type.threadsPerCore),
    CapacityReservationSpecification: { CapacityReservationPreference: 'open' },
    HibernationOptions: { Configured: false },
    EnclaveOptions: { Enabled: false },
    MetadataOptions: {
      State: name === 'pending' ? 'pending' : 'applied',
      HttpTokens: 'required',
      HttpPutResponseHopLimit: 2,
      HttpEndpoint: 'enabled',
      HttpProtocolIpv6: 'disabled',
      InstanceMetadataTags: 'disabled',
    },
    MaintenanceOptions: { AutoRecovery: 'default' },
    PrivateDnsNameOptions: {
      HostnameType: 'ip-name',
      EnableResourceNameDnsARecord: false,
      EnableResourceNameDnsAAAARecord: false,
    },
  }
}

function profileId(arn: string, seed: number): string {
  return uniqueId(new Chance(seed, 'instance profile', arn), 'AIPA')
}

function cpuOptions(vcpus: number, threadsPerCore: number) {
  return { CoreCount: vcpus / threadsPerCore, ThreadsPerCore: threadsPerCore }
}
