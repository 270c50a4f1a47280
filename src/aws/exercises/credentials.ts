import { Chance } from '../../account/chance.ts'
import type { SimulatedAccount } from '../../account/simulatedAccount.ts'
import { HOUR } from '../../account/times.ts'
import type { AccountState } from '../accountState.ts'
import { mint } from '../services/sts/mint.ts'
import type { Session } from '../services/sts/stsState.ts'
import type { Actor } from './actors.ts'

/** As the AWS access portal gives them by default. */
const VALID_MS = 12 * HOUR

/** Credentials that are valid for longer are given again. */
const ENOUGH_MS = 6 * HOUR

export interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** Null for an access key of a user. */
  readonly sessionToken: string | null
  readonly expiresMs: number | null
}

/** The active access key of a user, or the credentials of a session that is valid for long enough; null if there are none. */
export function presentCredentials(
  { sts, iam }: AccountState,
  actor: Actor,
  nowMs: number,
): Credentials | null {
  const { id, userName, sessionOf } = actor
  if (userName !== null) {
    const key = Object.values(iam.accessKeys).find(
      (each) => each.userName === userName && each.status === 'Active',
    )
    return key ? { ...key, sessionToken: null, expiresMs: null } : null
  }
  if (sessionOf !== null) return sts.sessions[id.slice(id.indexOf('/') + 1)] ?? null
  const { arn } = actor.signedIn(nowMs).principal
  const isOwn = (session: Session) => session.arn === arn && session.expiresMs > nowMs + ENOUGH_MS
  return Object.values(sts.sessions).find(isOwn) ?? null
}

/** Begins a session of somebody who acts as a role. */
export function beginSession(
  account: SimulatedAccount,
  state: AccountState,
  actor: Actor,
  nowMs: number,
): Credentials {
  const { principal } = actor.signedIn(nowMs)
  const chance = new Chance(account.seed, 'access portal', actor.id, nowMs)
  const { AccessKeyId = '' } = mint({ state, chance, nowMs }, VALID_MS / 1000, {
    kind: 'role',
    arn: principal.arn,
    userId: principal.userId,
    roleName: principal.roleName,
    userName: null,
    sessionPolicies: null,
    sourceIdentity: null,
    mfa: false,
    transitiveTags: {},
    identity: (accessKeyId) => ({ ...principal.identity, accessKeyId }),
  })
  return state.sts.sessions[AccessKeyId]!
}
