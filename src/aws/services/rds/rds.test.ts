import * as commands from '@aws-sdk/client-rds'
import type { DBInstanceMessage, DBSnapshotMessage, TagListMessage } from '@aws-sdk/client-rds'
import { describe, expect, it } from 'vitest'
import { SdkCalls } from '../../../testing/sdkCalls.ts'

const calls = () => new SdkCalls({ commands, client: (options) => new commands.RDSClient(options) })

const NEW = {
  DBInstanceIdentifier: 'try',
  DBInstanceClass: 'db.t3.micro',
  Engine: 'postgres',
  AllocatedStorage: 20,
  MasterUsername: 'dbadmin',
  MasterUserPassword: 'correct-horse',
}

const named = (DBInstanceIdentifier: string) => ({ DBInstanceIdentifier })

async function statusOf(account: SdkCalls, name: string): Promise<string | undefined> {
  const { DBInstances } = await account.output<DBInstanceMessage>('DescribeDBInstances', named(name))
  return DBInstances![0]!.DBInstanceStatus
}

describe('DB instances', () => {
  it('are the company’s, in its Region', async () => {
    const account = calls()
    const { DBInstances } = await account.output<DBInstanceMessage>('DescribeDBInstances')
    expect(DBInstances!.map(({ DBInstanceIdentifier: id }) => id!.replace(/^[^-]+-/, ''))).toEqual([
      'prod-billing',
      'prod-orders',
      'staging-orders',
    ])
    account.region = 'us-east-1'
    expect(await account.output('DescribeDBInstances')).toMatchObject({ DBInstances: [] })
  })

  it('are created, stopped, started, rebooted and deleted in their time', async () => {
    const account = calls()
    await account.output('CreateDBInstance', NEW)
    const statuses = [await statusOf(account, 'try')]
    const later = async (seconds: number) => {
      account.pass(seconds)
      statuses.push(await statusOf(account, 'TRY'))
    }
    await later(60)
    await account.output('StopDBInstance', named('try'))
    await later(1)
    await later(45)
    expect(await account.failure('StopDBInstance', named('try'))).toBe(
      'InvalidDBInstanceStateFault: Instance try is not in available state.',
    )
    await account.output('StartDBInstance', named('try'))
    await later(1)
    expect(await account.failure('RebootDBInstance', named('try'))).toMatch('InvalidDBInstanceState')
    await later(45)
    await account.output('RebootDBInstance', named('try'))
    await later(1)
    await later(20)
    expect(await account.failure('DeleteDBInstance', named('try'))).toBe(
      'InvalidParameterCombination: FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.',
    )
    await account.output('DeleteDBInstance', { ...named('try'), SkipFinalSnapshot: true })
    await later(1)
    expect(await account.failure('DeleteDBInstance', { ...named('try'), SkipFinalSnapshot: true })).toBe(
      'InvalidDBInstanceStateFault: Instance try is already being deleted.',
    )
    expect(statuses).toEqual([
      'creating',
      'available',
      'stopping',
      'stopped',
      'starting',
      'available',
      'rebooting',
      'available',
      'deleting',
    ])
    account.pass(45)
    expect(await account.failure('DescribeDBInstances', named('try'))).toBe(
      'DBInstanceNotFoundFault: DBInstance try not found.',
    )
    await account.output('CreateDBInstance', NEW)
  })

  it('are not deleted while they are protected', async () => {
    const account = calls()
    const name = `${account.account.account.company}-prod-orders`
    const input = { ...named(name), SkipFinalSnapshot: true }
    expect(await account.failure('DeleteDBInstance', input)).toMatch('Cannot delete protected DB Instance')
    await account.output('ModifyDBInstance', { ...named(name), DeletionProtection: false })
    await account.output('DeleteDBInstance', input)
    expect(await statusOf(account, name)).toBe('deleting')
  })

  it('are not created twice, nor from what cannot be', async () => {
    const account = calls()
    await account.output('CreateDBInstance', NEW)
    expect(await account.failure('CreateDBInstance', NEW)).toBe(
      'DBInstanceAlreadyExistsFault: DB instance already exists',
    )
    const failure = (more: object) =>
      account.failure('CreateDBInstance', { ...NEW, DBInstanceIdentifier: 'other', ...more })
    expect(await failure({ DBInstanceIdentifier: '1-database' })).toMatch('is not a valid identifier')
    expect(await failure({ Engine: 'excel' })).toMatch('Invalid DB engine: excel')
    expect(await failure({ DBInstanceClass: 't3.micro' })).toMatch('Invalid DB Instance class: t3.micro')
    expect(await failure({ AllocatedStorage: 1 })).toMatch('Invalid storage size')
    expect(await failure({ MasterUserPassword: 'short' })).toMatch('shorter than 8 characters')
    expect(await failure({ DBSubnetGroupName: 'nowhere' })).toMatch('DBSubnetGroupNotFoundFault')
    expect(await failure({ VpcSecurityGroupIds: ['sg-0123456789abcdef0'] })).toMatch('Invalid security group')
  })

  it('come in pages', async () => {
    const account = calls()
    for (let number = 10; number < 33; number++)
      await account.output('CreateDBInstance', { ...NEW, DBInstanceIdentifier: `try-${number}` })
    const first = await account.output<DBInstanceMessage>('DescribeDBInstances', { MaxRecords: 20 })
    const second = await account.output<DBInstanceMessage>('DescribeDBInstances', {
      MaxRecords: 20,
      Marker: first.Marker,
    })
    expect([first, second].map(({ DBInstances }) => DBInstances!.length)).toEqual([20, 6])
    expect(second.Marker).toBeUndefined()
    expect(await account.failure('DescribeDBInstances', { MaxRecords: 5 })).toMatch(
      'Must be between 20 and 100',
    )
  })
})

describe('snapshots and tags', () => {
  it('are taken of an instance that is available, and keep its tags if it says so', async () => {
    const account = calls()
    const ids = async (input: object) => {
      const { DBSnapshots } = await account.output<DBSnapshotMessage>('DescribeDBSnapshots', input)
      return DBSnapshots!.map(({ DBSnapshotIdentifier: id, Status }) => [id, Status])
    }
    expect(await ids({ SnapshotType: 'automated' })).toHaveLength(3)
    await account.output('CreateDBInstance', {
      ...NEW,
      CopyTagsToSnapshot: true,
      Tags: [{ Key: 'a', Value: '1' }],
    })
    const input = { ...named('try'), DBSnapshotIdentifier: 'Before' }
    expect(await account.failure('CreateDBSnapshot', input)).toMatch('not currently in the available state')
    account.pass(60)
    await account.output('CreateDBSnapshot', input)
    expect(await ids(named('try'))).toEqual([['before', 'creating']])
    expect(await account.failure('CreateDBSnapshot', input)).toMatch('DBSnapshotAlreadyExists')
    account.pass(30)
    expect(await ids(named('try'))).toEqual([['before', 'available']])
    const ResourceName = `arn:aws:rds:eu-central-1:${account.account.account.accountId}:snapshot:before`
    await account.output('AddTagsToResource', { ResourceName, Tags: [{ Key: 'b', Value: '2' }] })
    await account.output('RemoveTagsFromResource', { ResourceName, TagKeys: ['a'] })
    const { TagList } = await account.output<TagListMessage>('ListTagsForResource', { ResourceName })
    expect(TagList).toEqual([{ Key: 'b', Value: '2' }])
    await account.output('DeleteDBSnapshot', { DBSnapshotIdentifier: 'before' })
    expect(await account.failure('DeleteDBSnapshot', { DBSnapshotIdentifier: 'before' })).toMatch(
      'DBSnapshotNotFound',
    )
    expect(await account.failure('ListTagsForResource', { ResourceName })).toMatch('DBSnapshotNotFound')
  })
})
