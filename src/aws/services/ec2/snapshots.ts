import { CreateSnapshot$, DeleteSnapshot$, DescribeSnapshots$ } from '@aws-sdk/client-ec2'
import type {
  CreateSnapshotRequest,
  DeleteSnapshotRequest,
  DescribeSnapshotsRequest,
  DescribeSnapshotsResult,
  Snapshot as DescribedSnapshot,
} from '@aws-sdk/client-ec2'
import { resourceId } from '../../../account/identifiers.ts'
import { SECOND } from '../../../account/times.ts'
import type { CallContext } from '../../callContext.ts'
import type { Snapshot } from './ec2State.ts'
import { ec2Operation } from './ec2Operation.ts'
import { filtered } from './filters.ts'
import { pageOf } from './pages.ts'
import { filterSet, setOf, tagSpecificationSet } from './recordedInput.ts'
import { addTags, specifiedTags, tagsOf } from './resourceTags.ts'
import { snapshotNamed, snapshotsNamed, volumeNamed } from './volumeLookup.ts'

const CREATING_MS = 30 * SECOND

export const createSnapshot = ec2Operation<CreateSnapshotRequest, DescribedSnapshot>(
  CreateSnapshot$,
  ({ VolumeId = '', Description = '', TagSpecifications }, context) => {
    const { chance, nowMs, region, state } = context
    const { sizeGiB, isEncrypted } = volumeNamed(context, VolumeId)
    const tags = specifiedTags(TagSpecifications, 'snapshot')
    const snapshotId = resourceId(chance, 'snap')
    const snapshot: Snapshot = {
      snapshotId,
      region,
      volumeId: VolumeId,
      sizeGiB,
      isEncrypted,
      description: Description,
      startedMs: nowMs,
    }
    state.ec2.snapshots[snapshotId] = snapshot
    addTags(context, snapshotId, tags)
    const { Progress: _, ...described } = describedSnapshot(snapshot, context)
    return described
  },
  {
    request: ({ VolumeId, Description, TagSpecifications }) => ({
      volumeId: VolumeId,
      description: Description,
      ...tagSpecificationSet(TagSpecifications),
    }),
    resource: () => 'snapshot/*',
  },
)

export const deleteSnapshot = ec2Operation<DeleteSnapshotRequest, void>(
  DeleteSnapshot$,
  ({ SnapshotId = '' }, context) => {
    snapshotNamed(context, SnapshotId)
    delete context.state.ec2.snapshots[SnapshotId]
    delete context.state.ec2.tags[SnapshotId]
  },
  {
    request: ({ SnapshotId }) => ({ snapshotId: SnapshotId, force: false }),
    resource: ({ SnapshotId }) => `snapshot/${SnapshotId}`,
  },
)

export const describeSnapshots = ec2Operation<DescribeSnapshotsRequest, DescribeSnapshotsResult>(
  DescribeSnapshots$,
  (input, context) => {
    const { SnapshotIds = [], OwnerIds = [], RestorableByUserIds = [], Filters } = input
    const { account, nowMs, region, state } = context
    const here = Object.values(state.ec2.snapshots).filter((snapshot) => snapshot.region === region)
    const named = SnapshotIds.length > 0 ? snapshotsNamed(context, SnapshotIds) : here
    const isOwn = (id: string) => id === 'self' || id === account.accountId
    const visible = named.filter(
      () =>
        (OwnerIds.length === 0 || OwnerIds.some(isOwn)) &&
        (RestorableByUserIds.length === 0 || RestorableByUserIds.some(isOwn)),
    )
    const { tags } = state.ec2
    const found = filtered(
      visible,
      Filters,
      {
        description: ({ description }) => [description],
        encrypted: ({ isEncrypted }) => [String(isEncrypted)],
        'owner-id': () => [account.accountId],
        'snapshot-id': ({ snapshotId }) => [snapshotId],
        status: (snapshot) => [isComplete(snapshot, nowMs) ? 'completed' : 'pending'],
        'volume-id': ({ volumeId }) => [volumeId],
        'volume-size': ({ sizeGiB }) => [String(sizeGiB)],
      },
      ({ snapshotId }) => tags[snapshotId] ?? {},
    )
    const page = pageOf(found, input, ({ snapshotId }) => snapshotId)
    return {
      Snapshots: page.items.map((snapshot) => describedSnapshot(snapshot, context)),
      ...(page.nextToken !== null && { NextToken: page.nextToken }),
    }
  },
  {
    request: ({ MaxResults, NextToken, SnapshotIds, OwnerIds, RestorableByUserIds, Filters }) => ({
      maxResults: MaxResults,
      nextToken: NextToken,
      snapshotSet: setOf(SnapshotIds, 'snapshotId'),
      ownersSet: setOf(OwnerIds, 'owner'),
      sharedUsersSet: setOf(RestorableByUserIds, 'user'),
      filterSet: filterSet(Filters),
    }),
  },
)

function isComplete({ startedMs }: Snapshot, nowMs: number): boolean {
  return nowMs >= startedMs + CREATING_MS
}

function describedSnapshot(snapshot: Snapshot, context: CallContext): DescribedSnapshot {
  const { snapshotId, volumeId, sizeGiB, description, isEncrypted, startedMs } = snapshot
  const done = isComplete(snapshot, context.nowMs)
  const tags = tagsOf(context, snapshotId)
  return {
    SnapshotId: snapshotId,
    VolumeId: volumeId,
    State: done ? 'completed' : 'pending',
    StartTime: new Date(startedMs),
    Progress: done ? '100%' : '0%',
    OwnerId: context.account.accountId,
    VolumeSize: sizeGiB,
    Description: description,
    Encrypted: isEncrypted,
    ...(tags.length > 0 && { Tags: tags }),
  }
}
