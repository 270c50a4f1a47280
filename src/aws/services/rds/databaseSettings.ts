import { CreateDBInstance$, ModifyDBInstance$ } from '@aws-sdk/client-rds'
import type {
  CreateDBInstanceMessage,
  CreateDBInstanceResult,
  ModifyDBInstanceMessage,
  ModifyDBInstanceResult,
} from '@aws-sdk/client-rds'
import type { CallContext } from '../../callContext.ts'
import { AwsFailure } from '../../failure.ts'
import { networksHere } from '../ec2/networks.ts'
import { groupsHere } from '../ec2/securityGroups.ts'
import { checkedIdentifier, databaseNamed, databasesHere } from './databaseLookup.ts'
import { statusOf } from './databaseStatus.ts'
import { describedDatabase } from './describedDatabase.ts'
import { checkedTags } from './databaseTags.ts'
import { rdsOperation } from './rdsOperation.ts'
import { databaseArn, databaseResourceId, endpointIdOf, PORTS, VERSIONS, type Database } from './rdsState.ts'

const MOST_DATABASES = 40

export const createDatabase = rdsOperation<CreateDBInstanceMessage, CreateDBInstanceResult>(
  CreateDBInstance$,
  (input, context) => {
    const { account, chance, nowMs, region, state } = context
    const identifier = checkedIdentifier(input.DBInstanceIdentifier ?? '', 'DBInstanceIdentifier')
    const arn = databaseArn(account.accountId, region, identifier)
    const here = databasesHere(context)
    if (here.some((database) => database.arn === arn))
      throw new AwsFailure('DBInstanceAlreadyExists', 'DB instance already exists')
    if (here.length >= MOST_DATABASES)
      throw new AwsFailure(
        'InstanceQuotaExceeded',
        'Request would result in exceeding the allowed number of DB instances.',
      )
    const engine = (input.Engine ?? '').toLowerCase()
    if (!Object.hasOwn(PORTS, engine)) throw invalid(`Invalid DB engine: ${input.Engine}`)
    checkClass(input.DBInstanceClass ?? '')
    if (input.AllocatedStorage === undefined)
      throw invalid('The parameter AllocatedStorage must be provided and must not be blank.')
    const storageType = input.StorageType ?? 'gp2'
    checkStorage(input.AllocatedStorage, engine, storageType)
    if (input.MasterUsername === undefined)
      throw invalid('The parameter MasterUsername must be provided and must not be blank.')
    if (input.ManageMasterUserPassword !== true) checkPassword(input.MasterUserPassword)
    const { vpcId, subnetGroup, zone } = placeOf(input, context)
    const tags = checkedTags(input.Tags ?? [])
    const database: Database = {
      arn,
      region,
      identifier,
      resourceId: databaseResourceId(chance),
      engine,
      port: input.Port ?? PORTS[engine]!,
      databaseName: input.DBName ?? null,
      masterUsername: input.MasterUsername,
      createdMs: nowMs,
      vpcId,
      subnetGroup,
      zone,
      isEncrypted: input.StorageEncrypted ?? false,
      endpointId: endpointIdOf(account, region),
      engineVersion: input.EngineVersion ?? VERSIONS[engine]!,
      instanceClass: input.DBInstanceClass ?? '',
      sizeGiB: input.AllocatedStorage,
      storageType,
      groupIds: groupsOf(input.VpcSecurityGroupIds, vpcId, context),
      isMultiZone: input.MultiAZ ?? false,
      isPublic: input.PubliclyAccessible ?? subnetGroup === 'default',
      isProtected: input.DeletionProtection ?? false,
      backupDays: input.BackupRetentionPeriod ?? 1,
      hasMinorUpgrades: input.AutoMinorVersionUpgrade ?? true,
      copiesTags: input.CopyTagsToSnapshot ?? false,
      change: 'created',
      changedMs: nowMs,
    }
    state.rds.databases[arn] = database
    state.rds.tags[arn] = tags
    return { DBInstance: describedDatabase(database, context) }
  },
  {
    response: ({ DBInstance: database }) => database,
    resource: ({ DBInstanceIdentifier: name = '*' }, { account, region }) =>
      databaseArn(account.accountId, region, name),
  },
)

export const modifyDatabase = rdsOperation<ModifyDBInstanceMessage, ModifyDBInstanceResult>(
  ModifyDBInstance$,
  (input, context) => {
    const database = databaseNamed(context, input.DBInstanceIdentifier ?? '')
    const status = statusOf(database, context.nowMs)
    if (status !== 'available' && status !== 'stopped')
      throw new AwsFailure('InvalidDBInstanceState', `Database instance is not in available state.`)
    if (input.DBInstanceClass !== undefined) checkClass(input.DBInstanceClass)
    if (input.MasterUserPassword !== undefined) checkPassword(input.MasterUserPassword)
    if (input.AllocatedStorage !== undefined && input.AllocatedStorage < database.sizeGiB)
      throw new AwsFailure(
        'InvalidParameterCombination',
        'Invalid storage modification. The new storage size must not be smaller than the current one.',
      )
    if (input.VpcSecurityGroupIds !== undefined)
      database.groupIds = groupsOf(input.VpcSecurityGroupIds, database.vpcId, context)
    database.instanceClass = input.DBInstanceClass ?? database.instanceClass
    database.sizeGiB = input.AllocatedStorage ?? database.sizeGiB
    database.storageType = input.StorageType ?? database.storageType
    database.engineVersion = input.EngineVersion ?? database.engineVersion
    database.isMultiZone = input.MultiAZ ?? database.isMultiZone
    database.isPublic = input.PubliclyAccessible ?? database.isPublic
    database.isProtected = input.DeletionProtection ?? database.isProtected
    database.backupDays = input.BackupRetentionPeriod ?? database.backupDays
    database.hasMinorUpgrades = input.AutoMinorVersionUpgrade ?? database.hasMinorUpgrades
    database.copiesTags = input.CopyTagsToSnapshot ?? database.copiesTags
    const described = describedDatabase(database, context)
    if (status === 'available' && needsTime(input)) {
      database.change = 'modified'
      database.changedMs = context.nowMs
    }
    const { MasterUserPassword } = input
    return {
      DBInstance: {
        ...described,
        ...(MasterUserPassword !== undefined && { PendingModifiedValues: { MasterUserPassword: '****' } }),
      },
    }
  },
  {
    response: ({ DBInstance: database }) => database,
    resource: ({ DBInstanceIdentifier: name = '*' }, { account, region }) =>
      databaseArn(account.accountId, region, name),
  },
)

/** Some changes are done at once; the others are seen as a status first. */
function needsTime(input: ModifyDBInstanceMessage): boolean {
  return [
    input.DBInstanceClass,
    input.AllocatedStorage,
    input.StorageType,
    input.EngineVersion,
    input.MultiAZ,
  ].some((setting) => setting !== undefined)
}

function invalid(message: string): AwsFailure {
  return new AwsFailure('InvalidParameterValue', message)
}

function checkClass(name: string): void {
  if (!/^db\.[a-z]+\d[a-z0-9]*\.(?:micro|small|medium|\d*x?large|metal)$/.test(name))
    throw invalid(`Invalid DB Instance class: ${name}`)
}

function checkStorage(sizeGiB: number, engine: string, storageType: string): void {
  if (sizeGiB < 5 || sizeGiB > 65_536)
    throw invalid(
      `Invalid storage size for engine name ${engine} and storage type ${storageType}: ${sizeGiB}`,
    )
}

function checkPassword(password: string | undefined): void {
  if (password === undefined)
    throw invalid('The parameter MasterUserPassword must be provided and must not be blank.')
  if (password.length < 8)
    throw invalid(
      'The parameter MasterUserPassword is not a valid password because it is shorter than 8 characters.',
    )
  if (/[/@" ]/.test(password) || /[^\x20-\x7e]/.test(password))
    throw invalid(
      'The parameter MasterUserPassword is not a valid password. Only printable ASCII characters besides ' +
        "'/', '@', '\"', ' ' may be used.",
    )
}

/** The company's subnet group exists in its VPC, `default` in every Region's default VPC. */
function placeOf(
  { DBSubnetGroupName: name = 'default', AvailabilityZone }: CreateDBInstanceMessage,
  context: CallContext,
) {
  const networks = networksHere(context)
  const network = networks.find(
    ({ isDefault }) =>
      (isDefault && name === 'default') || (!isDefault && name === `${context.account.company}-databases`),
  )
  if (network === undefined)
    throw new AwsFailure('DBSubnetGroupNotFoundFault', `DB subnet group '${name}' does not exist.`, 404)
  const zone = AvailabilityZone ?? network.subnets[0]!.zone
  if (!network.subnets.some((subnet) => subnet.zone === zone))
    throw new AwsFailure('InvalidVPCNetworkStateFault', `${zone} is not a valid availability zone.`)
  return { vpcId: network.vpcId, subnetGroup: name, zone }
}

function groupsOf(ids: readonly string[] | undefined, vpcId: string, context: CallContext): string[] {
  const groups = groupsHere(context).filter((group) => group.vpcId === vpcId)
  if (ids === undefined || ids.length === 0)
    return groups.filter(({ groupName }) => groupName === 'default').map(({ groupId }) => groupId)
  const unknown = ids.find((id) => !groups.some(({ groupId }) => groupId === id))
  if (unknown !== undefined) throw invalid(`Invalid security group , groupId= ${unknown}, groupName=.`)
  return [...ids]
}
