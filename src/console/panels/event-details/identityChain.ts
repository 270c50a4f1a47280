import { textAt } from '../../../cloudtrail/textAt.ts'

/** One step between the credentials that made a request and the identity behind them. */
export interface IdentityLink {
  readonly label: string
  readonly value: string
  /** An explanation of the value where it needs one. */
  readonly note?: string
  /** The path in the record, for a filter. */
  readonly field: string
}

/**
 * Who is behind a request that was not signed with a user's own long-term key, from the issuer down
 * to the call; empty when the user identity says everything. docs/cloudtrail.md#tracing-an-identity
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

function sessionNameOf(record: unknown): string | null {
  if (textAt(record, 'userIdentity.type') !== 'AssumedRole') return null
  return textAt(record, 'userIdentity.principalId')?.replace(/^[^:]*:?/, '') || null
}

/** What the name of a session suggests: docs/cloudtrail.md#tracing-an-identity */
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
