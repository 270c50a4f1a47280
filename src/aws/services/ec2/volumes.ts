import { CreateVolume$, DeleteVolume$, DescribeVolumes$ } from '@aws-sdk/client-ec2'
import type {
  CreateVolumeRequest,
  DeleteVolumeRequest,
  DescribeVolumesRequest,
  DescribeVolumesResult,
  Volume as DescribedVolume,
  VolumeState,
  VolumeType,
} from '@aws-sdk/client-ec2'
import { resourceId } from '../../../account/identifiers.ts'
import { SECOND } from '../../../account/times.ts'
import type { CallContext } from '../../callContext.ts'
import { AwsFailure } from '../../failure.ts'
import type { Volume } from './ec2State.ts'
import { ec2Operation } from './ec2Operation.ts'
import { filtered, type FilterValues } from './filters.ts'
import { invalidParameter } from './identifiers.ts'
import { pageOf } from './pages.ts'
import { filterSet, setOf, tagSpecificationSet } from './recordedInput.ts'
import { zonesOf } from './regions.ts'
import { addTags, specifiedTags, tagsOf } from './resourceTags.ts'
import { snapshotNamed, volumeNamed, volumesNamed } from './volumeLookup.ts'

const CREATING_MS = 10 * SECOND

/** Least and greatest size in GiB. */
const SIZES: Readonly<Record<string, readonly [number, number]>> = {
  standard: [1, 1024],
  gp2: [1, 16_384],
  gp3: [1, 65_536],
  io1: [4, 16_384],
  io2: [4, 65_536],
  st1: [125, 16_384],
  sc1: [125, 16_384],
}

function stateOfVolume({ attachment, createdMs }: Volume, nowMs: number): VolumeState {
  if (attachment !== null) return 'in-use'
  return nowMs < createdMs + CREATING_MS ? 'creating' : 'available'
}

export const createVolume = ec2Operation<CreateVolumeRequest, DescribedVolume>(
  CreateVolume$,
  (input, context) => {
    const { chance, nowMs, region, state } = context
    const zone = zonesOf(region).find(
      ({ name, zoneId }) => name === input.AvailabilityZone || zoneId === input.AvailabilityZoneId,
    )
    if (input.AvailabilityZone === undefined && input.AvailabilityZoneId === undefined)
      throw new AwsFailure('MissingParameter', 'The request must contain the parameter zone')
    if (zone === undefined)
      throw new AwsFailure('InvalidZone.NotFound', `The zone '${input.AvailabilityZone}' does not exist.`)
    const snapshot = input.SnapshotId === undefined ? null : snapshotNamed(context, input.SnapshotId)
    const volumeType = input.VolumeType ?? 'gp2'
    const range = Object.hasOwn(SIZES, volumeType) ? SIZES[volumeType] : undefined
    if (range === undefined) throw invalidParameter(volumeType, 'volumeType', 'Unknown volume type.')
    const sizeGiB = input.Size ?? snapshot?.sizeGiB
    if (sizeGiB === undefined)
      throw new AwsFailure('MissingParameter', 'The request must contain the parameter size or snapshotId')
    if (sizeGiB < range[0] || sizeGiB > range[1])
      throw new AwsFailure(
        'InvalidParameterValue',
        `Volume of ${sizeGiB}GiB is too ${sizeGiB < range[0] ? 'small' : 'large'} for volume type ${volumeType}; ` +
          `${sizeGiB < range[0] ? 'minimum' : 'maximum'} is ${sizeGiB < range[0] ? range[0] : range[1]}GiB.`,
      )
    if (snapshot !== null && sizeGiB < snapshot.sizeGiB)
      throw new AwsFailure(
        'InvalidParameterValue',
        'The size of a volume must not be smaller than the size of the snapshot.',
      )
    const tags = specifiedTags(input.TagSpecifications, 'volume')
    const volumeId = resourceId(chance, 'vol')
    const volume: Volume = {
      volumeId,
      region,
      zone: zone.name,
      sizeGiB,
      volumeType,
      iops: input.Iops ?? defaultIops(volumeType, sizeGiB),
      throughput: input.Throughput ?? (volumeType === 'gp3' ? 125 : null),
      isEncrypted: input.Encrypted ?? snapshot?.isEncrypted ?? false,
      snapshotId: snapshot?.snapshotId ?? null,
      createdMs: nowMs - (nowMs % SECOND),
      attachment: null,
    }
    state.ec2.volumes[volumeId] = volume
    addTags(context, volumeId, tags)
    return describedVolume(volume, context)
  },
  {
    request: (input) => ({
      size: input.Size === undefined ? undefined : String(input.Size),
      snapshotId: input.SnapshotId,
      zone: input.AvailabilityZone,
      availabilityZoneId: input.AvailabilityZoneId,
      volumeType: input.VolumeType,
      iops: input.Iops,
      throughput: input.Throughput,
      encrypted: input.Encrypted,
      kmsKeyId: input.KmsKeyId,
      multiAttachEnabled: input.MultiAttachEnabled,
      ...tagSpecificationSet(input.TagSpecifications),
      clientToken: input.ClientToken,
    }),
    resource: () => 'volume/*',
  },
)

function defaultIops(volumeType: string, sizeGiB: number): number | null {
  if (volumeType === 'gp2') return Math.min(16_000, Math.max(100, sizeGiB * 3))
  return volumeType === 'gp3' ? 3000 : null
}

export const deleteVolume = ec2Operation<DeleteVolumeRequest, void>(
  DeleteVolume$,
  ({ VolumeId = '' }, context) => {
    const { attachment } = volumeNamed(context, VolumeId)
    if (attachment !== null)
      throw new AwsFailure(
        'VolumeInUse',
        `Volume ${VolumeId} is currently attached to ${attachment.instanceId}`,
      )
    delete context.state.ec2.volumes[VolumeId]
    delete context.state.ec2.tags[VolumeId]
  },
  {
    request: ({ VolumeId }) => ({ volumeId: VolumeId, reportVolumeFailure: false }),
    resource: ({ VolumeId }) => `volume/${VolumeId}`,
  },
)

export const describeVolumes = ec2Operation<DescribeVolumesRequest, DescribeVolumesResult>(
  DescribeVolumes$,
  (input, context) => {
    const { VolumeIds = [], Filters } = input
    const { region, state } = context
    const here = Object.values(state.ec2.volumes).filter((volume) => volume.region === region)
    const named = VolumeIds.length > 0 ? volumesNamed(context, VolumeIds) : here
    const { tags } = state.ec2
    const found = filtered(named, Filters, volumeFilters(context), ({ volumeId }) => tags[volumeId] ?? {})
    const page = pageOf(found, input, ({ volumeId }) => volumeId)
    return {
      Volumes: page.items.map((volume) => describedVolume(volume, context)),
      ...(page.nextToken !== null && { NextToken: page.nextToken }),
    }
  },
  {
    request: ({ MaxResults, NextToken, VolumeIds, Filters }) => ({
      maxResults: MaxResults,
      nextToken: NextToken,
      volumeSet: setOf(VolumeIds, 'volumeId'),
      filterSet: filterSet(Filters),
    }),
  },
)

function volumeFilters({ nowMs }: CallContext): FilterValues<Volume> {
  return {
    'attachment.delete-on-termination': ({ attachment }) => [
      attachment && String(attachment.isDeletedOnTermination),
    ],
    'attachment.device': ({ attachment }) => [attachment?.device],
    'attachment.instance-id': ({ attachment }) => [attachment?.instanceId],
    'attachment.status': ({ attachment }) => [attachment && 'attached'],
    'availability-zone': ({ zone }) => [zone],
    encrypted: ({ isEncrypted }) => [String(isEncrypted)],
    size: ({ sizeGiB }) => [String(sizeGiB)],
    'snapshot-id': ({ snapshotId }) => [snapshotId],
    status: (volume) => [stateOfVolume(volume, nowMs)],
    'volume-id': ({ volumeId }) => [volumeId],
    'volume-type': ({ volumeType }) => [volumeType],
  }
}

function describedVolume(volume: Volume, context: CallContext): DescribedVolume {
  const { volumeId, sizeGiB, snapshotId, zone, volumeType, iops, throughput, attachment } = volume
  const tags = tagsOf(context, volumeId)
  return {
    VolumeId: volumeId,
    Size: sizeGiB,
    SnapshotId: snapshotId ?? '',
    AvailabilityZone: zone,
    State: stateOfVolume(volume, context.nowMs),
    CreateTime: new Date(volume.createdMs),
    VolumeType: volumeType as VolumeType,
    ...(iops !== null && { Iops: iops }),
    ...(throughput !== null && { Throughput: throughput }),
    Encrypted: volume.isEncrypted,
    ...(tags.length > 0 && { Tags: tags }),
    MultiAttachEnabled: false,
    ...(attachment !== null && {
      Attachments: [
        {
          VolumeId: volumeId,
          InstanceId: attachment.instanceId,
          Device: attachment.device,
          State: 'attached' as const,
          AttachTime: new Date(attachment.attachedMs),
          DeleteOnTermination: attachment.isDeletedOnTermination,
        },
      ],
    }),
  }
}
