import { userCaller } from '../../account/caller.ts'
import type { SimulatedAccount } from '../../account/simulatedAccount.ts'
import type { AccountState } from '../accountState.ts'
import { entryOf } from '../entries.ts'
import { LEARNER } from '../services/iam/iamState.ts'
import type { Session } from '../services/sts/stsState.ts'
import type { CredentialFailure } from './credentialFailures.ts'
import type { Principal } from './principal.ts'

export interface Refused {
  readonly refused: CredentialFailure
}

/**
 * Who the credentials of a request belong to, or why they are not accepted. An access key that the account has never had acts as
 * the user `learner`, so that `test` will do; temporary ones, which begin with `ASIA`, never do.
 */
export function principalOf(
  state: AccountState,
  account: SimulatedAccount,
  accessKeyId: string,
  sessionToken: string | null,
  nowMs: number,
  serviceName: string,
): Principal | Refused {
  const session = entryOf(state.sts.sessions, accessKeyId)
  if (session !== undefined) {
    if (session.sessionToken !== sessionToken) return { refused: 'wrong token' }
    if (session.expiresMs <= nowMs) return { refused: 'expired' }
    if (serviceName === 'iam' && !mayCallIam(session)) return { refused: 'unknown key' }
    return { ...session, isTemporary: true }
  }
  const key = entryOf(state.iam.accessKeys, accessKeyId)
  if (key === undefined) {
    const isForgotten = accessKeyId.startsWith('ASIA') || state.iam.deletedAccessKeys.includes(accessKeyId)
    return isForgotten ? { refused: 'unknown key' } : userPrincipal(state, account, LEARNER, accessKeyId, '')
  }
  if (sessionToken !== null) return { refused: 'wrong token' }
  if (key.status === 'Inactive') return { refused: 'unknown key' }
  return userPrincipal(state, account, key.userName, accessKeyId, key.secretAccessKey)
}

/** Sessions of users need MFA for it, and those of federated users never may. */
function mayCallIam({ kind, mfa }: Session): boolean {
  return kind === 'role' || (kind === 'user' && mfa)
}

function userPrincipal(
  state: AccountState,
  { accountId }: SimulatedAccount,
  userName: string,
  accessKeyId: string,
  secretAccessKey: string,
): Principal | Refused {
  const user = entryOf(state.iam.users, userName)
  if (user === undefined) return { refused: 'unknown key' }
  const { identity } = userCaller(
    accountId,
    { login: userName, userId: user.userId, keyId: accessKeyId },
    { sourceIPAddress: '', userAgent: '' },
  )
  return {
    kind: 'user',
    arn: user.arn,
    userId: user.userId,
    identity: { ...identity, arn: user.arn },
    accessKeyId,
    secretAccessKey,
    isTemporary: false,
    userName,
    roleName: null,
    sessionPolicies: null,
    sourceIdentity: null,
  }
}
