import type { CloudTrailEvent } from './event.ts'
import { serviceName, shorten, textIn } from './summaryWords.ts'

/** The subject of an event's sentence, by type of identity: docs/cloudtrail.md#user-identity */
export function actorOf(event: CloudTrailEvent, record: unknown): string {
  const identity = (path: string) => textIn(record, `userIdentity.${path}`)
  const name = event.userName === null ? null : shorten(event.userName)
  const identify = ACTORS.get(event.userType ?? 'Unknown') ?? unknownActor
  return identify({
    event,
    identity,
    name,
    isHidden: name?.startsWith('HIDDEN_DUE_TO_SECURITY_REASONS') ?? false,
    invokedBy: event.invokedBy ?? identity('invokedBy'),
  })
}

/** What an event says about the identity that acted. */
interface Actor {
  readonly event: CloudTrailEvent
  /** A text inside `userIdentity`, null if there is none. */
  readonly identity: (path: string) => string | null
  /** The user name, shortened for a sentence. */
  readonly name: string | null
  /** CloudTrail hides a user name that might be a password typed into the wrong field. */
  readonly isHidden: boolean
  readonly invokedBy: string | null
}

const ACTORS: ReadonlyMap<string, (actor: Actor) => string> = new Map([
  ['Root', () => 'The root user'],
  ['IAMUser', ({ name, isHidden }) => (name === null || isHidden ? 'Someone' : name)],
  ['AssumedRole', roleActor],
  ['Role', roleActor],
  ['FederatedUser', ({ name }) => (name === null ? 'A federated user' : `Federated user ${name}`)],
  ['SAMLUser', ({ name }) => (name === null ? 'A SAML user' : `SAML user ${name}`)],
  ['WebIdentityUser', ({ name }) => (name === null ? 'A web identity user' : `Web identity ${name}`)],
  ['Directory', ({ name }) => (name === null ? 'A directory user' : `Directory user ${name}`)],
  ['IdentityCenterUser', ({ name }) => `IAM Identity Center user${name === null ? '' : ` ${name}`}`],
  ['AWSAccount', accountActor],
  ['AWSService', ({ invokedBy }) => (invokedBy === null ? 'An AWS service' : serviceNamed(invokedBy))],
  ['Unknown', unknownActor],
])

function roleActor({ identity, name, invokedBy }: Actor): string {
  const role = identity('sessionContext.sessionIssuer.userName') ?? roleIn(identity('arn'))
  if (role === null) return name === null ? 'An assumed role' : `Session ${name}`
  if (role.startsWith('AWSServiceRoleFor') && invokedBy !== null)
    return `${serviceNamed(invokedBy)} (role ${shorten(role)})`
  const permissionSet = /^AWSReservedSSO_(.+?)_[0-9a-f]{8,}/.exec(role)?.[1]
  if (permissionSet !== undefined && name !== null)
    return `${name} (IAM Identity Center, ${shorten(permissionSet)})`
  return `Role ${shorten(role)}${name === null || name === role ? '' : ` (session ${name})`}`
}

function accountActor({ identity, name }: Actor): string {
  const account = identity('accountId')
  if (account === null || /^anonymous/i.test(account)) return 'An anonymous caller'
  const principal = identity('principalId') ?? ''
  const kind = principal.includes(':') ? 'A session' : principal.startsWith('AIDA') ? 'A user' : 'Someone'
  const who = name === null || name === account ? '' : ` ${name}`
  return `${kind === 'A session' && who ? 'Session' : kind}${who} in account ${shorten(account)}`
}

/** Also for identity types that are newer than this table. */
function unknownActor({ event, identity, name, isHidden, invokedBy }: Actor): string {
  if (isHidden) return 'Someone'
  if (name !== null) return name
  if (invokedBy !== null) return serviceNamed(invokedBy)
  if (/^anonymous$/i.test(identity('principalId') ?? '')) return 'An anonymous caller'
  return event.eventType === 'AwsServiceEvent' ? serviceNamed(event.eventSource ?? '') : 'Someone'
}

/** `arn:aws:sts::111122223333:assumed-role/ROLE/SESSION` */
function roleIn(arn: string | null): string | null {
  return (
    /:assumed-role\/([^/]+)/.exec(arn ?? '')?.[1] ?? /:role\/(?:.*\/)?([^/]+)$/.exec(arn ?? '')?.[1] ?? null
  )
}

function serviceNamed(principal: string): string {
  return principal.startsWith('AWS Internal') || principal === '' ? 'AWS' : serviceName(principal)
}
