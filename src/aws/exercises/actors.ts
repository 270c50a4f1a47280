import { roleCaller, sessionArn, userCaller, type Caller, type Origin } from '../../account/caller.ts'
import { Chance } from '../../account/chance.ts'
import { accessKeyId } from '../../account/identifiers.ts'
import type { Person } from '../../account/people.ts'
import type { SimulatedAccount } from '../../account/simulatedAccount.ts'
import { HOUR } from '../../account/times.ts'
import { BROWSERS } from '../../account/userAgents.ts'
import type { AccountState } from '../accountState.ts'
import type { Principal } from '../principals/principal.ts'
import { LEARNER, type IamRole, type IamUser } from '../services/iam/iamState.ts'
import type { Session } from '../services/sts/stsState.ts'

/** Somebody who can act in the account. */
export interface Actor {
  /** `user/learner`, `person/mara.lindqvist`, `role/halden-prod-operator`, `session/ASIA…` */
  readonly id: string
  readonly kind: 'user' | 'role'
  readonly name: string
  /** Of the user or role, or of the session. */
  readonly arn: string
  readonly description: string
  readonly userName: string | null
  readonly roleName: string | null
  /** The name of the role of a session that a call began; null for all others. */
  readonly sessionOf: string | null
  /** As LookupEvents gives it in Username. */
  readonly recordedName: string
  /** Who they are in the AWS console at a moment. */
  readonly signedIn: (nowMs: number) => SignedIn
}

interface SignedIn {
  readonly principal: Principal
  readonly origin: Origin
}

/** The learner's browser. */
const ORIGIN: Origin = { sourceIPAddress: '203.0.113.99', userAgent: BROWSERS[0] ?? '', fromConsole: true }

/** A role that people assume: not one of a service, and not one of a permission set. */
const ASSUMABLE_PATHS: ReadonlySet<string> = new Set(['/', '/ci/'])

/** The users, the people of IAM Identity Center, and the roles that anybody of the account may assume. The learner is first. */
export function peopleOf(account: SimulatedAccount, state: AccountState): readonly Actor[] {
  const { users, roles } = state.iam
  return [
    ...Object.values(users)
      .toSorted((one, other) => Number(other.userName === LEARNER) - Number(one.userName === LEARNER))
      .map((user) => userActor(account, user)),
    ...account.people.flatMap((person) => {
      const role = roles[account.resources.roles[person.permissionSet]?.name ?? '']
      return person.entrance === 'identityCenter' && role ? personActor(account, person, role) : []
    }),
    ...Object.values(roles)
      .filter(({ path }) => ASSUMABLE_PATHS.has(path))
      .map((role) => roleActor(account, role)),
  ]
}

/** Those whose sessions began with a call and have not expired, in the order in which they began. */
export function sessionsOf(state: AccountState, nowMs: number): readonly Actor[] {
  return Object.values(state.sts.sessions)
    .filter(({ roleName, expiresMs }) => roleName !== null && expiresMs > nowMs)
    .map((session) => sessionActor(session))
}

function userActor(account: SimulatedAccount, user: IamUser): Actor {
  const { userName, arn } = user
  const person = account.people.find(({ login }) => login === userName)
  return {
    id: `user/${userName}`,
    kind: 'user',
    name: userName,
    arn,
    description:
      userName === LEARNER ? 'IAM user, may do everything' : `IAM user${person ? `, ${person.job}` : ''}`,
    userName,
    roleName: null,
    sessionOf: null,
    recordedName: userName,
    signedIn: (nowMs) => {
      const keyId = keyInConsole(account, userName, nowMs)
      const origin = person ? browserOf(person) : ORIGIN
      const caller = userCaller(account.accountId, { login: userName, userId: user.userId, keyId }, origin, {
        keyId,
        startMs: hourOf(nowMs),
        mfa: true,
      })
      return signedIn(caller, origin, { ...user, arn }, keyId)
    },
  }
}

function personActor(account: SimulatedAccount, person: Person, role: IamRole): Actor {
  return assuming(account, role, person.email, browserOf(person), {
    id: `person/${person.login}`,
    name: person.login,
    arn: sessionArn(account.accountId, {
      role: { ...role, name: role.roleName, uniqueId: role.roleId },
      name: person.email,
    }),
    description: `IAM Identity Center, ${person.permissionSet}`,
  })
}

const roleActor = (account: SimulatedAccount, role: IamRole): Actor =>
  assuming(account, role, LEARNER, ORIGIN, {
    id: `role/${role.roleName}`,
    name: role.roleName,
    arn: role.arn,
    description: 'IAM role, assumed by the learner',
  })

/** Somebody who acts as a role. */
function assuming(
  account: SimulatedAccount,
  { roleName, roleId, path, arn }: IamRole,
  sessionName: string,
  origin: Origin,
  own: Pick<Actor, 'id' | 'name' | 'arn' | 'description'>,
): Actor {
  return {
    ...own,
    kind: 'role',
    userName: null,
    roleName,
    sessionOf: null,
    recordedName: sessionName,
    signedIn: (nowMs) => {
      const keyId = keyInConsole(account, own.id, nowMs)
      const role = { name: roleName, uniqueId: roleId, path, arn }
      const caller = roleCaller(
        account.accountId,
        { role, name: sessionName, keyId, startMs: hourOf(nowMs) },
        origin,
      )
      return signedIn(
        caller,
        origin,
        { roleName, userId: `${roleId}:${sessionName}`, arn: caller.arn },
        keyId,
      )
    },
  }
}

function sessionActor(session: Session): Actor {
  const { arn, accessKeyId: keyId, roleName } = session
  const sessionName = arn.slice(arn.lastIndexOf('/') + 1)
  return {
    id: `session/${keyId}`,
    kind: 'role',
    name: `${roleName}/${sessionName}`,
    arn,
    description: 'Session of a role',
    userName: null,
    roleName,
    sessionOf: roleName,
    recordedName: sessionName,
    signedIn: () => ({
      principal: { ...session, isTemporary: true },
      origin: { ...ORIGIN, fromConsole: false },
    }),
  }
}

function signedIn(
  { identity }: Caller,
  origin: Origin,
  who: {
    readonly userName?: string
    readonly roleName?: string
    readonly userId: string
    readonly arn: string
  },
  keyId: string,
): SignedIn {
  const principal: Principal = {
    kind: who.roleName === undefined ? 'user' : 'role',
    arn: who.arn,
    userId: who.userId,
    identity,
    accessKeyId: keyId,
    secretAccessKey: '',
    isTemporary: true,
    userName: who.userName ?? null,
    roleName: who.roleName ?? null,
    sessionPolicies: null,
    sourceIdentity: null,
  }
  return { principal, origin }
}

const browserOf = ({ officeAddress, browser }: Person): Origin => ({
  sourceIPAddress: officeAddress,
  userAgent: browser,
  fromConsole: true,
})

/** One session an hour, so that what is done together has one key. */
const keyInConsole = ({ seed }: SimulatedAccount, who: string, nowMs: number): string =>
  accessKeyId(new Chance(seed, 'console session', who, hourOf(nowMs)), 'ASIA')

const hourOf = (nowMs: number): number => nowMs - (nowMs % HOUR)
