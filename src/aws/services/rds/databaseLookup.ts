import type { CallContext } from '../../callContext.ts'
import { AwsFailure } from '../../failure.ts'
import { statusOf } from './databaseStatus.ts'
import { databaseArn, snapshotArn, type Database, type DatabaseSnapshot } from './rdsState.ts'

/** Those of the call's Region. */
export function databasesHere({ state, region, nowMs }: CallContext): readonly Database[] {
  return Object.values(state.rds.databases).filter(
    (database) => database.region === region && statusOf(database, nowMs) !== 'deleted',
  )
}

/** By its name, in any case, or by its ARN. */
export function databaseNamed(context: CallContext, name: string): Database {
  const { account, region } = context
  const arn = name.startsWith('arn:') ? name : databaseArn(account.accountId, region, name.toLowerCase())
  const database = databasesHere(context).find((one) => one.arn === arn)
  if (database === undefined) throw new AwsFailure('DBInstanceNotFound', `DBInstance ${name} not found.`, 404)
  return database
}

export function snapshotsHere({ state, region }: CallContext): readonly DatabaseSnapshot[] {
  return Object.values(state.rds.snapshots).filter((snapshot) => snapshot.region === region)
}

export function snapshotNamed(context: CallContext, name: string): DatabaseSnapshot {
  const { account, region } = context
  const arn = name.startsWith('arn:') ? name : snapshotArn(account.accountId, region, name.toLowerCase())
  const snapshot = snapshotsHere(context).find((one) => one.arn === arn)
  if (snapshot === undefined) throw new AwsFailure('DBSnapshotNotFound', `DBSnapshot not found: ${name}`, 404)
  return snapshot
}

/** Lower case, as RDS keeps it. */
export function checkedIdentifier(identifier: string, parameter: string): string {
  const isValid = /^[a-zA-Z](?:-?[a-zA-Z0-9])*$/.test(identifier) && identifier.length <= 63
  if (!isValid)
    throw new AwsFailure(
      'InvalidParameterValue',
      `The parameter ${parameter} is not a valid identifier. Identifiers must begin with a letter; must contain ` +
        'only ASCII letters, digits, and hyphens; and must not end with a hyphen or contain two consecutive hyphens.',
    )
  return identifier.toLowerCase()
}
