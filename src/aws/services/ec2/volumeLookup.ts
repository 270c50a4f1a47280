import type { CallContext } from '../../callContext.ts'
import { AwsFailure } from '../../failure.ts'
import type { Snapshot, Volume } from './ec2State.ts'
import { doNotExist, invalidParameter, withIds } from './identifiers.ts'

export function volumesNamed({ state, region }: CallContext, ids: readonly string[]): readonly Volume[] {
  return withIds(state.ec2.volumes, ids, 'vol', region, {
    malformed: (id) => invalidParameter(id, 'volumeId', "Expected: 'vol-...'."),
    missing: (missing) =>
      new AwsFailure(
        'InvalidVolume.NotFound',
        `The volume${missing.length === 1 ? '' : 's'} ${doNotExist(missing)}.`,
      ),
  })
}

export function volumeNamed(context: CallContext, id: string): Volume {
  return volumesNamed(context, [id])[0]!
}

export function snapshotNamed(context: CallContext, id: string): Snapshot {
  return snapshotsNamed(context, [id])[0]!
}

export function snapshotsNamed({ state, region }: CallContext, ids: readonly string[]): readonly Snapshot[] {
  return withIds(state.ec2.snapshots, ids, 'snap', region, {
    malformed: (id) => invalidParameter(id, 'snapshotId', "Expected: 'snap-...'."),
    missing: (missing) =>
      new AwsFailure(
        'InvalidSnapshot.NotFound',
        `The snapshot${missing.length === 1 ? '' : 's'} ${doNotExist(missing)}.`,
      ),
  })
}
