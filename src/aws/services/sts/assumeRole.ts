import { AssumeRole$, AssumeRoleRequest$ } from '@aws-sdk/client-sts'
import type { AssumeRoleRequest, AssumeRoleResponse } from '@aws-sdk/client-sts'
import { roleCaller, sessionArn } from '../../../account/caller.ts'
import type { JsonObject } from '../../../account/json.ts'
import { HOUR, SECOND } from '../../../account/times.ts'
import type { CallContext } from '../../callContext.ts'
import { checkInput } from '../../constraints.ts'
import { entryOf } from '../../entries.ts'
import { AwsFailure } from '../../failure.ts'
import { operation, type Operation } from '../../operation.ts'
import { elementsOf } from '../../recording.ts'
import { credentialsElement, mint } from './mint.ts'
import { checkMfa, packedPolicySize, SESSION_NAME, sessionPoliciesOf, tagsOf } from './sessionInput.ts'
import { checkTrust } from './trust.ts'

/** A session that a role's session asks for lasts an hour at most, whatever the role allows. */
const CHAINED_SECONDS = HOUR / SECOND

export const assumeRole: Operation = {
  ...operation<AssumeRoleRequest, AssumeRoleResponse>(AssumeRole$, perform, {
    readOnly: true,
    action: null,
    request: recordedRequest,
    response: ({ Credentials, AssumedRoleUser, PackedPolicySize, SourceIdentity }) => ({
      credentials: Credentials && credentialsElement(Credentials),
      assumedRoleUser: { assumedRoleId: AssumedRoleUser?.AssumedRoleId, arn: AssumedRoleUser?.Arn },
      packedPolicySize: PackedPolicySize,
      sourceIdentity: SourceIdentity,
    }),
    resources: ({ RoleArn }, { account }) => [
      { accountId: account.accountId, type: 'AWS::IAM::Role', ARN: RoleArn },
    ],
  }),
  changes: true,
}

function perform(input: AssumeRoleRequest, context: CallContext): AssumeRoleResponse {
  const { account, principal, state, nowMs } = context
  const { RoleArn = '', RoleSessionName: name = '' } = input
  check(input)
  if (principal.kind === 'root')
    throw new AwsFailure('AccessDenied', 'Roles may not be assumed by root accounts.', 403)
  const caller = entryOf(state.sts.sessions, principal.accessKeyId)
  const roleName = RoleArn.slice(RoleArn.lastIndexOf('/') + 1)
  const found = entryOf(state.iam.roles, roleName)
  const role = found?.arn === RoleArn ? found : undefined

  const mfa = checkMfa(context, input.SerialNumber, input.TokenCode) || caller?.mfa === true
  const sourceIdentity = input.SourceIdentity ?? principal.sourceIdentity
  const given = tagsOf(input.Tags)
  const incoming = caller?.transitiveTags ?? {}
  const facts = {
    'sts:externalid': input.ExternalId,
    'sts:rolesessionname': name,
    'sts:sourceidentity': sourceIdentity ?? undefined,
    'aws:multifactorauthpresent': String(mfa),
  }
  checkTrust(context, role, RoleArn, 'sts:AssumeRole', facts)
  const hasTags = Object.keys({ ...given, ...incoming }).length > 0
  if (hasTags) checkTrust(context, role, RoleArn, 'sts:TagSession', facts)
  if (sourceIdentity !== null) checkTrust(context, role, RoleArn, 'sts:SetSourceIdentity', facts)
  if (role === undefined) throw new Error('A role that does not exist trusts nobody')
  if (principal.sourceIdentity !== null && sourceIdentity !== principal.sourceIdentity)
    throw new AwsFailure('AccessDenied', 'The source identity of a session cannot be changed.', 403)

  const durationSeconds = durationOf(input, role.maxSessionSeconds, principal.kind === 'role')
  const session = {
    role: { name: role.roleName, path: role.path, arn: role.arn, uniqueId: role.roleId },
    name,
    startMs: nowMs,
    mfa,
  }
  const packed = packedPolicySize(input.Policy, ...Object.entries(given).flat())
  const Credentials = mint(context, durationSeconds, {
    kind: 'role',
    arn: sessionArn(account.accountId, session),
    userId: `${role.roleId}:${name}`,
    roleName,
    userName: null,
    sessionPolicies: sessionPoliciesOf(context, input.Policy, input.PolicyArns),
    sourceIdentity,
    mfa,
    transitiveTags: {
      ...Object.fromEntries(Object.entries(given).filter(([key]) => input.TransitiveTagKeys?.includes(key))),
      ...incoming,
    },
    identity: (keyId) =>
      roleCaller(
        account.accountId,
        { ...session, keyId },
        { sourceIPAddress: '', userAgent: '' },
        sourceIdentity === null ? {} : { context: { sourceIdentity } },
      ).identity,
  })
  return {
    Credentials,
    AssumedRoleUser: {
      AssumedRoleId: `${role.roleId}:${name}`,
      Arn: sessionArn(account.accountId, session),
    },
    ...(packed !== undefined && { PackedPolicySize: packed }),
    ...(sourceIdentity !== null && { SourceIdentity: sourceIdentity }),
  }
}

function check({
  RoleArn = '',
  RoleSessionName,
  DurationSeconds,
  ExternalId,
  SourceIdentity,
}: AssumeRoleRequest) {
  checkInput([
    ['roleArn', RoleArn, { length: [20, 2048] }],
    ['roleSessionName', RoleSessionName, SESSION_NAME],
    ['durationSeconds', DurationSeconds, { range: [900, 43_200] }],
    ['externalId', ExternalId, { pattern: /^[\w+=,.@:/-]*$/, length: [2, 1224] }],
    ['sourceIdentity', SourceIdentity, SESSION_NAME],
  ])
  if (!/^arn:aws[\w-]*:iam::\d{12}:role\/.+/.test(RoleArn))
    throw new AwsFailure('ValidationError', `${RoleArn} is invalid`)
}

function durationOf({ DurationSeconds }: AssumeRoleRequest, most: number, isChained: boolean): number {
  const seconds = DurationSeconds ?? CHAINED_SECONDS
  if (isChained && seconds > CHAINED_SECONDS)
    throw new AwsFailure(
      'ValidationError',
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
    )
  if (seconds > most)
    throw new AwsFailure(
      'ValidationError',
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    )
  return seconds
}

/** As given, but for the MFA code, and with the tags that the caller's session hands on. */
function recordedRequest(input: AssumeRoleRequest, { principal, state }: CallContext): JsonObject | null {
  const { TokenCode: _, ...given } = input
  const incoming = entryOf(state.sts.sessions, principal.accessKeyId)?.transitiveTags ?? {}
  return {
    ...(Object.keys(incoming).length > 0 && { incomingTransitiveTags: incoming }),
    ...elementsOf({ name: 'sts' }, AssumeRoleRequest$, given),
  }
}
