import { Chance } from '../../../account/chance.ts'
import { accessKeyId, base64, uniqueId } from '../../../account/identifiers.ts'
import type { SimulatedAccount } from '../../../account/simulatedAccount.ts'

/** Users by name, roles by name, access keys by ID, policies of the account by ARN. */
export interface IamState {
  readonly users: Record<string, IamUser>
  readonly roles: Record<string, IamRole>
  readonly accessKeys: Record<string, AccessKey>
  readonly policies: Record<string, ManagedPolicy>
}

/** What a user or role may do. */
export interface Permissions {
  /** ARNs of managed policies. */
  attachedPolicies: string[]
  /** Policy documents by name. */
  inlinePolicies: Record<string, string>
}

export interface IamUser extends Permissions {
  readonly userName: string
  /** `/`, or with names: `/team/` */
  readonly path: string
  readonly userId: string
  readonly arn: string
  readonly createdMs: number
  tags: Record<string, string>
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

export interface AccessKey {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly userName: string
  status: 'Active' | 'Inactive'
  readonly createdMs: number
}

export interface ManagedPolicy {
  readonly policyName: string
  readonly arn: string
  readonly path: string
  readonly policyId: string
  readonly description: string
  document: string
  readonly createdMs: number
}

const AWS_POLICY = 'arn:aws:iam::aws:policy/'

/** The managed policies of the permission sets and jobs of the company. */
const POLICIES_OF: Readonly<Record<string, readonly string[]>> = {
  AdministratorAccess: ['AdministratorAccess'],
  Developer: ['PowerUserAccess'],
  backend: ['PowerUserAccess'],
  data: ['ReadOnlyAccess', 'AmazonS3FullAccess'],
  learner: ['AdministratorAccess'],
}

/** The learner, whose credentials the page shows first. */
export const LEARNER = 'learner'

/** The company's users with one access key each, and its roles. */
export function newIamState(account: SimulatedAccount): IamState {
  const { accountId, people, resources, todayMs, seed } = account
  const state: IamState = { users: {}, roles: {}, accessKeys: {}, policies: {} }
  const created = (name: string) => todayMs - new Chance(seed, 'created', name).int(120, 900) * 86_400_000
  const addUser = (login: string, userId: string, keyId: string, policies: readonly string[]) => {
    const createdMs = created(login)
    state.users[login] = {
      userName: login,
      path: '/',
      userId,
      arn: `arn:aws:iam::${accountId}:user/${login}`,
      createdMs,
      attachedPolicies: policies.map((name) => AWS_POLICY + name),
      inlinePolicies: {},
      tags: {},
    }
    state.accessKeys[keyId] = {
      accessKeyId: keyId,
      secretAccessKey: `${base64(new Chance(seed, 'secret', keyId), 33).slice(0, -1)}EXAMPLE`,
      userName: login,
      status: 'Active',
      createdMs,
    }
  }
  const own = new Chance(seed, LEARNER)
  addUser(LEARNER, uniqueId(own, 'AIDA'), accessKeyId(own, 'AKIA'), POLICIES_OF[LEARNER]!)
  for (const { entrance, login, userId, keyId, job } of people)
    if (entrance === 'iamUser') addUser(login, userId, keyId, POLICIES_OF[job] ?? ['ReadOnlyAccess'])
  for (const { login, userId, keyId } of Object.values(resources.users))
    addUser(login, userId, keyId, ['ReadOnlyAccess'])
  for (const [key, { name, path, arn, uniqueId: roleId }] of Object.entries(resources.roles))
    state.roles[name] = {
      roleName: name,
      path,
      roleId,
      arn,
      createdMs: created(name),
      description: '',
      assumeRolePolicy: trustPolicy(path, accountId),
      maxSessionSeconds: 3600,
      attachedPolicies: (POLICIES_OF[key] ?? ['ReadOnlyAccess']).map((policy) => AWS_POLICY + policy),
      inlinePolicies: {},
      tags: {},
    }
  return state
}

function trustPolicy(path: string, accountId: string): string {
  const service = /^\/aws-service-role\/([^/]+)\//.exec(path)?.[1]
  const Principal = service === undefined ? { AWS: `arn:aws:iam::${accountId}:root` } : { Service: service }
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }],
  })
}
