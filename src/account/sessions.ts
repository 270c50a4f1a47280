import {
  addressOf,
  roleCaller,
  serviceCaller,
  signingIn,
  userCaller,
  withinAws,
  type Caller,
  type Origin,
} from './caller.ts'
import { assumeRole, getSessionToken } from './calls/identity.ts'
import { checkMfa, consoleLogin, federate, portalSignIn } from './calls/signIn.ts'
import type { Chance } from './chance.ts'
import type { Medium } from './errands.ts'
import { accessKeyId, base64 } from './identifiers.ts'
import type { Journal } from './journal.ts'
import type { Person } from './people.ts'
import type { JsonObject } from './json.ts'
import { HOME_REGION } from './resources.ts'
import { setScene, type Scene } from './scene.ts'
import { HOUR, SECOND } from './times.ts'
import { boto3, commandLine, terraform, type UserAgent } from './userAgents.ts'

export interface Session {
  readonly caller: Caller
  /** When the first call of the work may follow. */
  readonly readyMs: number
}

/**
 * Signs a person in, with the records of that, and returns the caller for their work. `atPortal`:
 * they have already entered their password today.
 */
export function openSession(
  journal: Journal,
  person: Person,
  chance: Chance,
  medium: Medium,
  fromMs: number,
  atHome: boolean,
  atPortal = false,
): Session {
  const scene: Scene = { ...setScene(journal.account, chance), nowMs: fromMs }
  const sourceIPAddress = addressOf(person, atHome)
  const userAgent: string | UserAgent = agentOf(person, medium, chance)
  const origin: Origin = { sourceIPAddress, userAgent, fromConsole: medium === 'console' }
  return person.entrance === 'identityCenter'
    ? throughIdentityCenter(journal, person, scene, origin, fromMs, atPortal)
    : asUser(journal, person, scene, origin, fromMs)
}

function agentOf(person: Person, medium: Medium, chance: Chance): string | UserAgent {
  if (medium === 'console') return person.browser
  if (medium === 'commandLine') return commandLine(person.system, chance)
  return medium === 'boto3' ? boto3(person.system) : terraform(person.system.go)
}

function throughIdentityCenter(
  journal: Journal,
  person: Person,
  scene: Scene,
  origin: Origin,
  fromMs: number,
  atPortal: boolean,
): Session {
  const { account } = journal
  const { chance } = scene
  const role = account.resources.roles[person.permissionSet]
  if (role === undefined) throw new Error(`No role for the permission set ${person.permissionSet}`)
  let timeMs = fromMs
  const portal = portalCaller(account.accountId, person, origin)
  for (const step of atPortal ? [] : portalSignIn(scene, person.email)) {
    journal.write(timeMs, portal, scene, step)
    timeMs += chance.between(1, 9) * SECOND
  }
  journal.write(timeMs, portal, scene, federate(scene, person.permissionSet))
  timeMs += SECOND
  const session = { role, name: person.email, keyId: accessKeyId(chance, 'ASIA'), startMs: timeMs }
  const qualifier = base64(chance, 28)
  const saml: Caller = {
    ...serviceCaller(''),
    identity: {
      type: 'SAMLUser',
      principalId: `${qualifier}:${person.email}`,
      userName: person.email,
      identityProvider: qualifier,
    },
    sourceIPAddress: origin.sourceIPAddress,
    userAgent: 'aws-internal/3 aws-sdk-java/1.12.783 Linux/5.10.237 OpenJDK_64-Bit_Server_VM/17.0.15',
  }
  const provider = `arn:aws:iam::${account.accountId}:saml-provider/AWSSSO_4e1f0c7b9a2d8356_DO_NOT_DELETE`
  const issued = assumeRole(scene, session, {
    name: 'AssumeRoleWithSAML',
    durationSeconds: 28800,
    request: {
      principalArn: provider,
      sAMLAssertionID: `_${chance.hex(8)}-${chance.hex(4)}-4${chance.hex(3)}-8${chance.hex(3)}-${chance.hex(12)}`,
    },
    response: {
      subject: person.email,
      subjectType: 'persistent',
      issuer: 'https://portal.sso.eu-central-1.amazonaws.com/saml/assertion/MTExMTIyMjIzMzMz',
      audience: 'https://signin.aws.amazon.com/saml',
      nameQualifier: qualifier,
    },
  })
  journal.write(timeMs, saml, scene, issued)
  const caller = roleCaller(account.accountId, session, origin)
  if (origin.fromConsole) {
    timeMs += SECOND
    journal.write(timeMs, signingIn(caller), scene, consoleLogin(scene, {}))
  }
  return { caller, readyMs: timeMs + SECOND }
}

/**
 * The access portal does not name an AWS identity: the type is unknown, and the person's name is
 * given.
 */
function portalCaller(accountId: string, person: Person, origin: Origin): Caller {
  const identity: JsonObject = {
    type: 'Unknown',
    principalId: accountId,
    arn: '',
    accountId,
    accessKeyId: '',
    userName: person.email,
  }
  const { sourceIPAddress } = origin
  return { ...withinAws(accountId), identity, sourceIPAddress, userAgent: person.browser }
}

function asUser(journal: Journal, person: Person, scene: Scene, origin: Origin, fromMs: number): Session {
  const { account } = journal
  const { chance } = scene
  let timeMs = fromMs
  if (origin.fromConsole) {
    const device = `arn:aws:iam::${account.accountId}:mfa/${person.login}`
    const bare = signingIn(userCaller(account.accountId, person, origin))
    if (chance.happens(0.12)) timeMs = failToSignIn(journal, bare, scene, timeMs)
    const asked: JsonObject = { ...bare.identity, arn: undefined, accessKeyId: '' }
    journal.write(timeMs, { ...bare, identity: asked }, scene, checkMfa())
    timeMs += chance.between(6, 20) * SECOND
    journal.write(timeMs, bare, scene, consoleLogin(scene, { mfa: device }))
    const session = { keyId: accessKeyId(chance, 'ASIA'), startMs: timeMs, mfa: true }
    return { caller: userCaller(account.accountId, person, origin, session), readyMs: timeMs + SECOND }
  }
  const longTerm = userCaller(account.accountId, person, origin)
  if (!chance.happens(0.5)) return { caller: longTerm, readyMs: timeMs }
  const session = { keyId: accessKeyId(chance, 'ASIA'), startMs: timeMs, mfa: true }
  const global = { ...scene, region: HOME_REGION }
  journal.write(timeMs, longTerm, global, getSessionToken(scene, session.keyId, person.login))
  const own = userCaller(account.accountId, person, origin, session)
  if (!chance.happens(0.4)) return { caller: own, readyMs: timeMs + 2 * SECOND }
  return takeOperatorRole(journal, person, own, scene, origin, timeMs + 4 * SECOND)
}

/** The chain of an older setup: from a user to a session with MFA, and from there to a role. */
function takeOperatorRole(
  journal: Journal,
  person: Person,
  own: Caller,
  scene: Scene,
  origin: Origin,
  timeMs: number,
): Session {
  const { account } = journal
  const role = account.resources.roles['prod-operator']
  if (role === undefined) return { caller: own, readyMs: timeMs }
  const session = {
    role,
    name: person.login,
    keyId: accessKeyId(scene.chance, 'ASIA'),
    startMs: timeMs,
    mfa: true,
  }
  const context = { sourceIdentity: person.login }
  const issued = assumeRole(scene, session, {
    durationSeconds: (12 * HOUR) / SECOND,
    request: { sourceIdentity: person.login },
    response: { sourceIdentity: person.login },
  })
  journal.write(timeMs, own, scene, issued)
  return { caller: roleCaller(account.accountId, session, origin, { context }), readyMs: timeMs + SECOND }
}

/**
 * A wrong password, or a name that AWS hides because it may be a password typed into the wrong
 * field.
 */
function failToSignIn(journal: Journal, bare: Caller, scene: Scene, fromMs: number): number {
  const { chance } = scene
  const hidden = chance.happens(0.3)
  const identity: JsonObject = {
    type: 'IAMUser',
    principalId: hidden ? undefined : bare.identity['principalId'],
    accountId: journal.account.accountId,
    accessKeyId: '',
    userName: hidden ? 'HIDDEN_DUE_TO_SECURITY_REASONS' : bare.identity['userName'],
  }
  const error = hidden ? 'No username found in supplied account' : 'Failed authentication'
  journal.write(fromMs, { ...bare, identity }, scene, consoleLogin(scene, { error }))
  return fromMs + chance.between(8, 40) * SECOND
}
