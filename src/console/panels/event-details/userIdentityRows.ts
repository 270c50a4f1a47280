import { textAt } from '../../../cloudtrail/textAt.ts'
import type { DetailRow } from './detailRows.ts'

/**
 * Who made the request, from the issuer of a session down to the call; without the user name and
 * the access key, which are among the details of every event. Values that the record does not have
 * are left out. docs/cloudtrail.md#user-identity
 */
export function userIdentityRows(record: unknown): readonly DetailRow[] {
  const issuerType = at(record, 'sessionContext.sessionIssuer.type')
  return [
    row(record, 'User type', 'type'),
    row(record, 'Account ID', 'accountId'),
    row(record, 'Principal ID', 'principalId'),
    row(record, 'User ARN', 'arn', { wide: true }),
    row(record, 'Invoked by', 'invokedBy'),
    row(
      record,
      issuerType === null || issuerType === 'Role' ? 'Role' : `Issuer (${issuerType})`,
      `${ISSUER}.arn`,
      {
        wide: true,
      },
    ),
    sessionRow(record),
    row(record, 'Session started', `${SESSION}.attributes.creationDate`, { isTime: true }),
    mfaRow(record),
    row(record, 'Source identity', `${SESSION}.sourceIdentity`, {
      note: 'Set when the first role was assumed; cannot be changed',
    }),
    row(record, 'Web identity provider', `${SESSION}.webIdFederationData.federatedProvider`),
    row(record, 'On behalf of', 'onBehalfOf.userId', { note: 'IAM Identity Center user' }),
    row(record, 'Credentials issued to', 'inScopeOf.sourceArn', {
      wide: true,
      note: at(record, 'inScopeOf.credentialsIssuedTo') ?? undefined,
    }),
  ].filter((each) => each !== null)
}

const SESSION = 'sessionContext'
const ISSUER = `${SESSION}.sessionIssuer`

/** In an audit event it is part of `eventData`: docs/cloudtrail.md#audit-events */
const IDENTITIES = ['userIdentity', 'eventData.userIdentity']

const at = (record: unknown, path: string): string | null => placed(record, path)?.value ?? null

function placed(record: unknown, path: string): { readonly field: string; readonly value: string } | null {
  for (const identity of IDENTITIES) {
    const field = `${identity}.${path}`
    const value = textAt(record, field)
    if (value !== null) return { field, value }
  }
  return null
}

function row(
  record: unknown,
  label: string,
  path: string,
  more: Pick<DetailRow, 'wide' | 'note' | 'isTime'> = {},
): DetailRow | null {
  const found = placed(record, path)
  return found && { label, ...found, ...more }
}

function sessionRow(record: unknown): DetailRow | null {
  if (at(record, 'type') !== 'AssumedRole') return null
  const name = at(record, 'principalId')?.replace(/^[^:]*:?/, '')
  if (!name) return null
  return { label: 'Session name', value: name, field: 'userName', note: meaningOf(name, record) }
}

/** What the name of a session suggests: docs/cloudtrail.md#tracing-an-identity */
function meaningOf(name: string, record: unknown): string | undefined {
  const role = at(record, `${ISSUER}.userName`) ?? ''
  if (/^i-[0-9a-f]{8,17}$/.test(name)) return 'EC2 instance'
  if (role.startsWith('AWSReservedSSO_')) return 'IAM Identity Center user'
  if (role.startsWith('AWSServiceRoleFor')) return 'AWS service'
  if (name === 'GitHubActions') return 'GitHub Actions'
  const isDefault = /^(?:aws-sdk-js-\d+|botocore-session-\d+|aws-go-sdk-\d+|AWSCLI-Session)$/.test(name)
  return isDefault ? 'A tool’s default name; does not identify a person' : undefined
}

/**
 * Only users and root: in the sessions of roles `mfaAuthenticated` is false however the person
 * behind them signed in (docs/cloudtrail.md#user-identity).
 */
function mfaRow(record: unknown): DetailRow | null {
  const attribute = `${SESSION}.attributes.mfaAuthenticated`
  const authenticated = at(record, attribute)?.toLowerCase()
  const ofUser = /^(?:IAMUser|Root)$/.test(at(record, 'type') ?? '')
  const used = ofUser ? textAt(record, 'additionalEventData.MFAUsed') : null
  if (used !== null) {
    return {
      label: 'MFA',
      value: used,
      field: 'additionalEventData.MFAUsed',
      shown: /^yes$/i.test(used) ? 'Yes' : 'No',
    }
  }
  if (authenticated === undefined) return null
  const field = `userIdentity.${attribute}`
  if (ofUser || authenticated === 'true')
    return { label: 'MFA', value: authenticated, field, shown: authenticated === 'true' ? 'Yes' : 'No' }
  return { label: 'MFA', value: null, field: undefined, shown: 'Not recorded for role sessions' }
}
