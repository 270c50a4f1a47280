import type { CloudTrailRecord } from './record.ts'

/**
 * The Username that LookupEvents returns for the event: exactly AWS's if that is known, null if AWS
 * leaves it blank. The rule by identity type: docs/cloudtrail.md#user-name
 */
export function userNameOf(record: CloudTrailRecord): string | null {
  const userName = record.value('userIdentity.userName')
  switch (record.value('userIdentity.type')) {
    case 'Root':
      return 'root'
    case 'IAMUser':
    case 'SAMLUser':
    case 'WebIdentityUser':
      return userName
    case 'AssumedRole':
    case 'FederatedUser':
      return sessionName(record) ?? lastSegment(record.value('userIdentity.arn'))
    case 'AWSService':
      return null
    case 'AWSAccount':
      return sessionName(record) ?? known(record.value('userIdentity.accountId'))
    case 'IdentityCenterUser':
      return userName ?? signInName(record) ?? record.value('userIdentity.onBehalfOf.userId')
    default:
      return (
        userName ??
        sessionName(record) ??
        signInName(record) ??
        record.value('userIdentity.onBehalfOf.userId')
      )
  }
}

/** Who acted according to an event of a partner, or of one's own: docs/cloudtrail.md#audit-events */
export function auditUserNameOf(record: CloudTrailRecord): string | null {
  const names = AUDIT_NAMES.map((name) => record.value(`eventData.userIdentity.${name}`))
  return names.find((name) => name !== null) ?? null
}

/** `principalId` is required there, and `details` is free. */
const AUDIT_NAMES: readonly string[] = [
  'userName',
  'principalId',
  'details.userName',
  'details.username',
  'details.email',
  'details.name',
  'details.user',
]

/** The name that someone gave to IAM Identity Center. */
const signInName = (record: CloudTrailRecord): string | null => record.value('additionalEventData.UserName')

/** `AROA…:session`, `123456789012:federated-name` */
function sessionName(record: CloudTrailRecord): string | null {
  const principalId = record.value('userIdentity.principalId')
  const colon = principalId?.indexOf(':') ?? -1
  return (colon >= 0 && principalId!.slice(colon + 1)) || null
}

function lastSegment(arn: string | null): string | null {
  return arn?.slice(arn.lastIndexOf('/') + 1) || null
}

/** An anonymous caller of S3 has a word instead of an account. */
function known(accountId: string | null): string | null {
  return accountId?.toLowerCase().startsWith('anonymous') ? null : accountId
}
