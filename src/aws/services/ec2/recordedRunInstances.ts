import type { BlockDeviceMapping, RunInstancesRequest } from '@aws-sdk/client-ec2'
import type { JsonObject } from '../../../account/json.ts'
import { itemsOf, setOf, tagSpecificationSet } from './recordedInput.ts'

/** The requestParameters of RunInstances, with the settings that CloudTrail writes by default. */
export function recordedRunInstances(input: RunInstancesRequest): JsonObject {
  const { IamInstanceProfile: profile, MetadataOptions: metadata, NetworkInterfaces: interfaces } = input
  const groups = [
    ...(input.SecurityGroupIds ?? []).map((groupId) => ({ groupId })),
    ...(input.SecurityGroups ?? []).map((groupName) => ({ groupName })),
  ]
  return {
    instancesSet: {
      items: [
        {
          imageId: input.ImageId,
          minCount: input.MinCount,
          maxCount: input.MaxCount,
          keyName: input.KeyName,
        },
      ],
    },
    ...(groups.length > 0 && { groupSet: itemsOf(groups) }),
    userData: input.UserData === undefined ? undefined : '<sensitiveDataRemoved>',
    instanceType: input.InstanceType,
    blockDeviceMapping: itemsOf((input.BlockDeviceMappings ?? []).map(recordedDevice)),
    availabilityZone: input.Placement?.AvailabilityZone,
    tenancy: input.Placement?.Tenancy,
    monitoring: { enabled: input.Monitoring?.Enabled ?? false },
    subnetId: input.SubnetId,
    privateIpAddress: input.PrivateIpAddress,
    disableApiTermination: input.DisableApiTermination ?? false,
    disableApiStop: input.DisableApiStop ?? false,
    instanceInitiatedShutdownBehavior: input.InstanceInitiatedShutdownBehavior,
    clientToken: input.ClientToken,
    networkInterfaceSet: interfaces && {
      items: interfaces.map((one) => ({
        networkInterfaceId: one.NetworkInterfaceId,
        deviceIndex: one.DeviceIndex,
        subnetId: one.SubnetId,
        groupSet: one.Groups && setOf(one.Groups, 'groupId'),
        associatePublicIpAddress: one.AssociatePublicIpAddress,
        deleteOnTermination: one.DeleteOnTermination,
      })),
    },
    iamInstanceProfile: profile && { name: profile.Name, arn: profile.Arn },
    ebsOptimized: input.EbsOptimized,
    ...tagSpecificationSet(input.TagSpecifications),
    creditSpecification: input.CreditSpecification && { cpuCredits: input.CreditSpecification.CpuCredits },
    hibernationOptions: input.HibernationOptions && { configured: input.HibernationOptions.Configured },
    metadataOptions: metadata && {
      httpTokens: metadata.HttpTokens,
      httpPutResponseHopLimit: metadata.HttpPutResponseHopLimit,
      httpEndpoint: metadata.HttpEndpoint,
      instanceMetadataTags: metadata.InstanceMetadataTags,
    },
  }
}

function recordedDevice({ DeviceName, VirtualName, NoDevice, Ebs }: BlockDeviceMapping): JsonObject {
  return {
    deviceName: DeviceName,
    virtualName: VirtualName,
    noDevice: NoDevice === undefined ? undefined : {},
    ebs: Ebs && {
      snapshotId: Ebs.SnapshotId,
      volumeSize: Ebs.VolumeSize,
      deleteOnTermination: Ebs.DeleteOnTermination,
      volumeType: Ebs.VolumeType,
      iops: Ebs.Iops,
      throughput: Ebs.Throughput,
      encrypted: Ebs.Encrypted,
      kmsKeyId: Ebs.KmsKeyId,
    },
  }
}
