import type { Token } from '../../filter/filter.ts'

/** One link between the credentials that made a request and who stands behind them. */
export interface IdentityLink {
  readonly label: string
  readonly value: string
  /** What the value means, where it is not plain. */
  readonly note?: string
  /** The path in the record, for a filter. */
  readonly field: string
}

/** A way to follow the chain: events that are found by these tokens. */
export interface IdentityTrail {
  readonly label: string
  readonly tokens: readonly Token[]
}

/**
 * Who stands behind a request that was not signed with a person's own long-term key, from the issuer down to the call; empty
 * when the user identity says it all. Reference 9.
 */
export function identityChain(record: unknown): readonly IdentityLink[] {
  const link = (label: string, field: string, note?: string): IdentityLink | null => {
    const value = textAt(record, field)
    return value === null ? null : { label, value, field, ...(note === undefined ? {} : { note }) }
  }
  const session = 'userIdentity.sessionContext'
  const issuerType = textAt(record, `${session}.sessionIssuer.type`)
  const sessionName = sessionNameOf(record)
  const links = [
    link('Service principal', 'userIdentity.invokedBy', 'The AWS service that made the call'),
    link('On behalf of', 'userIdentity.onBehalfOf.userId', 'Identity Center user'),
    link(
      'Source identity',
      `${session}.sourceIdentity`,
      'Set when the first role was assumed; it cannot be changed',
    ),
    link('Web identity provider', `${session}.webIdFederationData.federatedProvider`),
    link(
      issuerType === null || issuerType === 'Role' ? 'Role' : `Issuer (${issuerType})`,
      `${session}.sessionIssuer.arn`,
    ),
    sessionName === null
      ? null
      : { label: 'Session', value: sessionName, field: 'userName', ...noteOfSession(sessionName, record) },
    link(
      'Session began',
      `${session}.attributes.creationDate`,
      mfaNote(textAt(record, `${session}.attributes.mfaAuthenticated`)),
    ),
    link(
      'Credentials issued for',
      'userIdentity.inScopeOf.sourceArn',
      textAt(record, 'userIdentity.inScopeOf.credentialsIssuedTo') ?? undefined,
    ),
  ].filter((each) => each !== null)
  return links.length === 1 && links[0]?.field === 'userIdentity.invokedBy' ? [] : links
}

/** Where the chain goes on, before this event and after it. */
export function identityTrails(record: unknown): readonly IdentityTrail[] {
  const trails: IdentityTrail[] = []
  const key = textAt(record, 'userIdentity.accessKeyId')
  if (key?.startsWith('ASIA')) {
    trails.push({
      label: 'The event that issued this key',
      tokens: [is('responseElements.credentials.accessKeyId', key)],
    })
  }
  if (key) trails.push({ label: 'All events with this key', tokens: [is('accessKeyId', key)] })
  const principal = textAt(record, 'userIdentity.principalId')
  if (principal?.includes(':')) {
    trails.push({
      label: 'All events of this session name',
      tokens: [is('userIdentity.principalId', principal)],
    })
  }
  const issued = textAt(record, 'responseElements.credentials.accessKeyId')
  if (issued)
    trails.push({
      label: 'Events made with the credentials issued here',
      tokens: [is('accessKeyId', issued)],
    })
  const shared = textAt(record, 'sharedEventID')
  if (shared)
    trails.push({ label: 'The same action in other accounts', tokens: [is('sharedEventID', shared)] })
  return trails
}

const is = (field: string, value: string): Token => ({ kind: 'token', field, operator: '=', value })

/** The text at a path of a parsed record; null where there is none, or something else. */
export function textAt(record: unknown, path: string): string | null {
  let at = record
  for (const name of path.split('.')) {
    if (typeof at !== 'object' || at === null || Array.isArray(at) || !Object.hasOwn(at, name)) return null
    at = Reflect.get(at, name)
  }
  if (typeof at === 'string') return at === '' ? null : at
  return typeof at === 'boolean' || typeof at === 'number' ? String(at) : null
}

function sessionNameOf(record: unknown): string | null {
  if (textAt(record, 'userIdentity.type') !== 'AssumedRole') return null
  return textAt(record, 'userIdentity.principalId')?.replace(/^[^:]*:?/, '') || null
}

/** Reference 9.4. */
function noteOfSession(name: string, record: unknown): { readonly note?: string } {
  const role = textAt(record, 'userIdentity.sessionContext.sessionIssuer.userName') ?? ''
  if (/^i-[0-9a-f]{8,17}$/.test(name)) return { note: 'EC2 instance' }
  if (role.startsWith('AWSReservedSSO_')) return { note: 'IAM Identity Center user' }
  if (role.startsWith('AWSServiceRoleFor')) return { note: 'AWS service' }
  if (name === 'GitHubActions') return { note: 'GitHub Actions' }
  if (/^(?:aws-sdk-js-\d+|botocore-session-\d+|aws-go-sdk-\d+|AWSCLI-Session)$/.test(name)) {
    return { note: 'Default name of a tool; says nothing about the person' }
  }
  return {}
}

function mfaNote(mfaAuthenticated: string | null): string | undefined {
  if (mfaAuthenticated === null) return undefined
  return mfaAuthenticated.toLowerCase() === 'true' ? 'with MFA' : 'without MFA'
}
