import type { JsonObject } from './json.ts'
import type { Person } from './people.ts'
import { isoTime } from './times.ts'
import type { UserAgent } from './userAgents.ts'

/** Who calls, from where, with what: the part of a record that is the same for a whole session. */
export interface Caller {
  readonly identity: JsonObject
  readonly arn: string
  readonly sourceIPAddress: string
  readonly userAgent: string | UserAgent
  /** Whether the credentials are those of an AWS console session. */
  readonly fromConsole: boolean
  readonly tls: boolean
  readonly vpcEndpointId?: string
}

export interface Role {
  readonly name: string
  readonly path: string
  readonly arn: string
  readonly uniqueId: string
}

/** A session of a role: the key that STS issued, its name, and when it began. */
export interface RoleSession {
  readonly role: Role
  readonly name: string
  readonly keyId: string
  readonly startMs: number
  readonly mfa?: boolean
}

export interface Origin {
  readonly sourceIPAddress: string
  readonly userAgent: string | UserAgent
  readonly fromConsole?: boolean
  readonly vpcEndpointId?: string
}

export function sessionArn(accountId: string, session: Pick<RoleSession, 'role' | 'name'>): string {
  return `arn:aws:sts::${accountId}:assumed-role/${session.role.name}/${session.name}`
}

export function roleCaller(
  accountId: string,
  session: RoleSession,
  origin: Origin,
  more: { readonly context?: JsonObject; readonly identity?: JsonObject } = {},
): Caller {
  const { role } = session
  const arn = sessionArn(accountId, session)
  const identity = {
    type: 'AssumedRole',
    principalId: `${role.uniqueId}:${session.name}`,
    arn,
    accountId,
    accessKeyId: session.keyId,
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: role.uniqueId,
        arn: role.arn,
        accountId,
        userName: role.name,
      },
      attributes: sessionAttributes(session.startMs, session.mfa === true),
      ...more.context,
    },
    ...more.identity,
  }
  return callerFrom(identity, arn, origin)
}

/**
 * A role that a service uses for itself: no key in the record, and the service instead of an
 * address.
 */
export function serviceRoleCaller(
  accountId: string,
  role: Role,
  name: string,
  startMs: number,
  service: string,
): Caller {
  const session = { role, name, keyId: '', startMs }
  const origin = { sourceIPAddress: service, userAgent: service }
  const identity = { accessKeyId: undefined, invokedBy: service }
  return { ...roleCaller(accountId, session, origin, { identity }), tls: false }
}

/** A user with the long-term key, or with a temporary one if a session is given. */
export function userCaller(
  accountId: string,
  user: { readonly login: string; readonly userId: string; readonly keyId: string },
  origin: Origin,
  session?: { readonly keyId: string; readonly startMs: number; readonly mfa: boolean },
): Caller {
  const arn = `arn:aws:iam::${accountId}:user/${user.login}`
  const identity: JsonObject = {
    type: 'IAMUser',
    principalId: user.userId,
    arn,
    accountId,
    accessKeyId: session?.keyId ?? user.keyId,
    userName: user.login,
    sessionContext: session && {
      sessionIssuer: {},
      webIdFederationData: {},
      attributes: sessionAttributes(session.startMs, session.mfa),
    },
  }
  return callerFrom(identity, arn, origin)
}

export function rootCaller(accountId: string, origin: Origin, keyId: string, startMs: number): Caller {
  const arn = `arn:aws:iam::${accountId}:root`
  const identity = {
    type: 'Root',
    principalId: accountId,
    arn,
    accountId,
    accessKeyId: keyId,
    sessionContext: { attributes: sessionAttributes(startMs, true) },
  }
  return callerFrom(identity, arn, origin)
}

/** An AWS service on its own account. */
export function serviceCaller(service: string): Caller {
  return {
    identity: { type: 'AWSService', invokedBy: service },
    arn: service,
    sourceIPAddress: service,
    userAgent: service,
    fromConsole: false,
    tls: false,
  }
}

/** The identity of a service event: an account and no type. */
export function withinAws(accountId: string, invokedBy = 'AWS Internal'): Caller {
  return {
    identity: { accountId, invokedBy },
    arn: '',
    sourceIPAddress: invokedBy,
    userAgent: invokedBy,
    fromConsole: false,
    tls: false,
  }
}

/** The same principal, through a service that acts for it. */
export function through(caller: Caller, service: string): Caller {
  const { vpcEndpointId: _, ...rest } = caller
  return {
    ...rest,
    identity: { ...caller.identity, invokedBy: service },
    sourceIPAddress: service,
    userAgent: service,
    fromConsole: false,
    tls: false,
  }
}

/** The identity in sign-in records: no key yet, and no session for a user. */
export function signingIn(caller: Caller): Caller {
  const { accessKeyId: _, ...identity } = caller.identity
  const { sessionContext: __, ...user } = identity
  return { ...caller, identity: identity['type'] === 'AssumedRole' ? identity : user }
}

export function addressOf(person: Person, atHome: boolean): string {
  return atHome ? person.homeAddress : person.officeAddress
}

function callerFrom(identity: JsonObject, arn: string, origin: Origin): Caller {
  const vpcEndpoint = origin.vpcEndpointId === undefined ? {} : { vpcEndpointId: origin.vpcEndpointId }
  return {
    identity,
    arn,
    sourceIPAddress: origin.sourceIPAddress,
    userAgent: origin.userAgent,
    fromConsole: origin.fromConsole === true,
    tls: true,
    ...vpcEndpoint,
  }
}

function sessionAttributes(startMs: number, mfa: boolean): JsonObject {
  return { creationDate: isoTime(startMs), mfaAuthenticated: String(mfa) }
}
