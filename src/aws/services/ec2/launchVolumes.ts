import type { BlockDeviceMapping, Tag } from '@aws-sdk/client-ec2'
import { resourceId } from '../../../account/identifiers.ts'
import type { CallContext } from '../../callContext.ts'
import type { Ec2Instance } from './ec2State.ts'
import type { AvailableImage } from './images.ts'
import { addTags } from './resourceTags.ts'
import { snapshotNamed } from './volumeLookup.ts'

const ROOT = '/dev/xvda'

/** The instance's root volume, and the others that the request asked for. */
export function addLaunchVolumes(
  mappings: readonly BlockDeviceMapping[],
  context: CallContext,
  instance: Ec2Instance,
  image: AvailableImage,
  tags: readonly Tag[],
): void {
  const isRoot = ({ DeviceName }: BlockDeviceMapping) => DeviceName === ROOT || DeviceName === '/dev/sda1'
  const root = mappings.find(isRoot) ?? {}
  const others = mappings.filter((mapping) => !isRoot(mapping) && mapping.Ebs !== undefined)
  for (const { DeviceName = ROOT, Ebs = {} } of [{ ...root, DeviceName: ROOT }, ...others]) {
    const volumeId = resourceId(context.chance, 'vol')
    const snapshot = Ebs.SnapshotId === undefined ? null : snapshotNamed(context, Ebs.SnapshotId)
    const volumeType = Ebs.VolumeType ?? 'gp3'
    context.state.ec2.volumes[volumeId] = {
      volumeId,
      region: instance.region,
      zone: instance.zone,
      sizeGiB: Ebs.VolumeSize ?? snapshot?.sizeGiB ?? image.rootSizeGiB,
      volumeType,
      iops: Ebs.Iops ?? (volumeType === 'gp3' ? 3000 : null),
      throughput: Ebs.Throughput ?? (volumeType === 'gp3' ? 125 : null),
      isEncrypted: Ebs.Encrypted ?? snapshot?.isEncrypted ?? false,
      snapshotId: snapshot?.snapshotId ?? null,
      createdMs: instance.launchedMs,
      attachment: {
        instanceId: instance.instanceId,
        device: DeviceName,
        attachedMs: instance.launchedMs,
        isDeletedOnTermination: Ebs.DeleteOnTermination ?? DeviceName === ROOT,
      },
    }
    addTags(context, volumeId, tags)
  }
}
