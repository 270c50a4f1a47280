import { CreateDBSnapshot$, DeleteDBSnapshot$, DescribeDBSnapshots$ } from '@aws-sdk/client-rds'
import type {
  CreateDBSnapshotMessage,
  CreateDBSnapshotResult,
  DBSnapshotMessage,
  DeleteDBSnapshotMessage,
  DeleteDBSnapshotResult,
  DescribeDBSnapshotsMessage,
  Tag,
} from '@aws-sdk/client-rds'
import type { CallContext } from '../../callContext.ts'
import { AwsFailure } from '../../failure.ts'
import { checkedIdentifier, databaseNamed, snapshotNamed, snapshotsHere } from './databaseLookup.ts'
import { isSnapshotComplete, statusOf } from './databaseStatus.ts'
import { checkedTags } from './databaseTags.ts'
import { describedSnapshot } from './describedDatabase.ts'
import { filtered } from './filters.ts'
import { pageOf } from './pages.ts'
import { rdsOperation } from './rdsOperation.ts'
import { snapshotArn, type Database, type DatabaseSnapshot } from './rdsState.ts'

const MOST_SNAPSHOTS = 100

/** A manual snapshot of an instance as it is now. */
export function takeSnapshot(
  database: Database,
  name: string,
  tags: readonly Tag[],
  context: CallContext,
): DatabaseSnapshot {
  const { account, nowMs, region, state } = context
  const identifier = checkedIdentifier(name, 'DBSnapshotIdentifier')
  const arn = snapshotArn(account.accountId, region, identifier)
  if (Object.hasOwn(state.rds.snapshots, arn))
    throw new AwsFailure(
      'DBSnapshotAlreadyExists',
      `Cannot create the snapshot because a snapshot with the identifier ${identifier} already exists.`,
    )
  if (snapshotsHere(context).filter(({ kind }) => kind === 'manual').length >= MOST_SNAPSHOTS)
    throw new AwsFailure('SnapshotQuotaExceeded', 'Cannot create more than 100 manual snapshots')
  const given = checkedTags(tags)
  const snapshot: DatabaseSnapshot = {
    arn,
    region,
    identifier,
    kind: 'manual',
    startedMs: nowMs,
    database: { ...database },
  }
  state.rds.snapshots[arn] = snapshot
  state.rds.tags[arn] = { ...(database.copiesTags && state.rds.tags[database.arn]), ...given }
  return snapshot
}

export const createSnapshot = rdsOperation<CreateDBSnapshotMessage, CreateDBSnapshotResult>(
  CreateDBSnapshot$,
  (input, context) => {
    const database = databaseNamed(context, input.DBInstanceIdentifier ?? '')
    if (statusOf(database, context.nowMs) !== 'available')
      throw new AwsFailure(
        'InvalidDBInstanceState',
        `Cannot create a snapshot because the database instance ${database.identifier} is not currently in ` +
          'the available state.',
      )
    const snapshot = takeSnapshot(database, input.DBSnapshotIdentifier ?? '', input.Tags ?? [], context)
    return { DBSnapshot: describedSnapshot(snapshot, context) }
  },
  {
    response: ({ DBSnapshot: snapshot }) => snapshot,
    resource: ({ DBSnapshotIdentifier: name = '*' }, { account, region }) =>
      snapshotArn(account.accountId, region, name),
  },
)

export const deleteSnapshot = rdsOperation<DeleteDBSnapshotMessage, DeleteDBSnapshotResult>(
  DeleteDBSnapshot$,
  ({ DBSnapshotIdentifier: name = '' }, context) => {
    const snapshot = snapshotNamed(context, name)
    if (snapshot.kind === 'automated')
      throw new AwsFailure(
        'InvalidDBSnapshotState',
        'Cannot delete an automated snapshot; it is deleted with the retention period.',
      )
    if (!isSnapshotComplete(snapshot, context.nowMs))
      throw new AwsFailure(
        'InvalidDBSnapshotState',
        `Cannot delete the snapshot ${snapshot.identifier} because it is not currently in the available state.`,
      )
    const described = describedSnapshot(snapshot, context)
    delete context.state.rds.snapshots[snapshot.arn]
    delete context.state.rds.tags[snapshot.arn]
    return { DBSnapshot: { ...described, Status: 'deleted', TagList: [] } }
  },
  {
    response: ({ DBSnapshot: snapshot }) => snapshot,
    resource: ({ DBSnapshotIdentifier: name = '*' }, { account, region }) =>
      snapshotArn(account.accountId, region, name),
  },
)

export const describeSnapshots = rdsOperation<DescribeDBSnapshotsMessage, DBSnapshotMessage>(
  DescribeDBSnapshots$,
  (input, context) => {
    const { DBSnapshotIdentifier: name, DBInstanceIdentifier, SnapshotType, DbiResourceId, Filters } = input
    const named = name === undefined ? snapshotsHere(context) : [snapshotNamed(context, name)]
    const wanted = named.filter(
      ({ database, kind }) =>
        (DBInstanceIdentifier === undefined || database.identifier === DBInstanceIdentifier.toLowerCase()) &&
        (SnapshotType === undefined || kind === SnapshotType) &&
        (DbiResourceId === undefined || database.resourceId === DbiResourceId),
    )
    const found = filtered(wanted, Filters, {
      'db-instance-id': ({ database }) => [database.identifier, database.arn],
      'db-snapshot-id': ({ identifier }) => [identifier],
      'dbi-resource-id': ({ database }) => [database.resourceId],
      engine: ({ database }) => [database.engine],
      'snapshot-type': ({ kind }) => [kind],
    })
    const { items, ...marker } = pageOf(found, input, ({ identifier }) => identifier)
    return { ...marker, DBSnapshots: items.map((snapshot) => describedSnapshot(snapshot, context)) }
  },
  { defaults: { IncludeShared: false, IncludePublic: false } },
)
