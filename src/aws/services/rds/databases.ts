import {
  DeleteDBInstance$,
  DescribeDBInstances$,
  RebootDBInstance$,
  StartDBInstance$,
  StopDBInstance$,
} from '@aws-sdk/client-rds'
import type {
  DBInstance,
  DBInstanceMessage,
  DeleteDBInstanceMessage,
  DeleteDBInstanceResult,
  DescribeDBInstancesMessage,
  RebootDBInstanceMessage,
  RebootDBInstanceResult,
  StartDBInstanceMessage,
  StartDBInstanceResult,
  StopDBInstanceMessage,
  StopDBInstanceResult,
} from '@aws-sdk/client-rds'
import type { CallContext } from '../../callContext.ts'
import { AwsFailure } from '../../failure.ts'
import { databaseNamed, databasesHere } from './databaseLookup.ts'
import { takeSnapshot } from './databaseSnapshots.ts'
import { statusOf } from './databaseStatus.ts'
import { describedDatabase } from './describedDatabase.ts'
import { filtered } from './filters.ts'
import { pageOf } from './pages.ts'
import { rdsOperation } from './rdsOperation.ts'
import { databaseArn, type Database } from './rdsState.ts'

export const describeDatabases = rdsOperation<DescribeDBInstancesMessage, DBInstanceMessage>(
  DescribeDBInstances$,
  (input, context) => {
    const { DBInstanceIdentifier: name, Filters } = input
    const named = name === undefined ? databasesHere(context) : [databaseNamed(context, name)]
    const found = filtered(named, Filters, {
      'db-cluster-id': () => [],
      'db-instance-id': ({ identifier, arn }) => [identifier, arn],
      'dbi-resource-id': ({ resourceId }) => [resourceId],
      domain: () => [],
      engine: ({ engine }) => [engine],
    })
    const { items, ...marker } = pageOf(found, input, ({ identifier }) => identifier)
    return { ...marker, DBInstances: items.map((database) => describedDatabase(database, context)) }
  },
)

export const startDatabase = rdsOperation<StartDBInstanceMessage, StartDBInstanceResult>(
  StartDBInstance$,
  ({ DBInstanceIdentifier: name = '' }, context) => {
    const database = databaseNamed(context, name)
    if (statusOf(database, context.nowMs) !== 'stopped')
      throw invalidState(`Instance ${database.identifier} is not in stopped state.`)
    return { DBInstance: changed(database, 'started', context) }
  },
  { response: ({ DBInstance: database }) => database, resource },
)

export const stopDatabase = rdsOperation<StopDBInstanceMessage, StopDBInstanceResult>(
  StopDBInstance$,
  ({ DBInstanceIdentifier: name = '', DBSnapshotIdentifier: snapshot }, context) => {
    const database = databaseNamed(context, name)
    checkAvailable(database, context)
    if (snapshot !== undefined) takeSnapshot(database, snapshot, [], context)
    return { DBInstance: changed(database, 'stopped', context) }
  },
  { response: ({ DBInstance: database }) => database, resource },
)

export const rebootDatabase = rdsOperation<RebootDBInstanceMessage, RebootDBInstanceResult>(
  RebootDBInstance$,
  ({ DBInstanceIdentifier: name = '', ForceFailover }, context) => {
    const database = databaseNamed(context, name)
    checkAvailable(database, context)
    if (ForceFailover === true && !database.isMultiZone)
      throw new AwsFailure(
        'InvalidParameterCombination',
        'Cannot force failover since the instance is not deployed in multiple Availability Zones.',
      )
    return { DBInstance: changed(database, 'rebooted', context) }
  },
  { response: ({ DBInstance: database }) => database, resource },
)

export const deleteDatabase = rdsOperation<DeleteDBInstanceMessage, DeleteDBInstanceResult>(
  DeleteDBInstance$,
  (input, context) => {
    const { DBInstanceIdentifier: name = '', SkipFinalSnapshot = false, FinalDBSnapshotIdentifier } = input
    const database = databaseNamed(context, name)
    if (statusOf(database, context.nowMs) === 'deleting')
      throw invalidState(`Instance ${database.identifier} is already being deleted.`)
    if (database.isProtected)
      throw new AwsFailure(
        'InvalidParameterCombination',
        'Cannot delete protected DB Instance, please disable deletion protection and try again.',
      )
    if (SkipFinalSnapshot && FinalDBSnapshotIdentifier !== undefined)
      throw new AwsFailure(
        'InvalidParameterCombination',
        'FinalDBSnapshotIdentifier can not be specified when deleting an instance with SkipFinalSnapshot.',
      )
    if (!SkipFinalSnapshot && FinalDBSnapshotIdentifier === undefined)
      throw new AwsFailure(
        'InvalidParameterCombination',
        'FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.',
      )
    if (FinalDBSnapshotIdentifier !== undefined)
      takeSnapshot(database, FinalDBSnapshotIdentifier, [], context)
    return { DBInstance: changed(database, 'deleted', context) }
  },
  {
    defaults: { SkipFinalSnapshot: false, DeleteAutomatedBackups: true },
    response: ({ DBInstance: database }) => database,
    resource,
  },
)

function changed(database: Database, change: Database['change'], context: CallContext): DBInstance {
  database.change = change
  database.changedMs = context.nowMs
  return describedDatabase(database, context)
}

function checkAvailable(database: Database, { nowMs }: CallContext): void {
  if (statusOf(database, nowMs) !== 'available')
    throw invalidState(`Instance ${database.identifier} is not in available state.`)
}

function invalidState(message: string): AwsFailure {
  return new AwsFailure('InvalidDBInstanceState', message)
}

function resource(
  { DBInstanceIdentifier: name = '*' }: { readonly DBInstanceIdentifier?: string | undefined },
  { account, region }: CallContext,
): string {
  return databaseArn(account.accountId, region, name)
}
