import type { Principal } from './principal.ts'

/** Who follows a link that somebody was sent, without a signature. */
export const ANONYMOUS: Principal = {
  kind: 'anonymous',
  arn: 'anonymous',
  userId: '',
  identity: { type: 'AWSAccount', principalId: '', accountId: 'ANONYMOUS_PRINCIPAL' },
  accessKeyId: '',
  secretAccessKey: '',
  isTemporary: false,
  userName: null,
  roleName: null,
  sessionPolicies: null,
  sourceIdentity: null,
}
