import type { AccountState } from '../accountState.ts'
import { stateOf, stillExists } from '../services/ec2/instanceState.ts'
import { statusOf } from '../services/rds/databaseStatus.ts'

/** Something that exists in the account. */
export interface AccountResource {
  /** As in ARNs. */
  readonly service: string
  /** `instance`, `bucket` */
  readonly kind: string
  readonly id: string
  /** If it is not the ID. */
  readonly name: string | null
  /** If it has one: `running`. */
  readonly state: string | null
  /** Null if it is global. */
  readonly region: string | null
}

/** Titles of the services, in the order of the page. */
export const SERVICE_TITLES: Readonly<Record<string, string>> = {
  ec2: 'EC2',
  rds: 'RDS',
  s3: 'S3',
  lambda: 'Lambda',
  iam: 'IAM',
  cloudtrail: 'CloudTrail',
  secretsmanager: 'Secrets Manager',
  ssm: 'Systems Manager',
  kms: 'KMS',
}

/** What exists at a moment, by service. Roles and keys of AWS's services are left out. */
export function resourcesIn(state: AccountState, nowMs: number): readonly AccountResource[] {
  return [...machines(state, nowMs), ...data(state, nowMs), ...identities(state), ...trails(state)]
}

function machines({ ec2 }: AccountState, nowMs: number): readonly AccountResource[] {
  return [
    ...Object.values(ec2.instances)
      .filter((instance) => stillExists(instance, nowMs))
      .map((instance) => ({
        service: 'ec2',
        kind: 'instance',
        id: instance.instanceId,
        name: ec2.tags[instance.instanceId]?.['Name'] ?? null,
        state: stateOf(instance, nowMs),
        region: instance.region,
      })),
    ...Object.values(ec2.groups)
      .filter(({ groupName }) => groupName !== 'default')
      .map(({ groupId, groupName, region }) => ({
        service: 'ec2',
        kind: 'security group',
        id: groupId,
        name: groupName,
        state: null,
        region,
      })),
  ]
}

function data(
  { rds, s3, lambda, secretsmanager, ssm, kms }: AccountState,
  nowMs: number,
): readonly AccountResource[] {
  return [
    ...Object.values(lambda.functions).map(({ name, arn }) => ({
      service: 'lambda',
      kind: 'function',
      id: name,
      name: null,
      state: null,
      region: regionIn(arn),
    })),
    ...Object.values(secretsmanager.secrets)
      .filter(({ deletion }) => deletion === null)
      .map(({ name, arn }) => ({
        service: 'secretsmanager',
        kind: 'secret',
        id: name,
        name: null,
        state: null,
        region: regionIn(arn),
      })),
    ...Object.values(ssm.parameters).map(({ name, arn }) => ({
      service: 'ssm',
      kind: 'parameter',
      id: name,
      name: null,
      state: null,
      region: regionIn(arn),
    })),
    ...Object.values(kms.aliases).map(({ aliasName, arn }) => ({
      service: 'kms',
      kind: 'key alias',
      id: aliasName,
      name: null,
      state: null,
      region: regionIn(arn),
    })),
    ...Object.values(rds.databases).map((database) => ({
      service: 'rds',
      kind: 'DB instance',
      id: database.identifier,
      name: null,
      state: statusOf(database, nowMs),
      region: database.region,
    })),
    ...Object.values(s3.buckets).map(({ name, region }) => ({
      service: 's3',
      kind: 'bucket',
      id: name,
      name: null,
      state: null,
      region,
    })),
  ]
}

function identities({ iam }: AccountState): readonly AccountResource[] {
  const global = { service: 'iam', region: null }
  return [
    ...Object.keys(iam.users).map((id) => ({ ...global, kind: 'user', id, name: null, state: null })),
    ...Object.values(iam.roles)
      .filter(({ path }) => !path.startsWith('/aws-'))
      .map(({ roleName }) => ({ ...global, kind: 'role', id: roleName, name: null, state: null })),
    ...Object.values(iam.accessKeys).map(({ accessKeyId, userName, status }) => ({
      ...global,
      kind: 'access key',
      id: accessKeyId,
      name: userName,
      state: status,
    })),
  ]
}

function trails({ cloudtrail }: AccountState): readonly AccountResource[] {
  return Object.values(cloudtrail.trails).map(({ name, homeRegion, isLogging }) => ({
    service: 'cloudtrail',
    kind: 'trail',
    id: name,
    name: null,
    state: isLogging ? 'logging' : 'stopped',
    region: homeRegion,
  }))
}

/** Of an ARN that has one. */
const regionIn = (arn: string): string => arn.split(':')[3] ?? ''
