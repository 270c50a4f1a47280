import type { PathStep } from './leafSteps.ts'

/**
 * Where the Username is that LookupEvents returns for the event, by the type of its identity:
 * exactly AWS's if that is known, nowhere if AWS leaves it blank. docs/cloudtrail.md#user-name
 */
export function userNameSteps(userType: string | null): readonly PathStep[] {
  switch (userType) {
    case 'Root':
      return ROOT
    case 'IAMUser':
    case 'SAMLUser':
    case 'WebIdentityUser':
      return USER
    case 'AssumedRole':
    case 'FederatedUser':
      return SESSION
    case 'AWSService':
      return NOBODY
    case 'AWSAccount':
      return ACCOUNT
    case 'IdentityCenterUser':
      return PERSON
    default:
      return ANYBODY
  }
}

const userName: PathStep = { how: 'whole', at: 'userIdentity.userName' }
/** `AROA…:session`, `123456789012:federated-name` */
const sessionName: PathStep = { how: 'behindColon', at: 'userIdentity.principalId' }
/** The name that someone gave to IAM Identity Center, and the ID that it gave. */
const signInName: PathStep = { how: 'whole', at: 'additionalEventData.UserName' }
const onBehalfOf: PathStep = { how: 'whole', at: 'userIdentity.onBehalfOf.userId' }

const ROOT: readonly PathStep[] = [{ how: 'constant', text: 'root' }]
const USER: readonly PathStep[] = [userName]
const SESSION: readonly PathStep[] = [sessionName, { how: 'behindSlash', at: 'userIdentity.arn' }]
const NOBODY: readonly PathStep[] = []
const ACCOUNT: readonly PathStep[] = [sessionName, { how: 'knownAccount', at: 'userIdentity.accountId' }]
const PERSON: readonly PathStep[] = [userName, signInName, onBehalfOf]
const ANYBODY: readonly PathStep[] = [userName, sessionName, signInName, onBehalfOf]

/** Who acted according to an event of a partner, or of one's own: docs/cloudtrail.md#audit-events */
export const AUDIT_USER_NAME: readonly PathStep[] = [
  'userName',
  // It is required there, and `details` is free.
  'principalId',
  'details.userName',
  'details.username',
  'details.email',
  'details.name',
  'details.user',
].map((name) => ({ how: 'whole', at: `eventData.userIdentity.${name}` }))
