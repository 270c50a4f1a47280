import { GetFederationToken$, GetSessionToken$ } from '@aws-sdk/client-sts'
import type {
  GetFederationTokenRequest,
  GetFederationTokenResponse,
  GetSessionTokenRequest,
  GetSessionTokenResponse,
} from '@aws-sdk/client-sts'
import { userCaller } from '../../../account/caller.ts'
import { isoTime } from '../../../account/times.ts'
import type { CallContext } from '../../callContext.ts'
import { checkInput, type Constraint } from '../../constraints.ts'
import { AwsFailure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { credentialsElement, mint } from './mint.ts'
import { checkMfa, packedPolicySize, sessionPoliciesOf, tagsOf } from './sessionInput.ts'

const DURATION: Constraint = { range: [900, 129_600] }
const DEFAULT_SECONDS = 43_200

/** A session of the user who asks. */
export const getSessionToken = operation<GetSessionTokenRequest, GetSessionTokenResponse>(
  GetSessionToken$,
  ({ DurationSeconds, SerialNumber, TokenCode }, context) => {
    const { account, principal, nowMs } = context
    checkInput([['durationSeconds', DurationSeconds, DURATION]])
    refuseSessions(context, 'GetSessionToken')
    const mfa = checkMfa(context, SerialNumber, TokenCode)
    const { arn, userId, userName } = principal
    const Credentials = mint(context, DurationSeconds ?? DEFAULT_SECONDS, {
      kind: 'user',
      arn,
      userId,
      roleName: null,
      userName,
      sessionPolicies: null,
      sourceIdentity: null,
      mfa,
      transitiveTags: {},
      identity: (keyId) => ({
        ...userCaller(
          account.accountId,
          { login: userName ?? '', userId, keyId },
          { sourceIPAddress: '', userAgent: '' },
          { keyId, startMs: nowMs, mfa },
        ).identity,
        arn,
      }),
    })
    return { Credentials }
  },
  {
    readOnly: false,
    action: null,
    request: ({ DurationSeconds, SerialNumber }) =>
      DurationSeconds === undefined && SerialNumber === undefined
        ? null
        : { durationSeconds: DurationSeconds, serialNumber: SerialNumber },
    response: ({ Credentials }) => ({ credentials: Credentials && credentialsElement(Credentials) }),
  },
)

/** A session for a person whom the account does not know, with a part of the caller's permissions. */
export const getFederationToken = operation<GetFederationTokenRequest, GetFederationTokenResponse>(
  GetFederationToken$,
  ({ Name = '', Policy, PolicyArns, DurationSeconds, Tags }, context) => {
    const { account, principal, nowMs } = context
    const { accountId } = account
    checkInput([
      ['name', Name, { pattern: /^[\w+=,.@-]*$/, length: [2, 32] }],
      ['durationSeconds', DurationSeconds, DURATION],
    ])
    refuseSessions(context, 'GetFederationToken')
    const tags = tagsOf(Tags)
    const FederatedUser = { FederatedUserId: `${accountId}:${Name}`, Arn: federatedUserArn(accountId, Name) }
    const PackedPolicySize = packedPolicySize(Policy, ...Object.entries(tags).flat())
    const Credentials = mint(context, DurationSeconds ?? DEFAULT_SECONDS, {
      kind: 'federated',
      arn: FederatedUser.Arn,
      userId: FederatedUser.FederatedUserId,
      roleName: null,
      userName: principal.userName,
      // Without a policy, a federated user may do nothing.
      sessionPolicies: sessionPoliciesOf(context, Policy, PolicyArns) ?? [],
      sourceIdentity: null,
      mfa: false,
      transitiveTags: {},
      identity: (accessKeyId) => ({
        type: 'FederatedUser',
        principalId: FederatedUser.FederatedUserId,
        arn: FederatedUser.Arn,
        accountId,
        accessKeyId,
        sessionContext: {
          sessionIssuer: {
            type: 'IAMUser',
            principalId: principal.userId,
            arn: principal.arn,
            accountId,
            userName: principal.userName,
          },
          webIdFederationData: {},
          attributes: { creationDate: isoTime(nowMs), mfaAuthenticated: 'false' },
        },
      }),
    })
    return { Credentials, FederatedUser, ...(PackedPolicySize !== undefined && { PackedPolicySize }) }
  },
  {
    readOnly: false,
    resource: ({ Name = '' }, { account }) => federatedUserArn(account.accountId, Name),
    response: ({ Credentials, FederatedUser, PackedPolicySize }) => ({
      credentials: Credentials && credentialsElement(Credentials),
      federatedUser: { federatedUserId: FederatedUser?.FederatedUserId, arn: FederatedUser?.Arn },
      packedPolicySize: PackedPolicySize,
    }),
  },
)

function federatedUserArn(accountId: string, name: string): string {
  return `arn:aws:sts::${accountId}:federated-user/${name}`
}

function refuseSessions({ principal }: CallContext, name: string): void {
  if (principal.isTemporary || principal.kind === 'role')
    throw new AwsFailure('AccessDenied', `Cannot call ${name} with session credentials`, 403)
}
