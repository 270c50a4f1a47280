import type { Service } from '../../service.ts'
import { ACCESS_KEYS } from './accessKeys.ts'
import { ATTACHED_POLICIES } from './attachedPolicies.ts'
import { GROUPS } from './groups.ts'
import { INLINE_POLICIES } from './inlinePolicies.ts'
import { LOGIN_PROFILES } from './loginProfiles.ts'
import { MANAGED_POLICIES } from './managedPolicies.ts'
import { MFA_DEVICES } from './mfaDevices.ts'
import { ROLES } from './roles.ts'
import { USERS } from './users.ts'
import { WHOLE_ACCOUNT } from './wholeAccount.ts'

/** Global: its events are in us-east-1, whatever the Region of the signature. */
export const iam: Service = {
  name: 'iam',
  protocol: 'query',
  version: '2010-05-08',
  targets: [],
  operations: [
    ...USERS,
    ...ACCESS_KEYS,
    ...LOGIN_PROFILES,
    ...MFA_DEVICES,
    ...ROLES,
    ...GROUPS,
    ...MANAGED_POLICIES,
    ...ATTACHED_POLICIES,
    ...INLINE_POLICIES,
    ...WHOLE_ACCOUNT,
  ],
}
