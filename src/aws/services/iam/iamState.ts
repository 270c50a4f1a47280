import { Chance } from '../../../account/chance.ts'
import { accessKeyId, base64, uniqueId } from '../../../account/identifiers.ts'
import type { SimulatedAccount } from '../../../account/simulatedAccount.ts'
import { DAY } from '../../../account/times.ts'
import { AWS_POLICY } from '../../principals/awsManagedPolicies.ts'

/** Users, roles and groups by name, access keys by ID, policies of the account by ARN. */
export interface IamState {
  readonly users: Record<string, IamUser>
  readonly roles: Record<string, IamRole>
  readonly groups: Record<string, IamGroup>
  readonly accessKeys: Record<string, AccessKey>
  readonly policies: Record<string, ManagedPolicy>
  /** The IDs of access keys that exist no more. */
  deletedAccessKeys: string[]
}

/** What a user, a role or the members of a group may do. */
export interface Permissions {
  /** ARNs of managed policies. */
  attachedPolicies: string[]
  /** Policy documents by name. */
  inlinePolicies: Record<string, string>
  /** The ARN of a policy that has to allow what the others allow. */
  permissionsBoundary: string | null
}

export interface IamUser extends Permissions {
  readonly userName: string
  /** `/`, or with names: `/team/` */
  readonly path: string
  readonly userId: string
  readonly arn: string
  readonly createdMs: number
  tags: Record<string, string>
  /** Null for a user without a password for the console. */
  loginProfile: LoginProfile | null
  /** A virtual device, whose code is any six digits. */
  mfaDevice: MfaDevice | null
}

interface MfaDevice {
  readonly serialNumber: string
  readonly enabledMs: number
}

interface LoginProfile {
  readonly createdMs: number
  readonly passwordResetRequired: boolean
}

export interface IamRole extends Permissions {
  readonly roleName: string
  readonly path: string
  readonly roleId: string
  readonly arn: string
  readonly createdMs: number
  description: string
  /** Who may assume it: a policy document. */
  assumeRolePolicy: string
  maxSessionSeconds: number
  tags: Record<string, string>
}

export interface IamGroup extends Permissions {
  readonly groupName: string
  readonly path: string
  readonly groupId: string
  readonly arn: string
  readonly createdMs: number
  /** Names of users. */
  members: string[]
}

export interface AccessKey {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  userName: string
  status: 'Active' | 'Inactive'
  readonly createdMs: number
}

export interface ManagedPolicy {
  readonly policyName: string
  readonly arn: string
  readonly path: string
  readonly policyId: string
  readonly description: string
  readonly document: string
  readonly createdMs: number
  tags: Record<string, string>
}

/** The managed policies of the permission sets and jobs of the company, and of its roles. */
const POLICIES_OF: Readonly<Record<string, readonly string[]>> = {
  AdministratorAccess: ['AdministratorAccess'],
  Developer: ['PowerUserAccess'],
  DataAnalyst: ['ReadOnlyAccess', 'AmazonS3FullAccess'],
  SecurityAudit: ['SecurityAudit'],
  Billing: ['job-function/Billing'],
  backend: ['PowerUserAccess'],
  data: ['ReadOnlyAccess', 'AmazonS3FullAccess'],
  learner: ['AdministratorAccess'],
  'prod-operator': ['PowerUserAccess'],
  'legacy-deploy': ['PowerUserAccess'],
  'github-deploy': ['PowerUserAccess'],
  'lambda-execution': ['service-role/AWSLambdaBasicExecutionRole'],
  'observability-vendor': ['job-function/ViewOnlyAccess'],
}

/** The services that assume the company's roles; the others are for people of the account. */
const ASSUMED_BY: Readonly<Record<string, string>> = {
  'web-server': 'ec2.amazonaws.com',
  worker: 'ec2.amazonaws.com',
  bastion: 'ec2.amazonaws.com',
  'db-host': 'ec2.amazonaws.com',
  'lambda-execution': 'lambda.amazonaws.com',
  codepipeline: 'codepipeline.amazonaws.com',
  'cloudformation-deploy': 'cloudformation.amazonaws.com',
  etl: 'glue.amazonaws.com',
}

/** The SAML provider that IAM Identity Center keeps in the account. */
const IDENTITY_CENTER = 'AWSSSO_4e1f0c7b9a2d8356_DO_NOT_DELETE'

/** The learner, whose credentials the page shows first. */
export const LEARNER = 'learner'

/** The company's users with one access key each, and its roles. */
export function newIamState(account: SimulatedAccount): IamState {
  const { accountId, people, resources, todayMs, seed } = account
  const state: IamState = {
    users: {},
    roles: {},
    groups: {},
    accessKeys: {},
    policies: {},
    deletedAccessKeys: [],
  }
  const created = (name: string) => todayMs - new Chance(seed, 'created', name).int(120, 900) * DAY
  const permissions = (policies: readonly string[]): Permissions => ({
    attachedPolicies: policies.map((name) => AWS_POLICY + name),
    inlinePolicies: {},
    permissionsBoundary: null,
  })
  const addUser = (
    login: string,
    userId: string,
    keyId: string,
    policies: readonly string[],
    isPerson: boolean,
  ) => {
    const createdMs = created(login)
    state.users[login] = {
      userName: login,
      path: '/',
      userId,
      arn: `arn:aws:iam::${accountId}:user/${login}`,
      createdMs,
      tags: {},
      loginProfile: null,
      mfaDevice: isPerson
        ? { serialNumber: `arn:aws:iam::${accountId}:mfa/${login}`, enabledMs: createdMs }
        : null,
      ...permissions(policies),
    }
    state.accessKeys[keyId] = {
      accessKeyId: keyId,
      secretAccessKey: secretAccessKey(new Chance(seed, 'secret', keyId)),
      userName: login,
      status: 'Active',
      createdMs,
    }
  }
  const own = new Chance(seed, LEARNER)
  addUser(LEARNER, uniqueId(own, 'AIDA'), accessKeyId(own, 'AKIA'), POLICIES_OF[LEARNER]!, true)
  for (const { entrance, login, userId, keyId, job } of people)
    if (entrance === 'iamUser') addUser(login, userId, keyId, POLICIES_OF[job] ?? ['ReadOnlyAccess'], true)
  for (const { login, userId, keyId } of Object.values(resources.users))
    addUser(login, userId, keyId, ['ReadOnlyAccess'], false)
  for (const [key, { name, path, arn, uniqueId: roleId }] of Object.entries(resources.roles))
    state.roles[name] = {
      roleName: name,
      path,
      roleId,
      arn,
      createdMs: created(name),
      description: '',
      assumeRolePolicy: JSON.stringify(trustPolicy(key, path, accountId)),
      maxSessionSeconds: key === 'prod-operator' ? 43_200 : 3600,
      tags: {},
      ...permissions(POLICIES_OF[key] ?? ['ReadOnlyAccess']),
    }
  return state
}

/** 40 characters. No real one ends in EXAMPLE. */
export function secretAccessKey(chance: Chance): string {
  return `${base64(chance, 34).slice(0, -1)}EXAMPLE`
}

function trustPolicy(key: string, path: string, accountId: string): object {
  const service = /^\/aws-service-role\/([^/]+)\//.exec(path)?.[1] ?? ASSUMED_BY[key]
  const provider = (kind: string) => ({ Federated: `arn:aws:iam::${accountId}:${kind}` })
  const allow = (Principal: object, ...Action: string[]) => ({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal, Action }],
  })
  if (service !== undefined) return allow({ Service: service }, 'sts:AssumeRole')
  if (path.startsWith('/aws-reserved/'))
    return allow(provider(`saml-provider/${IDENTITY_CENTER}`), 'sts:AssumeRoleWithSAML', 'sts:TagSession')
  if (key === 'github-deploy')
    return allow(
      provider('oidc-provider/token.actions.githubusercontent.com'),
      'sts:AssumeRoleWithWebIdentity',
    )
  const people = { AWS: `arn:aws:iam::${accountId}:root` }
  return allow(people, 'sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession')
}
