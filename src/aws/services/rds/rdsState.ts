import { Chance } from '../../../account/chance.ts'
import { HOME_REGION } from '../../../account/resources.ts'
import type { SimulatedAccount } from '../../../account/simulatedAccount.ts'
import { DAY, HOUR, MINUTE } from '../../../account/times.ts'

/** Instances, snapshots and tags by the ARNs of what they are or belong to. */
export interface RdsState {
  readonly databases: Record<string, Database>
  readonly snapshots: Record<string, DatabaseSnapshot>
  readonly tags: Record<string, Record<string, string>>
}

export interface Database {
  readonly arn: string
  readonly region: string
  readonly identifier: string
  readonly resourceId: string
  readonly engine: string
  readonly port: number
  readonly databaseName: string | null
  readonly masterUsername: string
  readonly createdMs: number
  readonly vpcId: string
  readonly subnetGroup: string
  readonly zone: string
  readonly isEncrypted: boolean
  /** The part of the endpoint's name that the account has in the Region. */
  readonly endpointId: string
  engineVersion: string
  instanceClass: string
  sizeGiB: number
  storageType: string
  groupIds: string[]
  isMultiZone: boolean
  isPublic: boolean
  isProtected: boolean
  backupDays: number
  hasMinorUpgrades: boolean
  copiesTags: boolean
  /** What was last done to it, and when: its status follows from that. */
  change: 'created' | 'started' | 'stopped' | 'rebooted' | 'modified' | 'deleted'
  changedMs: number
}

export interface DatabaseSnapshot {
  readonly arn: string
  readonly region: string
  readonly identifier: string
  readonly kind: 'manual' | 'automated'
  readonly startedMs: number
  /** As it was when the snapshot was taken. */
  readonly database: Database
}

export const PORTS: Readonly<Record<string, number>> = {
  mysql: 3306,
  mariadb: 3306,
  postgres: 5432,
  'oracle-ee': 1521,
  'oracle-se2': 1521,
  'sqlserver-ee': 1433,
  'sqlserver-se': 1433,
  'sqlserver-ex': 1433,
  'sqlserver-web': 1433,
}

export const VERSIONS: Readonly<Record<string, string>> = {
  mysql: '8.4.6',
  mariadb: '11.8.3',
  postgres: '17.6',
  'oracle-ee': '19.0.0.0.ru-2026-07.rur-2026-07.r1',
  'oracle-se2': '19.0.0.0.ru-2026-07.rur-2026-07.r1',
  'sqlserver-ee': '16.00.4210.1.v1',
  'sqlserver-se': '16.00.4210.1.v1',
  'sqlserver-ex': '16.00.4210.1.v1',
  'sqlserver-web': '16.00.4210.1.v1',
}

export function databaseArn(accountId: string, region: string, identifier: string): string {
  return `arn:aws:rds:${region}:${accountId}:db:${identifier}`
}

export function snapshotArn(accountId: string, region: string, identifier: string): string {
  return `arn:aws:rds:${region}:${accountId}:snapshot:${identifier}`
}

export function databaseResourceId(chance: Chance): string {
  return `db-${chance.characters('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 26)}`
}

/** The company's databases, with last night's snapshots. */
export function newRdsState(account: SimulatedAccount): RdsState {
  const { accountId, resources, seed, todayMs } = account
  const state: RdsState = { databases: {}, snapshots: {}, tags: {} }
  for (const identifier of resources.databases) {
    const chance = new Chance(seed, 'database', identifier)
    const isProduction = identifier.includes('-prod-')
    const createdMs = todayMs - Math.floor(chance.between(200, 700) * DAY)
    const arn = databaseArn(accountId, HOME_REGION, identifier)
    const database: Database = {
      arn,
      region: HOME_REGION,
      identifier,
      resourceId: databaseResourceId(chance),
      engine: 'postgres',
      port: PORTS.postgres!,
      databaseName: identifier.split('-').at(-1)!,
      masterUsername: 'dbadmin',
      createdMs,
      vpcId: resources.vpcId,
      subnetGroup: `${account.company}-databases`,
      zone: `${HOME_REGION}a`,
      isEncrypted: true,
      endpointId: endpointIdOf(account, HOME_REGION),
      engineVersion: VERSIONS.postgres!,
      instanceClass: isProduction ? 'db.r6g.large' : 'db.t4g.medium',
      sizeGiB: isProduction ? 500 : 100,
      storageType: 'gp3',
      groupIds: [resources.databaseHost.groupId],
      isMultiZone: isProduction,
      isPublic: false,
      isProtected: isProduction,
      backupDays: isProduction ? 14 : 3,
      hasMinorUpgrades: true,
      copiesTags: true,
      change: 'created',
      changedMs: createdMs,
    }
    state.databases[arn] = database
    state.tags[arn] = { environment: isProduction ? 'prod' : 'staging' }
    const night = new Date(todayMs - DAY).toISOString().slice(0, 10)
    const snapshot = `rds:${identifier}-${night}-02-10`
    const snapshotsArn = snapshotArn(accountId, HOME_REGION, snapshot)
    state.snapshots[snapshotsArn] = {
      arn: snapshotsArn,
      region: HOME_REGION,
      identifier: snapshot,
      kind: 'automated',
      startedMs: todayMs - DAY + 2 * HOUR + 10 * MINUTE,
      database: { ...database },
    }
  }
  return state
}

export function endpointIdOf({ seed }: SimulatedAccount, region: string): string {
  return new Chance(seed, 'database endpoints', region).characters('abcdefghijklmnopqrstuvwxyz0123456789', 12)
}
