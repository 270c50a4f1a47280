import type { CloudTrailEvent } from './event.ts'
import { serviceName, shorten, textIn } from './summaryWords.ts'

/** The subject of an event's sentence, by type of identity: docs/cloudtrail.md#user-identity */
export function actorOf(event: CloudTrailEvent, record: unknown): string {
  const identity = (path: string) => textIn(record, `userIdentity.${path}`)
  const invokedBy = event.invokedBy ?? identity('invokedBy')
  const name = event.userName === null ? null : shorten(event.userName)
  // Host names of the AWS console say no more than "in the AWS console", which placeOf adds.
  const isConsole = /^(?:signin|console)\.(?:aws\.)?amazon/.test(invokedBy ?? '')
  const identify = ACTORS.get(event.userType ?? 'Unknown') ?? unknownActor
  return identify({
    event,
    identity,
    name,
    isHidden: name?.startsWith('HIDDEN_DUE_TO_SECURITY_REASONS') ?? false,
    invokedBy,
    through: invokedBy === null || isConsole ? '' : ` (through ${serviceName(invokedBy)})`,
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
  /** ` (through AWS CloudFormation)`, empty if no service called for the identity. */
  readonly through: string
}

const ACTORS: ReadonlyMap<string, (actor: Actor) => string> = new Map([
  ['Root', ({ through }) => `The root user${through}`],
  ['IAMUser', ({ name, isHidden, through }) => (name === null || isHidden ? 'Someone' : `${name}${through}`)],
  ['AssumedRole', roleActor],
  ['Role', roleActor],
  [
    'FederatedUser',
    ({ name, through }) => (name === null ? 'A federated user' : `Federated user ${name}${through}`),
  ],
  ['SAMLUser', ({ name }) => (name === null ? 'A SAML user' : `SAML user ${name}`)],
  ['WebIdentityUser', ({ name }) => (name === null ? 'A web identity user' : `Web identity ${name}`)],
  ['Directory', ({ name }) => (name === null ? 'A directory user' : `Directory user ${name}`)],
  [
    'IdentityCenterUser',
    ({ name, through }) => `IAM Identity Center user${name === null ? '' : ` ${name}`}${through}`,
  ],
  ['AWSAccount', accountActor],
  [
    'AWSService',
    ({ invokedBy }) => (invokedBy === null ? 'An AWS service' : serviceWithPrincipal(invokedBy)),
  ],
  ['Unknown', unknownActor],
])

function roleActor({ identity, name, through }: Actor): string {
  const role = identity('sessionContext.sessionIssuer.userName') ?? roleIn(identity('arn'))
  if (role === null) return name === null ? 'An assumed role' : `Session ${name}${through}`
  const permissionSet = /^AWSReservedSSO_(.+)_[0-9a-f]{8,}$/.exec(role)?.[1]
  if (permissionSet !== undefined && name !== null) {
    return `${name} (IAM Identity Center, ${shorten(permissionSet)})${through}`
  }
  return `Role ${shorten(role)}${name === null || name === role ? '' : ` (session ${name})`}${through}`
}

function accountActor({ identity, name }: Actor): string {
  const account = identity('accountId')
  if (account === null || /^anonymous/i.test(account)) return 'An anonymous caller'
  const principal = identity('principalId') ?? ''
  const kind = principal.includes(':') ? 'A session' : principal.startsWith('AIDA') ? 'A user' : 'Someone'
  const who = name === null || name === account ? '' : ` ${name}`
  return `${kind === 'A session' && who ? 'Session' : kind}${who} of account ${shorten(account)}`
}

/** Also for identity types that are newer than this table. */
function unknownActor({ event, identity, name, isHidden, invokedBy, through }: Actor): string {
  if (isHidden) return 'Someone'
  if (name !== null) return `${name}${through}`
  if (invokedBy !== null) return serviceWithPrincipal(invokedBy)
  if (/^anonymous$/i.test(identity('principalId') ?? '')) return 'An anonymous caller'
  return event.eventType === 'AwsServiceEvent' ? serviceWithPrincipal(event.eventSource ?? '') : 'Someone'
}

/** `arn:aws:sts::111122223333:assumed-role/ROLE/SESSION` */
function roleIn(arn: string | null): string | null {
  return (
    /:assumed-role\/([^/]+)/.exec(arn ?? '')?.[1] ?? /:role\/(?:.*\/)?([^/]+)$/.exec(arn ?? '')?.[1] ?? null
  )
}

function serviceWithPrincipal(principal: string): string {
  if (principal.startsWith('AWS Internal') || principal === '') return 'AWS itself'
  const name = serviceName(principal)
  return name === shorten(principal) ? name : `${name} (${shorten(principal)})`
}
