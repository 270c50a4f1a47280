import * as commands from '@aws-sdk/client-rds'
import { describe, expect, it } from 'vitest'
import { entriesFor, hasRealRecords, realCallsOf, shapeDifferences } from '../../../testing/recordShapes.ts'
import { SdkCalls, type CallRecord } from '../../../testing/sdkCalls.ts'

const calls = () => new SdkCalls({ commands, client: (options) => new commands.RDSClient(options) })

/** Members of real records that ours do not have, and why. */
const MISSING: Readonly<Record<string, string>> = {
  'CreateDBInstance responseElements.httpEndpointEnabled': 'the answer has no such member',
  'DeleteDBInstance responseElements.httpEndpointEnabled': 'the answer has no such member',
}

/** Members of ours that no real record in the data has, and why. */
const ADDED: Readonly<Record<string, string>> = {
  'DeleteDBInstance responseElements.certificateDetails': 'the real instance had no certificate any more',
}

/** The records of calls of every operation that the data has as well, with all members. */
async function ourRecords(): Promise<readonly CallRecord[]> {
  const test = calls()
  const records: CallRecord[] = []
  const call = async (name: string, input: object = {}) => {
    const { failure, record } = await test.call(name, input)
    if (failure !== null) throw failure
    records.push(record)
  }
  const named = { DBInstanceIdentifier: 'try' }
  const snapshot = { DBSnapshotIdentifier: 'before' }
  const { account, state } = test.account
  const subnetGroup = `${account.company}-databases`
  const { groupIds } = Object.values(state.rds.databases)[0]!
  await call('CreateDBInstance', {
    ...named,
    DBInstanceClass: 'db.t3.micro',
    Engine: 'mysql',
    EngineVersion: '8.0.43',
    DBName: 'orders',
    AllocatedStorage: 20,
    StorageType: 'gp2',
    MasterUsername: 'admin',
    MasterUserPassword: 'correct-horse',
    TdeCredentialPassword: 'correct-horse',
    DBSubnetGroupName: subnetGroup,
    VpcSecurityGroupIds: groupIds,
    Port: 3306,
    MultiAZ: false,
    PubliclyAccessible: false,
    DeletionProtection: false,
    BackupRetentionPeriod: 0,
    CopyTagsToSnapshot: false,
    StorageEncrypted: false,
    AutoMinorVersionUpgrade: true,
    Tags: [{ Key: 'owner', Value: 'mara' }],
  })
  test.pass(60)
  await call('DescribeDBInstances', named)
  await call('DescribeDBInstances', { Filters: [{ Name: 'db-instance-id', Values: ['try'] }] })
  await call('ListTagsForResource', {
    ResourceName: `arn:aws:rds:eu-central-1:${account.accountId}:db:try`,
  })
  await call('CreateDBSnapshot', { ...named, ...snapshot, Tags: [{ Key: 'owner', Value: 'mara' }] })
  test.pass(30)
  await call('DescribeDBSnapshots', snapshot)
  await call('DeleteDBSnapshot', snapshot)
  await call('DeleteDBInstance', { ...named, FinalDBSnapshotIdentifier: 'last' })
  return records
}

describe('records of RDS', () => {
  it.skipIf(!hasRealRecords)(
    'have the members of real ones, but for those that are listed with a reason (skipped where ../shared/data is not)',
    async () => {
      const { missing, added, compared } = shapeDifferences(
        await ourRecords(),
        realCallsOf('rds.amazonaws.com'),
      )
      // Every member that differs is listed, and every listed one still differs.
      expect([entriesFor(missing, MISSING), entriesFor(added, ADDED)]).toEqual([
        new Set(Object.keys(MISSING)),
        new Set(Object.keys(ADDED)),
      ])
      expect(compared.size).toBe(7)
    },
  )

  it('hide the master password, and have times as CloudTrail writes them for RDS', async () => {
    const records = await ourRecords()
    const [created] = records
    expect(created!.requestParameters).toMatchObject({ masterUserPassword: 'HIDDEN_DUE_TO_SECURITY_REASONS' })
    expect(created!.responseElements).toMatchObject({
      dBInstanceStatus: 'creating',
      pendingModifiedValues: { masterUserPassword: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
    })
    expect(JSON.stringify(records)).not.toContain('correct-horse')
    const deleted = records.at(-1)!
    expect(deleted.requestParameters).toEqual({
      dBInstanceIdentifier: 'try',
      skipFinalSnapshot: false,
      finalDBSnapshotIdentifier: 'last',
      deleteAutomatedBackups: true,
    })
    expect(deleted.responseElements).toMatchObject({ instanceCreateTime: 'Feb 4, 2026 10:00:00 AM' })
  })

  it('have no request where none was given, and the name of the fault of a failure', async () => {
    const test = calls()
    expect((await test.call('DescribeDBInstances')).record).toMatchObject({
      requestParameters: null,
      responseElements: null,
      readOnly: true,
    })
    const { record } = await test.call('StopDBInstance', { DBInstanceIdentifier: 'nobody' })
    expect(record).toMatchObject({
      errorCode: 'DBInstanceNotFoundFault',
      errorMessage: 'DBInstance nobody not found.',
      requestParameters: { dBInstanceIdentifier: 'nobody' },
      responseElements: null,
    })
  })
})
