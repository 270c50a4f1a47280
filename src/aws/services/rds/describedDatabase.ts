import type { DBInstance, DBSnapshot, Tag } from '@aws-sdk/client-rds'
import type { CallContext } from '../../callContext.ts'
import { isSnapshotComplete, statusOf } from './databaseStatus.ts'
import type { Database, DatabaseSnapshot } from './rdsState.ts'

const AUTHORITY = 'rds-ca-rsa2048-g1'

export function tagsOf({ state }: CallContext, arn: string): Tag[] {
  return Object.entries(state.rds.tags[arn] ?? {}).map(([Key, Value]) => ({ Key, Value }))
}

export function describedDatabase(database: Database, context: CallContext): DBInstance {
  const { engine, engineVersion, identifier, port, region, groupIds } = database
  const status = statusOf(database, context.nowMs)
  // What a new instance has not, before it is available.
  const isCreated = status !== 'creating'
  return {
    DBInstanceIdentifier: identifier,
    DBInstanceClass: database.instanceClass,
    Engine: engine,
    DBInstanceStatus: status,
    MasterUsername: database.masterUsername,
    ...(database.databaseName !== null && { DBName: database.databaseName }),
    ...(isCreated && {
      Endpoint: {
        Address: `${identifier}.${database.endpointId}.${region}.rds.amazonaws.com`,
        Port: port,
        HostedZoneId: 'Z2R2ITUGPM61AM',
      },
    }),
    AllocatedStorage: database.sizeGiB,
    ...(isCreated && { InstanceCreateTime: new Date(database.createdMs) }),
    PreferredBackupWindow: '02:10-02:40',
    BackupRetentionPeriod: database.backupDays,
    DBSecurityGroups: [],
    VpcSecurityGroups: groupIds.map((VpcSecurityGroupId) => ({ VpcSecurityGroupId, Status: 'active' })),
    DBParameterGroups: [
      {
        DBParameterGroupName: `default.${engine}${familyOf(engineVersion)}`,
        ParameterApplyStatus: 'in-sync',
      },
    ],
    ...(isCreated && { AvailabilityZone: database.zone }),
    DBSubnetGroup: subnetGroupOf(database, context),
    PreferredMaintenanceWindow: 'sun:03:30-sun:04:00',
    PendingModifiedValues: isCreated ? {} : { MasterUserPassword: '****' },
    MultiAZ: database.isMultiZone,
    EngineVersion: engineVersion,
    AutoMinorVersionUpgrade: database.hasMinorUpgrades,
    ReadReplicaDBInstanceIdentifiers: [],
    LicenseModel: licenseOf(engine),
    ...(database.storageType === 'gp3' && { Iops: 3000 }),
    StorageThroughput: database.storageType === 'gp3' ? 125 : 0,
    OptionGroupMemberships: [{ OptionGroupName: optionGroupOf(database), Status: 'in-sync' }],
    PubliclyAccessible: database.isPublic,
    StorageType: database.storageType,
    DbInstancePort: 0,
    StorageEncrypted: database.isEncrypted,
    DbiResourceId: database.resourceId,
    CACertificateIdentifier: AUTHORITY,
    CertificateDetails: { CAIdentifier: AUTHORITY },
    DomainMemberships: [],
    CopyTagsToSnapshot: database.copiesTags,
    MonitoringInterval: 0,
    DBInstanceArn: database.arn,
    IAMDatabaseAuthenticationEnabled: false,
    PerformanceInsightsEnabled: false,
    DeletionProtection: database.isProtected,
    AssociatedRoles: [],
    TagList: tagsOf(context, database.arn),
    CustomerOwnedIpEnabled: false,
    NetworkType: 'IPV4',
    BackupTarget: 'region',
    DedicatedLogVolume: false,
  }
}

function subnetGroupOf({ subnetGroup, vpcId, region }: Database, { state }: CallContext) {
  const subnets = state.ec2.networks[region]?.find((network) => network.vpcId === vpcId)?.subnets ?? []
  return {
    DBSubnetGroupName: subnetGroup,
    DBSubnetGroupDescription: subnetGroup === 'default' ? 'default' : 'Subnets of the databases',
    VpcId: vpcId,
    SubnetGroupStatus: 'Complete',
    Subnets: subnets.map(({ subnetId, zone }) => ({
      SubnetIdentifier: subnetId,
      SubnetAvailabilityZone: { Name: zone },
      SubnetOutpost: {},
      SubnetStatus: 'Active',
    })),
  }
}

export function describedSnapshot(snapshot: DatabaseSnapshot, context: CallContext): DBSnapshot {
  const { arn, identifier, kind, startedMs, database } = snapshot
  const isComplete = isSnapshotComplete(snapshot, context.nowMs)
  const started = new Date(startedMs)
  return {
    DBSnapshotIdentifier: identifier,
    DBInstanceIdentifier: database.identifier,
    ...(isComplete && { SnapshotCreateTime: started, OriginalSnapshotCreateTime: started }),
    Engine: database.engine,
    AllocatedStorage: database.sizeGiB,
    Status: isComplete ? 'available' : 'creating',
    Port: database.port,
    AvailabilityZone: database.zone,
    VpcId: database.vpcId,
    InstanceCreateTime: new Date(database.createdMs),
    MasterUsername: database.masterUsername,
    EngineVersion: database.engineVersion,
    LicenseModel: licenseOf(database.engine),
    SnapshotType: kind,
    OptionGroupName: optionGroupOf(database),
    PercentProgress: isComplete ? 100 : 0,
    StorageType: database.storageType,
    StorageThroughput: database.storageType === 'gp3' ? 125 : 0,
    Encrypted: database.isEncrypted,
    DBSnapshotArn: arn,
    IAMDatabaseAuthenticationEnabled: false,
    ProcessorFeatures: [],
    DbiResourceId: database.resourceId,
    TagList: tagsOf(context, arn),
    SnapshotTarget: 'region',
    DedicatedLogVolume: false,
  }
}

/** `17` of PostgreSQL 17.6, `8.4` of MySQL 8.4.6. */
function familyOf(version: string): string {
  const [major = '', minor = ''] = version.split('.')
  return Number(major) >= 10 && minor.length <= 2 && version.split('.').length === 2
    ? major
    : `${major}.${minor}`
}

function optionGroupOf({ engine, engineVersion }: Database): string {
  return `default:${engine}-${familyOf(engineVersion).replaceAll('.', '-')}`
}

function licenseOf(engine: string): string {
  if (engine === 'postgres') return 'postgresql-license'
  return engine === 'mysql' || engine === 'mariadb' ? 'general-public-license' : 'license-included'
}
