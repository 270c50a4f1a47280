import { accessKeyId, guid, uniqueId } from '../identifiers.ts'
import type { JsonObject } from '../json.ts'
import type { Call } from '../record.ts'
import { resource, type Scene } from '../scene.ts'
import { elementTime, stsTime, HOUR } from '../times.ts'
import { sessionArn, type RoleSession } from '../caller.ts'
import type { Catalogue } from './body.ts'

/** IAM, STS, KMS and Secrets Manager. */
export const IDENTITY: Catalogue = {
  'iam:GetAccountSummary': () => ({}),
  'iam:ListAccountAliases': () => ({}),
  'iam:ListUsers': () => ({ request: { maxItems: 1000 } }),
  'iam:ListRoles': () => ({ request: { maxItems: 1000 } }),
  'iam:ListPolicies': () => ({ request: { scope: 'Local', onlyAttached: false, maxItems: 1000 } }),
  'iam:ListGroups': () => ({ request: { maxItems: 1000 } }),
  'iam:GetUser': ({ user }) => ({ request: { userName: user } }),
  'iam:GetRole': ({ role }) => ({ request: { roleName: role } }),
  'iam:ListAccessKeys': ({ user }) => ({ request: { userName: user } }),
  'iam:GetAccessKeyLastUsed': ({ account, user }) => {
    const keyId = account.people.find((person) => person.login === user)?.keyId
    return { request: { accessKeyId: keyId } }
  },
  'iam:ListMFADevices': ({ user }) => ({ request: { userName: user } }),
  'iam:ListGroupsForUser': ({ user }) => ({ request: { userName: user } }),
  'iam:ListAttachedUserPolicies': ({ user }) => ({ request: { userName: user } }),
  'iam:ListAttachedRolePolicies': ({ role }) => ({ request: { roleName: role } }),
  'iam:ListRolePolicies': ({ role }) => ({ request: { roleName: role } }),
  'iam:GetLoginProfile': ({ user, chance }) => ({
    request: { userName: user },
    ...(chance.happens(0.3) && {
      error: { code: 'NoSuchEntityException', message: `Login Profile for User ${user} cannot be found.` },
    }),
  }),
  'iam:GetAccountPasswordPolicy': () => ({}),
  'iam:ListInstanceProfiles': () => ({}),
  'iam:GenerateCredentialReport': () => ({ response: null, write: true }),
  'iam:GetCredentialReport': () => ({}),
  'iam:CreateUser': (scene) => ({
    request: { userName: scene.user },
    response: {
      user: {
        path: '/',
        userName: scene.user,
        userId: uniqueId(scene.chance, 'AIDA'),
        arn: `arn:aws:iam::${scene.account.accountId}:user/${scene.user}`,
        createDate: elementTime(scene.nowMs),
      },
    },
  }),
  'iam:CreateAccessKey': ({ user, chance, nowMs }) => ({
    request: { userName: user },
    response: {
      accessKey: {
        accessKeyId: accessKeyId(chance, 'AKIA'),
        status: 'Active',
        userName: user,
        createDate: elementTime(nowMs),
      },
    },
  }),
  'iam:AttachRolePolicy': ({ role }) => ({
    request: { roleName: role, policyArn: 'arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore' },
    write: true,
  }),
  'iam:PutRolePolicy': ({ role, queue, account }) => ({
    request: {
      roleName: role,
      policyName: 'queue-access',
      policyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: 'sqs:SendMessage',
            Resource: `arn:aws:sqs:*:${account.accountId}:${queue}`,
          },
        ],
      }),
    },
    write: true,
  }),
  'iam:TagRole': ({ role }) => ({
    request: { roleName: role, tags: [{ key: 'managed-by', value: 'terraform' }] },
    write: true,
  }),
  'sts:GetCallerIdentity': () => ({}),
  'kms:ListKeys': () => ({ request: { limit: 1000 } }),
  'kms:ListAliases': () => ({ request: { limit: 100 } }),
  'kms:DescribeKey': (scene) => ({ request: { keyId: scene.key.arn }, resources: keyResources(scene) }),
  'kms:GetKeyPolicy': (scene) => ({
    request: { keyId: scene.key.arn, policyName: 'default' },
    resources: keyResources(scene),
  }),
  'kms:GetKeyRotationStatus': (scene) => ({
    request: { keyId: scene.key.arn },
    resources: keyResources(scene),
  }),
  'secretsmanager:ListSecrets': () => ({ request: { maxResults: 100, includePlannedDeletion: false } }),
  'secretsmanager:DescribeSecret': ({ secret }) => ({ request: { secretId: secret } }),
  'secretsmanager:GetSecretValue': ({ secret }) => ({ request: { secretId: secret } }),
  'secretsmanager:PutSecretValue': ({ secret, chance }) => ({
    request: { secretId: secret, clientRequestToken: guid(chance) },
    response: { arn: secret },
  }),
}

/** A use of a key for an encryption context, as when services read or write encrypted data. */
export function keyUse(
  scene: Scene,
  name: 'Decrypt' | 'GenerateDataKey',
  key: string,
  context: JsonObject,
): Call {
  const request =
    name === 'Decrypt'
      ? { encryptionContext: context, encryptionAlgorithm: 'SYMMETRIC_DEFAULT' }
      : { encryptionContext: context, keySpec: 'AES_256', keyId: key }
  const resources = [resource(scene, 'AWS::KMS::Key', key)]
  return { service: 'kms', name, readOnly: true, request, response: null, resources }
}

export interface Assumption {
  readonly name?: 'AssumeRole' | 'AssumeRoleWithSAML' | 'AssumeRoleWithWebIdentity'
  readonly durationSeconds?: number
  readonly request?: JsonObject
  readonly response?: JsonObject
  readonly sharedEventID?: string
}

/** The call that issues credentials for a session. */
export function assumeRole(scene: Scene, session: RoleSession, more: Assumption = {}): Call {
  const { account, chance } = scene
  const { role, name } = session
  const durationSeconds = more.durationSeconds ?? 3600
  const arn = sessionArn(account.accountId, session)
  return {
    service: 'sts',
    name: more.name ?? 'AssumeRole',
    readOnly: true,
    request: { roleArn: role.arn, roleSessionName: name, durationSeconds, ...more.request },
    response: {
      credentials: {
        accessKeyId: session.keyId,
        sessionToken: `IQoJb3JpZ2luX2Vj${chance.characters('ABCDEFGHIJKLMNOPabcdefghijklmnop0123456789', 48)}EXAMPLETOKEN==`,
        expiration: stsTime(session.startMs + durationSeconds * 1000),
      },
      assumedRoleUser: { assumedRoleId: `${role.uniqueId}:${name}`, arn },
      ...more.response,
    },
    resources: [resource(scene, 'AWS::IAM::Role', role.arn)],
    ...(more.sharedEventID !== undefined && { sharedEventID: more.sharedEventID }),
  }
}

export function getSessionToken(scene: Scene, keyId: string, login: string): Call {
  return {
    service: 'sts',
    name: 'GetSessionToken',
    readOnly: false,
    request: {
      serialNumber: `arn:aws:iam::${scene.account.accountId}:mfa/${login}`,
      durationSeconds: 43200,
    },
    response: {
      credentials: {
        accessKeyId: keyId,
        sessionToken: `IQoJb3JpZ2luX2Vj${scene.chance.characters('ABCDEFGHIJKLMNOPabcdefghijklmnop0123456789', 48)}EXAMPLETOKEN==`,
        expiration: stsTime(scene.nowMs + 12 * HOUR),
      },
    },
  }
}

function keyResources(scene: Scene): readonly JsonObject[] {
  return [resource(scene, 'AWS::KMS::Key', scene.key.arn)]
}
